import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Adjustment } from '../../../areas/ledger/contract/closings.ts'
import type { Bilingual } from '../../../kernel/bilingual.ts'
import { shortInstant } from '../../i18n/dates.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { useExempted } from './exempted.ts'
import { saidAmount, unitName } from './unit-name.ts'
import '../office/closing.css'

/** Of one thing that came after a closing: what, of what, when and why. An entry opens to where it comes from. */
export const AdjustmentLine = ({
  one,
  unitOf,
  whose,
}: {
  readonly one: Adjustment
  readonly unitOf: (measure: string) => Bilingual
  /** Where several people are listed. */
  readonly whose?: ReactNode
}) => {
  const say = useWords('closings')
  const language = useLanguage()
  const what = useExempted()
  return (
    <li>
      <div className="closing-list-head">
        {whose}
        {one.kind === 'entry' ? (
          <Link to="/ledger/$entryId" params={{ entryId: one.entryId }}>
            {say('adjustment', {
              amount: saidAmount(language, one.amount),
              unit: unitName(language, unitOf(one.measure), one.amount),
            })}
          </Link>
        ) : (
          <span>{say(one.kind)}</span>
        )}
        {one.kind === 'entry' && one.reverses && <span className="hint">{say('reversal')}</span>}
      </div>
      <p>
        {one.kind === 'entry'
          ? one.title
          : say('exemptionOf', { from: one.from, to: one.to, what: what(one) })}
      </p>
      <p className="hint">
        {shortInstant(one.recordedAt)}
        {one.reason !== '' && ` · ${say('reasonIs', { reason: one.reason })}`}
      </p>
    </li>
  )
}

/** What a line is known by in a list: one exemption may be granted and taken back. */
export const keyOfAdjustment = (one: Adjustment): string =>
  one.kind === 'entry' ? one.entryId : `${one.kind} ${one.exemptionId}`
