import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Progress } from 'antd'
import {
  type RegisterRun,
  registerRuns,
  startRegisterRun,
} from '../../../../areas/ledger/contract/register.ts'
import type { ReplyOf } from '../../../../wire/endpoint.ts'
import { useAsk } from '../../../api/use-ask.ts'
import { useCommand } from '../../../api/use-command.ts'
import { count, shortInstant } from '../../../i18n/dates.ts'
import { useEitherName, useLanguage, useWords } from '../../../i18n/words.ts'
import { announce } from '../../../ui/notices.tsx'
import { ReadingScreen } from '../../../ui/reading.tsx'
import { StateTag } from '../../../ui/states.tsx'
import { PassesPage, PeriodStart } from '../period-passes.tsx'
import './register.css'

const pause = 1500

/** Passes over a programme's register, and where a new one begins. */
export const RegisterRunsScreen = () => {
  const { programmeId } = useParams({ from: '/signed-in/programmes/$programmeId/register-runs' })
  const ask = { params: { programmeId } }
  const first = useAsk(registerRuns, ask)
  const isMoving = first.data?.items.some(({ state }) => state === 'running')
  const read = useAsk(registerRuns, ask, { every: isMoving ? pause : false })
  return (
    <ReadingScreen of={read}>{(found) => <Whole found={found} programmeId={programmeId} />}</ReadingScreen>
  )
}

const Whole = ({ found, programmeId }: { found: ReplyOf<typeof registerRuns>; programmeId: string }) => {
  const say = useWords('register')
  return (
    <PassesPage
      title={say('title')}
      lead={say('lead')}
      programmeId={programmeId}
      programme={found.programme}
      start={found.may['register.make'] && <Start periods={found.periods} programmeId={programmeId} />}
      items={found.items}
      row={(one) => <Row one={one} />}
      empty={{ title: say('empty'), text: say('emptyText') }}
    />
  )
}

const Start = ({ periods, programmeId }: { periods: readonly string[]; programmeId: string }) => {
  const say = useWords('register')
  const navigate = useNavigate()
  const { busy, error, send } = useCommand(startRegisterRun, {
    done: ({ runId }) => {
      announce(say('started'))
      void navigate({ to: '/register-runs/$runId', params: { runId } })
    },
  })
  return (
    <PeriodStart
      title={say('startTitle')}
      label={say('year')}
      act={say('start')}
      periods={periods}
      busy={busy}
      error={error}
      start={(period) => send({ params: { programmeId }, body: { period } })}
    />
  )
}

const Row = ({ one }: { one: RegisterRun }) => {
  const say = useWords('register')
  const language = useLanguage()
  const either = useEitherName()
  return (
    <>
      <div className="closing-list-head">
        <Link to="/register-runs/$runId" params={{ runId: one.id }}>
          {say('one', { period: one.period })}
        </Link>
        <StateTag state={`register.${one.state}`} />
      </div>
      {one.state === 'running' ? (
        <RunProgress run={one} />
      ) : (
        <p>
          {(['met', 'unmet', 'undetermined', 'outside'] as const).map((standing) => (
            <span key={standing} className="closing-figure">
              {say(standing)}{' '}
              <Link
                to="/register-runs/$runId"
                params={{ runId: one.id }}
                search={{ standing } as never}
                aria-label={`${say('one', { period: one.period })}: ${say(standing)} ${one.counts[standing]}`}
              >
                <strong>{count(language, one.counts[standing])}</strong>
              </Link>
            </span>
          ))}
        </p>
      )}
      <p className="hint">
        {either(one.rulePack.title.zh, one.rulePack.title.en)} · {say('asOf', { on: one.on })} ·{' '}
        {one.startedBy
          ? say('startedBy', { by: one.startedBy, at: shortInstant(one.startedAt) })
          : say('startedAt', { at: shortInstant(one.startedAt) })}
      </p>
      {!one.current && one.state === 'done' && <p className="note note-amber">{say('rulesChanged')}</p>}
    </>
  )
}

/** How far a pass has come, in people. */
export const RunProgress = ({ run }: { run: RegisterRun }) => {
  const say = useWords('register')
  const language = useLanguage()
  const { people, counts } = run
  const done = count(language, counts.done)
  return (
    <>
      <p role="status">
        {people === null
          ? say('runningFirst', { done })
          : say('running', { done, people: count(language, people) })}
      </p>
      <Progress
        percent={people === null || people === 0 ? 0 : Math.floor((counts.done / people) * 100)}
        showInfo={false}
        aria-label={say('one', { period: run.period })}
      />
      <p className="hint">{say('mayLeave')}</p>
    </>
  )
}
