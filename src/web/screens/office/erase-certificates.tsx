import { Button } from 'antd'
import { useState } from 'react'
import { eraseCertificates, listCertificates } from '../../../areas/certificates/contract.ts'
import type { Person } from '../../../areas/people/contract.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { useWords } from '../../i18n/words.ts'
import { ConfirmByNumber } from '../../ui/confirm-by-number.tsx'
import { announce } from '../../ui/notices.tsx'
import { Reading } from '../../ui/reading.tsx'

/** Destroys what a person's certificates say, where any still says something: names them, tells what goes and what stays, and has the person's name typed. */
export const EraseCertificates = ({ person }: { person: Person }) => {
  const say = useWords('certificates')
  const people = useWords('people')
  const [open, setOpen] = useState(false)
  const theirs = useAsk(listCertificates, { query: { personId: person.id, limit: 100 } })
  const erase = useCommand(eraseCertificates, {
    done: ({ numbers }) => {
      announce(say('erased', { count: numbers.length }))
      setOpen(false)
    },
  })
  if (!theirs.data?.items.length) return null
  return (
    <>
      <Button danger onClick={() => setOpen(true)}>
        {say('erase')}
      </Button>
      <ConfirmByNumber
        open={open}
        title={say('eraseTitle', { name: person.name })}
        number={person.name}
        numberName={say('eraseName')}
        actWord={say('erase')}
        reasonLabel={say('eraseReason')}
        busy={erase.busy}
        error={erase.error}
        confirm={({ number, reason }) =>
          erase.send({ params: { personId: person.id }, body: { confirm: number, reason } })
        }
        cancel={() => {
          setOpen(false)
          erase.forget()
        }}
      >
        <p>{say('eraseText')}</p>
        <p>{say('eraseStays')}</p>
        <Reading of={theirs} lines={1}>
          {({ items }) => (
            <p className="note note-amber">
              {say('eraseThese', { numbers: items.map((one) => one.number).join(people('comma')) })}
            </p>
          )}
        </Reading>
      </ConfirmByNumber>
    </>
  )
}
