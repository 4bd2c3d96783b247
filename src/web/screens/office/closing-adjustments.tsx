import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { adjustments } from '../../../areas/ledger/contract/closings.ts'
import { usePages } from '../../api/use-ask.ts'
import { useWords } from '../../i18n/words.ts'
import { Loading } from '../../ui/loading.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { AdjustmentLine, keyOfAdjustment } from '../professional/adjustment-line.tsx'
import type { ClosingRead } from './closing-screen.tsx'

/** What was entered, exempted or taken back in the closed period since, apart from the rows, which stay. */
export const ClosingAdjustments = ({ closing }: { closing: ClosingRead }) => {
  const say = useWords('closings')
  const ui = useWords('ui')
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
            <AdjustmentLine
              key={`${keyOfAdjustment(one)} ${one.personId}`}
              one={one}
              unitOf={(measure) => closing.units[measure] ?? { zh: measure, en: measure }}
              whose={
                <Link
                  to="/people/$personId/standing"
                  params={{ personId: one.personId }}
                  search={{ year: closing.period, programme: closing.programmeId } as never}
                >
                  {one.name}
                </Link>
              }
            />
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
