import { Link } from '@tanstack/react-router'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { StateTag } from '../../ui/states.tsx'
import { AdjustmentLine, keyOfAdjustment } from './adjustment-line.tsx'
import { Shortfall } from './shortfall.tsx'
import type { ExplainedStanding } from './standing-screen.tsx'

interface Props {
  readonly found: ExplainedStanding
  readonly closed: NonNullable<ExplainedStanding['closed']>
}

/** That all of the page is the frozen record, of which day and under which rules, before anything is read of it. */
export const ClosedNote = ({ found: { may, rulePack }, closed }: Props) => {
  const say = useWords('ledger')
  return (
    <div className="note note-amber">
      <div>
        <p>
          {say(closed.kind === 'regular' ? 'closedNote' : 'closedNoteSupplementary', {
            day: closed.on,
            version: rulePack.version ?? '—',
          })}{' '}
          {may['closing.read'] && (
            <Link to="/closings/$closingId" params={{ closingId: closed.closingId }}>
              {say('closedOpen')}
            </Link>
          )}
        </p>
        {closed.isFiguresOnly && <p>{say('closedFigures')}</p>}
        {closed.reason !== '' && <p>{say('closedReason', { reason: closed.reason })}</p>}
        <p className="quiet">
          {say('closedHash')} <code className="hash">{closed.hash}</code>
        </p>
      </div>
    </div>
  )
}

/** What came after the closing, and what the rules would give today, apart from the record that stands. */
export const SinceClosed = ({ found, closed }: Props) => {
  const say = useWords('ledger')
  const language = useLanguage()
  const unitOf = (measure: string) =>
    [...found.lines, ...(closed.now?.lines ?? [])].find((line) => line.measure === measure)?.unit ?? {
      zh: measure,
      en: measure,
    }
  return (
    <section className="block" aria-labelledby="since-closed">
      <h2 id="since-closed">{say('since')}</h2>
      {closed.adjustments.length === 0 ? (
        <p>{say('sinceNone')}</p>
      ) : (
        <>
          <p className="block-lead">{say('sinceLead')}</p>
          <ul className="closing-list">
            {closed.adjustments.map((one) => (
              <AdjustmentLine key={keyOfAdjustment(one)} one={one} unitOf={unitOf} />
            ))}
          </ul>
        </>
      )}
      {closed.now ? (
        <Now now={closed.now} />
      ) : (
        <p>{closed.refused ? closed.refused[language] : say('sinceSame')}</p>
      )}
    </section>
  )
}

const Now = ({ now }: { readonly now: NonNullable<Props['closed']['now']> }) => {
  const say = useWords('ledger')
  const language = useLanguage()
  return (
    <>
      <h3>
        {say('sinceNow')} {now.applies && <StateTag state={`standing.${now.standing}`} />}
      </h3>
      <p>{say(now.otherRules ? 'sinceNowOtherRules' : 'sinceNowText')}</p>
      {now.applies ? (
        <Shortfall found={now} />
      ) : (
        <p>
          {say('notApplies')} {now.because?.text[language]}
        </p>
      )}
    </>
  )
}
