import { Button } from 'antd'
import { useState } from 'react'
import { listMerges, undoMerge } from '../../../areas/people/contract/merges.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { dayOfInstant } from '../../i18n/dates.ts'
import { useWords } from '../../i18n/words.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { announce } from '../../ui/notices.tsx'
import { StatusTag } from '../../ui/status-tag.tsx'

type Merge = ReplyOf<typeof listMerges>['items'][number]

/** Merges this record took part in; nothing at all where there were none, as with nearly everybody. */
export const PersonMerges = ({ personId }: { personId: string }) => {
  const say = useWords('merges')
  const [undoing, setUndoing] = useState<Merge | null>(null)
  const read = useAsk(listMerges, { params: { personId } })
  const undo = useCommand(undoMerge, {
    done: () => {
      setUndoing(null)
      announce(say('undoDone'))
    },
  })
  const items = read.data?.items ?? []
  if (items.length === 0) return null
  return (
    <section className="block" aria-labelledby="merges">
      <h2 id="merges">{say('list')}</h2>
      <p className="block-lead">{say('listLead')}</p>
      <ul className="lines">
        {items.map((one) => (
          <Line key={one.id} merge={one} undo={() => setUndoing(one)} />
        ))}
      </ul>
      <AskReason
        open={undoing !== null}
        title={
          undoing ? say('undoTitle', { absorbed: undoing.absorbedName, survivor: undoing.survivorName }) : ''
        }
        label={say('undoReason')}
        actWord={say('undo')}
        busy={undo.busy}
        error={undo.error}
        act={(reason) =>
          undoing && undo.send({ params: { mergeId: undoing.id }, body: { reason: reason.slice(0, 300) } })
        }
        cancel={() => {
          setUndoing(null)
          undo.forget()
        }}
      >
        {say('undoText')}
      </AskReason>
    </section>
  )
}

const Line = ({ merge, undo }: { merge: Merge; undo: () => void }) => {
  const say = useWords('merges')
  const by = merge.by ?? say('system')
  return (
    <li>
      <div>
        <strong>{say('line', { absorbed: merge.absorbedName, survivor: merge.survivorName })}</strong>{' '}
        <code>{merge.absorbedMasked}</code>
        <div className="hint">{say('lineBy', { at: dayOfInstant(merge.at), by, reason: merge.reason })}</div>
        {merge.undone && (
          <div className="hint">
            {say('lineUndone', {
              at: dayOfInstant(merge.undone.at),
              by: merge.undone.by ?? say('system'),
              reason: merge.undone.reason,
            })}
          </div>
        )}
      </div>
      <div className="lines-acts">
        <StatusTag tone={merge.undone ? 'over' : 'good'} word={say(merge.undone ? 'undone' : 'standing')} />
        {merge.may['person.merge'] && (
          <Button
            type="link"
            aria-label={`${say('undo')} ${say('line', { absorbed: merge.absorbedName, survivor: merge.survivorName })}`}
            onClick={undo}
          >
            {say('undo')}
          </Button>
        )}
      </div>
    </li>
  )
}
