import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { eraseCertificates, listCertificates } from '../../../areas/certificates/contract.ts'
import type { Person } from '../../../areas/people/contract.ts'
import { useAsk, usePages } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { useWords } from '../../i18n/words.ts'
import { ConfirmByNumber } from '../../ui/confirm-by-number.tsx'
import { Loading } from '../../ui/loading.tsx'
import { announce } from '../../ui/notices.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'

/** Destroys what a person's certificates say, where any still says something: names them, tells what goes and what stays, and has the person's name typed. */
export const EraseCertificates = ({ person }: { person: Person }) => {
  const say = useWords('certificates')
  const [open, setOpen] = useState(false)
  const theirs = useAsk(listCertificates, { query: { personId: person.id, limit: 1 } })
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
        <Those personId={person.id} />
      </ConfirmByNumber>
    </>
  )
}

const mostNamed = 100

/** All of them are read before any is named: whoever destroys must know how many they are, and not the first page of them. */
const Those = ({ personId }: { personId: string }) => {
  const say = useWords('certificates')
  const people = useWords('people')
  const { items, loaded, more, fetching, error, readMore, again } = usePages(listCertificates, {
    query: { personId, limit: 100 },
  })
  useEffect(() => {
    if (more && !fetching && !error) readMore()
  })
  if (error) return <ProblemNotice error={error} again={again} />
  if (!loaded || more) return <Loading lines={1} />
  const named = items.slice(0, mostNamed).map((one) => one.number)
  return (
    <p className="note note-amber">
      {say('eraseThese', { count: items.length, numbers: named.join(people('comma')) })}
      {items.length > named.length && ` ${say('eraseMore', { count: items.length - named.length })}`}
    </p>
  )
}
