import { Link } from '@tanstack/react-router'
import { eitherName, useLanguage, useWords } from '../../i18n/words.ts'
import { standingState, StateTag } from '../../ui/states.tsx'
import type { ExplainedStanding } from './standing-screen.tsx'
import { saidAmount, unitName } from './unit-name.ts'

type Reason = ExplainedStanding['reasons'][number]

/** The arithmetic of the year as a tree: each answer stands above the answers it follows from. */
export const Reasons = ({ found }: { found: ExplainedStanding }) => {
  const reasons = new Map(found.reasons.map((reason) => [reason.id, reason]))
  const say = useWords('ledger')
  if (found.root === null) return <p className="quiet">{say('reasonsNone')}</p>
  return (
    <ul className="reason-tree">
      <ReasonItem id={found.root} reasons={reasons} isClosed={found.closed !== null} above={[]} />
    </ul>
  )
}

interface ItemProps {
  readonly id: number
  readonly reasons: ReadonlyMap<number, Reason>
  readonly isClosed: boolean
  /** Nodes this one stands under: a trace has no circles, and a page must not hang if one had. */
  readonly above: readonly number[]
}

const ReasonItem = ({ id, reasons, isClosed, above }: ItemProps) => {
  const reason = reasons.get(id)
  if (!reason || above.includes(id)) return null
  return (
    <li>
      <ReasonLine reason={reason} isClosed={isClosed} />
      {reason.children.length > 0 && (
        <ul>
          {reason.children.map((child) => (
            <ReasonItem key={child} id={child} reasons={reasons} isClosed={isClosed} above={[...above, id]} />
          ))}
        </ul>
      )}
    </li>
  )
}

const ReasonLine = ({ reason, isClosed }: { reason: Reason; isClosed: boolean }) => {
  const say = useWords('ledger')
  const language = useLanguage()
  const sentence = eitherName(language, reason.sentence.zh, reason.sentence.en)
  return (
    <span className="reason">
      <span>
        {reason.entryId ? (
          <Link to="/ledger/$entryId" params={{ entryId: reason.entryId }}>
            {sentence}
          </Link>
        ) : (
          sentence
        )}
      </span>
      <span className="reason-answer">
        {reason.standing ? (
          <StateTag
            state={reason.spared ? `standing.${reason.spared}` : standingState(reason.standing, isClosed)}
          />
        ) : (
          <Amount reason={reason} />
        )}
        {reason.minutes !== null && reason.minutes !== 0 && (
          <span className="quiet">
            {' '}
            {say('reasonMinutes', { minutes: reason.minutes.toLocaleString('en-US') })}
          </span>
        )}
      </span>
    </span>
  )
}

const Amount = ({ reason: { amount, amountHigh, unit } }: { reason: Reason }) => {
  const say = useWords('ledger')
  const language = useLanguage()
  if (amount === null) return null
  const shown = (one: string): string => (one === 'unbounded' ? say('unbounded') : saidAmount(language, one))
  const figure =
    amountHigh === null ? shown(amount) : say('range', { low: shown(amount), high: shown(amountHigh) })
  return (
    <>
      <strong>{figure}</strong> {unit && unitName(language, unit, amount)}
    </>
  )
}
