import { useParams } from '@tanstack/react-router'
import { Progress } from 'antd'
import { type DryRunRead, readDryRun } from '../../../../areas/rule-studio/contract/dry-runs.ts'
import { useAsk } from '../../../api/use-ask.ts'
import { count, shortInstant } from '../../../i18n/dates.ts'
import { useEitherName, useLanguage, useWords } from '../../../i18n/words.ts'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ReadingScreen } from '../../../ui/reading.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { DryRunPeople } from './dry-run-people.tsx'
import { DryRunFigures } from './dry-run-report.tsx'
import './rules.css'

const pause = 1000

/** A dry run: how far it has come, who stands otherwise, by group, and the list behind every figure. */
export const DryRunScreen = () => {
  const { runId } = useParams({ from: '/signed-in/rule-dry-runs/$runId' })
  const ask = { params: { runId } }
  const first = useAsk(readDryRun, ask)
  const read = useAsk(readDryRun, ask, { every: first.data && first.data.state !== 'done' ? pause : false })
  return <ReadingScreen of={read}>{(run) => <Whole run={run} />}</ReadingScreen>
}

const Whole = ({ run }: { run: DryRunRead }) => {
  const say = useWords('rules')
  const either = useEitherName()
  return (
    <>
      <PageHeader
        title={say('dryRun', { title: either(run.draftTitle.zh, run.draftTitle.en) || run.packId })}
        lead={say('dryRunLead', {
          programme: either(run.programmeName, run.programmeNameEn),
          period: run.period,
        })}
        status={<StateTag state={`dryRun.${run.state}`} />}
        back={{ to: `/rule-drafts/${run.draftId}`, label: say('toDraft') }}
      />
      {!run.current && <p className="note note-amber">{say('notCurrent')}</p>}
      {run.state !== 'done' && <Work run={run} />}
      {run.report && (
        <>
          <p>{say(`mode.${run.report.mode}`)}</p>
          <DryRunFigures run={run} report={run.report} />
          <DryRunPeople run={run} />
        </>
      )}
      <dl className="facts">
        <dt>{say('judgedOn')}</dt>
        <dd>{run.on}</dd>
        {run.snapshotAt && (
          <>
            <dt>{say('snapshot')}</dt>
            <dd>{shortInstant(run.snapshotAt)}</dd>
          </>
        )}
        <dt>{say('textHash')}</dt>
        <dd>
          <code className="hash">{run.hash}</code>
        </dd>
        {run.reportHash && (
          <>
            <dt>{say('reportHash')}</dt>
            <dd>
              <code className="hash">{run.reportHash}</code>
            </dd>
          </>
        )}
      </dl>
    </>
  )
}

const Work = ({ run }: { run: DryRunRead }) => {
  const say = useWords('rules')
  const language = useLanguage()
  return (
    <section className="block">
      <p role="status">
        {say('running', { judged: count(language, run.judged), people: count(language, run.people) })}
      </p>
      <Progress
        percent={run.people === 0 ? 0 : Math.floor((run.judged / run.people) * 100)}
        showInfo={false}
        aria-label={say('runs')}
      />
      <p className="hint">{say('mayLeave')}</p>
    </section>
  )
}
