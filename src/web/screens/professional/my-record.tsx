import { mixedNumber } from '../../../kernel/mixed-number.ts'
import './record.css'
import { Link } from '@tanstack/react-router'
import { Select } from 'antd'
import { record } from '../../../areas/ledger/contract.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import { useSession } from '../../api/session.ts'
import { useAsk } from '../../api/use-ask.ts'
import { isProblem } from '../../api/problem-error.ts'
import { eitherName, useLanguage, useWords } from '../../i18n/words.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { HoursRing } from '../../ui/hours-ring.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Reading } from '../../ui/reading.tsx'
import { standingState, StateTag } from '../../ui/states.tsx'
import { useView } from '../../ui/table/view.ts'
import { saidAmount, unitName } from './unit-name.ts'
import { DeclarationTasks } from '../records/declaration-tasks.tsx'
import { RecordActivities } from './record-activities.tsx'
import { ClosedYears } from './closed-years.tsx'
import { nothingToDo } from './nothing-to-do.ts'
import { PendingDeclarations } from './pending-declarations.tsx'
import { WaysToFinish } from './ways-to-finish.tsx'

export type PersonRecord = ReplyOf<typeof record>

/** The professional's own record, or with `personId` somebody else's for those who may see it. */
export const MyRecord = ({ personId, name }: { readonly personId?: string; readonly name?: string }) => {
  const session = useSession()
  const say = useWords('ledger')
  const [view, setView] = useView()
  const chosen = {
    ...(/^\d{4}$/.test(view['year'] ?? '') ? { year: view['year'] } : {}),
    ...(view['programme'] ? { programme: view['programme'] } : {}),
  }
  const person = personId ?? session?.account.personId ?? ''
  const read = useAsk(
    record,
    { params: { personId: person }, query: chosen },
    { when: person !== '', keep: true },
  )
  const nothingYet = person === '' || isProblem(read.error, 'not-found')
  return (
    <>
      {personId === undefined || name === undefined ? (
        <PageHeader title={say('title')} lead={say('lead')} />
      ) : (
        <PageHeader
          title={say('titleOf', { name })}
          lead={say('lead')}
          back={{ to: `/people/${personId}`, label: name }}
        />
      )}
      {nothingYet ? (
        <NothingYet />
      ) : (
        <Reading of={read}>
          {(found) => (
            <>
              <OneYear
                found={found}
                personId={person}
                choose={({ year, programme }) => setView({ year, programme })}
              />
              <ClosedYears
                personId={person}
                programmeId={found.programmeId}
                units={new Map(found.lines.map((line) => [line.measure, line.unit]))}
              />
            </>
          )}
        </Reading>
      )}
      {personId === undefined && <DeclarationTasks />}
    </>
  )
}

const NothingYet = () => {
  const say = useWords('ledger')
  return (
    <EmptyState
      title={say('noActivities')}
      text={say('noActivitiesText')}
      act={<Link to="/find">{say('findTraining')}</Link>}
    />
  )
}

const OneYear = ({
  found,
  personId,
  choose,
}: {
  found: PersonRecord
  personId: string
  choose: (chosen: { year?: string; programme?: string }) => void
}) => {
  const say = useWords('ledger')
  const language = useLanguage()
  return (
    <>
      <div className="record-toolbar">
        {found.programmes.length > 1 && (
          <label>
            {say('programme')}{' '}
            <Select
              value={found.programmeId}
              onChange={(programme) => choose({ programme })}
              options={found.programmes.map((one) => ({
                value: one.id,
                label: eitherName(language, one.name, one.nameEn),
              }))}
              popupMatchSelectWidth={false}
            />
          </label>
        )}
        <label>
          {say('year')}{' '}
          <Select
            value={found.year}
            onChange={(year) => choose({ year, programme: found.programmeId })}
            options={found.years.map((year) => ({ value: year, label: year }))}
            aria-label={say('year')}
          />
        </label>
        {found.closedOn ? (
          <span className="quiet">{say('isClosed', { day: found.closedOn })}</span>
        ) : (
          found.closesOn && <span className="quiet">{say('closes', { day: found.closesOn })}</span>
        )}
        {found.applies && (
          <Link
            className="standing-link"
            to="/people/$personId/standing"
            params={{ personId }}
            search={{ year: found.year, programme: found.programmeId } as never}
          >
            <StateTag state={standingState(found.standing, found.closedOn !== null)} /> {say('why')}
          </Link>
        )}
      </div>
      {found.applies ? (
        <Progress found={found} personId={personId} />
      ) : (
        <NotApplying found={found} personId={personId} />
      )}
      {found.applies && !found.closedOn && <PendingDeclarations found={found} personId={personId} />}
      {found.applies && !found.closedOn && <WaysToFinish found={found} personId={personId} />}
      <section>
        <h2>{say('activities')}</h2>
        {found.activities.length === 0 ? <NothingYet /> : <RecordActivities found={found} />}
      </section>
    </>
  )
}

/** That nothing is asked in a year, why, and where that is set out. */
const NotApplying = ({ found, personId }: { found: PersonRecord; personId: string }) => {
  const say = useWords('ledger')
  const language = useLanguage()
  return (
    <p>
      {say('notApplies')}
      {found.because && ` ${found.because.text[language]}${language === 'zh' ? '。' : '.'}`}{' '}
      <Link
        to="/people/$personId/standing"
        params={{ personId }}
        search={{ year: found.year, programme: found.programmeId } as never}
      >
        {say('why')}
      </Link>
    </p>
  )
}

/** The rings side by side, each open to the reasons for its figure, and the clause they rest on, said once where it is one. */
const Progress = ({ found, personId }: { found: PersonRecord; personId: string }) => {
  const say = useWords('ledger')
  const language = useLanguage()
  const clauses = new Map(found.lines.flatMap((line) => (line.clause ? [[line.clause.id, line.clause]] : [])))
  return (
    <section>
      <div className="rings">
        {found.lines.map((line, place) => (
          // Two obligations may name their lines alike.
          <div key={`${place} ${line.id}`}>
            <Link
              className="ring-link"
              to="/people/$personId/standing"
              params={{ personId }}
              search={{ year: found.year, programme: found.programmeId } as never}
            >
              <HoursRing
                counted={mixedNumber(line.counted)}
                required={mixedNumber(line.required)}
                unit={unitName(language, line.unit, line.required)}
                permille={line.filledPermille}
                met={line.standing === 'met'}
                size={150}
              />
              <span className="for-readers">{say('why')}</span>
            </Link>
            {found.lines.some((other) => other !== line && other.measure === line.measure) && (
              <p className="ring-name">
                {eitherName(language, line.name.zh, line.name.en)}
                {line.holding && (
                  <span className="ring-holding">
                    {eitherName(language, line.holding.zh, line.holding.en)}
                  </span>
                )}
              </p>
            )}
            <p className="ring-note">
              {say(nothingToDo(found, line) ?? 'remaining', {
                amount: saidAmount(language, line.remaining),
                unit: unitName(language, line.unit, line.remaining),
              })}
            </p>
          </div>
        ))}
      </div>
      {found.lines.length > 1 && (
        <p className="ring-joined">{found.linesJoined === 'any' ? say('either') : say('each')}</p>
      )}
      {[...clauses.values()].map((clause) => (
        <p key={clause.id} className="ring-clause">
          {eitherName(language, clause.text.zh, clause.text.en)} · {clause.document.number}
        </p>
      ))}
    </section>
  )
}
