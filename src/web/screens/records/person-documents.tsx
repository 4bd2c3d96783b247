import { Button } from 'antd'
import { useState } from 'react'
import { unmaskIdentity, type Person } from '../../../areas/people/contract.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import { useCommand } from '../../api/use-command.ts'
import { dayOfInstant } from '../../i18n/dates.ts'
import { useWords } from '../../i18n/words.ts'
import { AskReason } from '../../ui/ask-reason.tsx'

type Shown = ReplyOf<typeof unmaskIdentity>['documents']

/** Identity documents, masked; the whole number is shown for a stated purpose, put on record, and hidden again on leaving. */
export const Documents = ({ person }: { person: Person }) => {
  const say = useWords('people')
  const [asking, setAsking] = useState(false)
  const [shown, setShown] = useState<Shown | null>(null)
  const unmask = useCommand(unmaskIdentity, {
    refresh: false,
    done: ({ documents }) => {
      setShown(documents)
      setAsking(false)
    },
  })
  return (
    <>
      {person.documents.map((one) => (
        <div key={`${one.kind} ${one.masked} ${one.addedAt}`}>
          {say(`kind.${one.kind}`)} <code>{one.masked}</code>
          {one.endedAt && (
            <span className="hint"> · {say('documentEnded', { at: dayOfInstant(one.endedAt) })}</span>
          )}
        </div>
      ))}
      {shown?.map((one) => (
        <div key={one.number} role="status">
          {say('unmasked', { kind: say(`kind.${one.kind}`), number: '' })}
          <code className="number">{one.number}</code>
        </div>
      ))}
      {shown ? (
        <Button onClick={() => setShown(null)}>{say('hide')}</Button>
      ) : (
        person.may['person.unmask'] && <Button onClick={() => setAsking(true)}>{say('unmask')}</Button>
      )}
      <AskReason
        open={asking}
        title={say('unmaskTitle', { name: person.name })}
        label={say('unmaskPurpose')}
        actWord={say('unmask')}
        busy={unmask.busy}
        error={unmask.error}
        act={(purpose) =>
          unmask.send({ params: { personId: person.id }, body: { purpose: purpose.slice(0, 200) } })
        }
        cancel={() => setAsking(false)}
      >
        {say('unmaskText')}
      </AskReason>
    </>
  )
}
