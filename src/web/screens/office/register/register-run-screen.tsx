import { useParams } from '@tanstack/react-router'
import { type RegisterRunRead, readRegisterRun } from '../../../../areas/ledger/contract/register.ts'
import { useAsk } from '../../../api/use-ask.ts'
import { count, shortInstant } from '../../../i18n/dates.ts'
import { useEitherName, useLanguage, useWords } from '../../../i18n/words.ts'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ReadingScreen } from '../../../ui/reading.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { useView } from '../../../ui/table/view.ts'
import { RegisterGroups } from './register-groups.tsx'
import { RegisterPeople } from './register-people.tsx'
import { RunProgress } from './register-runs-screen.tsx'
import './register.css'

const pause = 1500

/** One pass over a register: how far it has come, how people stand by group, and everybody by name. */
export const RegisterRunScreen = () => {
  const { runId } = useParams({ from: '/signed-in/register-runs/$runId' })
  const ask = { params: { runId } }
  const first = useAsk(readRegisterRun, ask)
  const isMoving =
    first.data &&
    (first.data.state === 'running' ||
      (first.data.state === 'done' && !first.data.grouped && first.data.counts.done > 0))
  const read = useAsk(readRegisterRun, ask, { every: isMoving ? pause : false })
  return <ReadingScreen of={read}>{(run) => <Whole run={run} />}</ReadingScreen>
}

const Whole = ({ run }: { run: RegisterRunRead }) => {
  const say = useWords('register')
  const either = useEitherName()
  return (
    <>
      <PageHeader
        title={say('one', { period: run.period })}
        lead={`${either(run.programme.name, run.programme.nameEn)} · ${say('asOf', { on: run.on })}`}
        status={<StateTag state={`register.${run.state}`} />}
        back={{ to: `/programmes/${run.programmeId}/register-runs`, label: say('title') }}
      />
      {run.state === 'superseded' && <p className="note note-amber">{say('superseded')}</p>}
      {run.state === 'done' && !run.current && <p className="note note-amber">{say('rulesChanged')}</p>}
      {run.state === 'running' && (
        <section className="block">
          <RunProgress run={run} />
        </section>
      )}
      <Figures run={run} />
      {run.state === 'done' && !run.grouped && run.counts.done > 0 && <p role="status">{say('grouping')}</p>}
      {run.state === 'done' && run.grouped && <RegisterGroups run={run} />}
      {run.state === 'done' && <RegisterPeople run={run} />}
    </>
  )
}

const Figures = ({ run }: { run: RegisterRunRead }) => {
  const say = useWords('register')
  const language = useLanguage()
  const either = useEitherName()
  const [, setView] = useView()
  const show = (standing: string) => {
    setView({ standing })
    document.getElementById('register-people')?.scrollIntoView({ block: 'start' })
  }
  return (
    <section className="block" aria-labelledby="summary">
      <h2 id="summary">{say('summary')}</h2>
      <ul className="closing-figures">
        {(['met', 'unmet', 'undetermined', 'outside'] as const).map((standing) => (
          <li key={standing}>
            <button type="button" className="link register-figure" onClick={() => show(standing)}>
              <strong>{count(language, run.counts[standing])}</strong>
              {say(standing)}
            </button>
          </li>
        ))}
        <li>
          <strong>{count(language, run.counts.done)}</strong>
          {say('people')}
        </li>
      </ul>
      <p className="hint">
        {say('rulePack')} {either(run.rulePack.title.zh, run.rulePack.title.en)} ·{' '}
        {run.startedBy
          ? say('startedBy', { by: run.startedBy, at: shortInstant(run.startedAt) })
          : say('startedAt', { at: shortInstant(run.startedAt) })}
        {run.finishedAt && ` · ${say('finishedAt', { at: shortInstant(run.finishedAt) })}`}
      </p>
    </section>
  )
}
