import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { adjustments } from '../../../areas/ledger/contract/closings.ts'
import { usePages } from '../../api/use-ask.ts'
import { shortInstant } from '../../i18n/dates.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { Loading } from '../../ui/loading.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { saidAmount, unitName } from '../professional/unit-name.ts'
import type { ClosingRead } from './closing-screen.tsx'

/** What was entered or taken back in the closed period since, apart from the rows, which stay. */
export const ClosingAdjustments = ({ closing }: { closing: ClosingRead }) => {
  const say = useWords('closings')
  const ui = useWords('ui')
  const language = useLanguage()
  const pages = usePages(adjustments, { params: { closingId: closing.id } })
  return (
    <section className="block" aria-labelledby="adjustments">
      <h2 id="adjustments">{say('adjustments')}</h2>
      <p className="block-lead">{say('adjustmentsLead')}</p>
      {pages.error ? (
        <ProblemNotice error={pages.error} again={pages.again} />
      ) : !pages.loaded ? (
        <Loading lines={2} />
      ) : pages.items.length === 0 ? (
        <p>{say('adjustmentsNone')}</p>
      ) : (
        <ul className="closing-list">
          {pages.items.map((one) => (
            <li key={one.entryId}>
              <div className="closing-list-head">
                <Link to="/people/$personId/record" params={{ personId: one.personId }}>
                  {one.name}
                </Link>
                <span>
                  {say('adjustment', {
                    amount: saidAmount(language, one.amount),
                    unit: unitName(
                      language,
                      closing.units[one.measure] ?? { zh: one.measure, en: one.measure },
                      one.amount,
                    ),
                  })}
                </span>
                {one.reverses && <span className="hint">{say('reversal')}</span>}
              </div>
              <p>{one.title}</p>
              <p className="hint">
                {shortInstant(one.recordedAt)}
                {one.reason !== '' && ` · ${say('reasonIs', { reason: one.reason })}`}
              </p>
            </li>
          ))}
        </ul>
      )}
      {pages.more && (
        <Button onClick={pages.readMore} loading={pages.fetching}>
          {ui('showMore')}
        </Button>
      )}
    </section>
  )
}
