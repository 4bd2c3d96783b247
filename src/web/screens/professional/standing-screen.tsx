import './record.css'
import { PrinterOutlined } from '@ant-design/icons'
import { useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { standingExplanation } from '../../../areas/ledger/contract/standing-explanation.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import { useSession } from '../../api/session.ts'
import { useAsk } from '../../api/use-ask.ts'
import { eitherName, useLanguage, useWords } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Explanation } from '../../ui/explanation.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ReadingScreen } from '../../ui/reading.tsx'
import { standingState, StateTag } from '../../ui/states.tsx'
import { useView } from '../../ui/table/view.ts'
import { ActivitiesOfStanding } from './standing-activities.tsx'
import { Reasons } from './reasons.tsx'
import { PendingDeclarations } from './pending-declarations.tsx'
import { RuleText } from './rule-text.tsx'
import { ClosedNote, SinceClosed } from './since-closed.tsx'
import { Shortfall } from './shortfall.tsx'
import { WaysToFinish } from './ways-to-finish.tsx'

export type ExplainedStanding = ReplyOf<typeof standingExplanation>

/** Why a year stands as it does: activities → clauses → arithmetic, from the engine's own trace; printable. */
export const StandingScreen = () => {
  const { personId } = useParams({ from: '/signed-in/people/$personId/standing' })
  const [view] = useView()
  const own = useSession()?.account.personId === personId
  const read = useAsk(standingExplanation, {
    params: { personId },
    query: {
      ...(/^\d{4}$/.test(view['year'] ?? '') ? { year: view['year'] } : {}),
      ...(view['programme'] ? { programme: view['programme'] } : {}),
    },
  })
  return <ReadingScreen of={read}>{(found) => <Explained found={found} own={own} />}</ReadingScreen>
}

const Explained = ({ found, own }: { found: ExplainedStanding; own: boolean }) => {
  const say = useWords('ledger')
  const language = useLanguage()
  const { personId, year, programmeId } = found
  return (
    <>
      <PageHeader
        title={say('standingTitle', { year })}
        status={found.applies && <StateTag state={standingState(found.standing, found.closed !== null)} />}
        lead={say(found.closed ? 'standingLeadClosed' : 'standingLead', {
          name: found.name,
          programme: eitherName(language, found.programmeName, found.programmeNameEn),
          on: found.on,
        })}
        back={{
          to: `${own ? '/' : `/people/${personId}/record`}?year=${year}&programme=${programmeId}`,
          label: say('back'),
        }}
        acts={
          <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
            {say('print')}
          </Button>
        }
      />
      {found.closed && <ClosedNote found={found} closed={found.closed} />}
      {found.applies ? (
        <>
          <Shortfall found={{ ...found, exempt: found.period?.exempt ?? null }} />
          <Explanation
            evidence={<ActivitiesOfStanding found={found} />}
            rule={<RuleText {...found} />}
            arithmetic={<Reasons found={found} />}
          />
          {!found.closed && <PendingDeclarations found={found} personId={personId} />}
          {!found.closed && <WaysToFinish found={found} personId={personId} />}
        </>
      ) : (
        <EmptyState title={say('notApplies')} text={found.because?.text[language] ?? ''} />
      )}
      {found.closed && <SinceClosed found={found} closed={found.closed} />}
    </>
  )
}
