import { Link } from '@tanstack/react-router'
import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { endValidations, unearnedValidations } from '../../../areas/certificates/contract.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useCommand } from '../../api/use-command.ts'
import { useWords } from '../../i18n/words.ts'
import { ConfirmByNumber } from '../../ui/confirm-by-number.tsx'
import { announce } from '../../ui/notices.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { StateTag } from '../../ui/states.tsx'

/** As many as one act takes. */
const limit = 200

/** Certificates that a closing no longer bears out: nothing ends by itself, an officer chooses, gives the reason and confirms. */
export const ClosingUnearned = ({ closingId, period }: { closingId: string; period: string }) => {
  const say = useWords('closings')
  const params = { closingId }
  const read = useAsk(unearnedValidations, { params, query: { limit } })
  const [kept, keep] = useState<readonly string[]>([])
  const [asking, ask] = useState(false)
  const end = useCommand(endValidations, {
    done: ({ revoked }) => {
      ask(false)
      announce(say('unearnedEnded', { count: revoked }))
    },
  })
  if (read.error) return <ProblemNotice error={read.error} again={() => void read.refetch()} />
  if (!read.data || read.data.items.length === 0) return null
  const { items, next, may } = read.data
  const chosen = items.map(({ number }) => number).filter((number) => !kept.includes(number))
  return (
    <section className="block" aria-labelledby="unearned">
      <h2 id="unearned">{say('unearned')}</h2>
      <p className="note note-amber">{say('unearnedText', { count: items.length })}</p>
      <ul className="closing-list">
        {items.map(({ number, name, personId, standing, issuedOn }) => (
          <li key={number} className="closing-unearned">
            {may['closing.make'] && (
              <Checkbox
                aria-label={say('unearnedChoose', { name, number })}
                checked={!kept.includes(number)}
                onChange={(event) =>
                  keep(event.target.checked ? kept.filter((one) => one !== number) : [...kept, number])
                }
              />
            )}
            <Link
              to="/people/$personId/standing"
              params={{ personId }}
              search={{ year: period.slice(0, 4) } as never}
            >
              {name}
            </Link>
            <StateTag state={`standing.${standing}`} />
            <Link to="/certificates/$number" params={{ number }}>
              {number}
            </Link>
            <span className="hint">{say('unearnedIssued', { on: issuedOn })}</span>
          </li>
        ))}
      </ul>
      {next !== null && <p className="hint">{say('unearnedMore', { count: limit })}</p>}
      {may['closing.make'] && (
        <Button danger disabled={chosen.length === 0} onClick={() => ask(true)}>
          {say('unearnedEnd', { count: chosen.length })}
        </Button>
      )}
      <ConfirmByNumber
        open={asking}
        title={say('unearnedEnd', { count: chosen.length })}
        number={period}
        numberName={say('period')}
        actWord={say('unearnedAct')}
        reasonLabel={say('unearnedReason')}
        busy={end.busy}
        error={end.error}
        confirm={({ reason }) => end.send({ params, body: { numbers: chosen, confirm: period, reason } })}
        cancel={() => ask(false)}
      >
        {say('unearnedConfirm', { count: chosen.length })}
      </ConfirmByNumber>
    </section>
  )
}
