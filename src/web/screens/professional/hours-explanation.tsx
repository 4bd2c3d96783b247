import './record.css'
import { PrinterOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { readDeclaration } from '../../../areas/declarations/contract.ts'
import { explanation } from '../../../areas/ledger/contract.ts'
import type { ReplyOf } from '../../../wire/endpoint.ts'
import { useAsk } from '../../api/use-ask.ts'
import { shortInstant } from '../../i18n/dates.ts'
import { useEitherName, useLanguage, useWords, type Word } from '../../i18n/words.ts'
import { Explanation } from '../../ui/explanation.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { capacityOf } from './capacity.ts'
import { RuleText } from './rule-text.tsx'
import { Steps } from './steps.tsx'
import { TakeClassBack } from './take-class-back.tsx'
import { saidAmount, unitName } from './unit-name.ts'
import { ReadingScreen } from '../../ui/reading.tsx'

type Explained = ReplyOf<typeof explanation>

/** One ledger entry: evidence → rule text with its document → arithmetic; printable. */
export const HoursExplanation = ({ entryId }: { readonly entryId: string }) => {
  const say = useWords('ledger')
  const read = useAsk(explanation, { params: { entryId } })
  return (
    <ReadingScreen of={read}>
      {(found) => (
        <>
          <PageHeader
            title={say('explanationTitle')}
            lead={<EntryLead found={found} />}
            back={{ to: '/', label: say('back') }}
            acts={
              <>
                {found.may['ledger.reverse'] && (
                  <TakeClassBack activityId={found.entry.activityId} title={found.entry.title} />
                )}
                <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
                  {say('print')}
                </Button>
              </>
            }
          />
          {found.takenBack && (
            <p className="note note-amber">
              {say('reversedBy', {
                at: shortInstant(found.takenBack.at),
                reason: found.takenBack.reason,
              })}
            </p>
          )}
          <Explanation
            evidence={<Evidence found={found} />}
            rule={<RuleText {...found} />}
            arithmetic={<Arithmetic found={found} />}
          />
        </>
      )}
    </ReadingScreen>
  )
}

const useUnit = (found: Explained): string => {
  const language = useLanguage()
  return unitName(language, found.unit, found.entry.amount)
}

const EntryLead = ({ found }: { found: Explained }) => {
  const say = useWords('ledger')
  const either = useEitherName()
  const language = useLanguage()
  const unit = useUnit(found)
  return (
    <>
      {say('entryLead', {
        title: either(found.entry.title, found.evidence.titleEn),
        amount: saidAmount(language, found.entry.amount),
        unit,
        period: found.entry.period,
      })}
    </>
  )
}

const Evidence = ({ found: { entry, evidence } }: { found: Explained }) => {
  const say = useWords('ledger')
  const either = useEitherName()
  const total = evidence.sessions.reduce((sum, session) => sum + session.minutes, 0)
  const passed = evidence.facts.find((fact) => fact.name === 'passed')
  const grade = evidence.facts.find((fact) => fact.name === 'grade' && fact.value !== 'null')
  return (
    <>
      <dl className="facts">
        <dt>{say('kind')}</dt>
        <dd>
          {evidence.kindName
            ? either(evidence.kindName.zh, evidence.kindName.en)
            : say(`kind.${evidence.kind}` as Word<'ledger'>)}
        </dd>
        {evidence.mode && (
          <>
            <dt>{say('mode')}</dt>
            <dd>{say(`mode.${evidence.mode}` as Word<'ledger'>)}</dd>
          </>
        )}
        <dt>{say('period')}</dt>
        <dd>{evidence.from === evidence.to ? evidence.from : `${evidence.from} – ${evidence.to}`}</dd>
        {evidence.approvals.map((approval) => (
          <Filing key={approval.number} approval={approval} />
        ))}
        {evidence.answers.map(({ label, value }) => (
          <Answer key={label.zh} label={either(label.zh, label.en)} value={either(value.zh, value.en)} />
        ))}
        {passed && evidence.answers.length === 0 && (
          <>
            <dt>{say('passed')}</dt>
            <dd>
              {say(passed.value === 'true' ? 'passed.true' : 'passed.false')}
              {grade ? ` · ${grade.value}` : ''}
            </dd>
          </>
        )}
        {evidence.recognitions.map((one) => (
          <Recognised
            key={`${one.by}${one.on}`}
            by={one.by}
            on={one.on}
            declarationId={entry.source === 'declaration' ? entry.activityId : null}
          />
        ))}
      </dl>
      {entry.source === 'declaration' && (
        <p>
          <Link to="/declarations/$declarationId" params={{ declarationId: entry.activityId }}>
            {say('declaration')}
          </Link>
        </p>
      )}
      {evidence.sessions.length > 0 && (
        <table className="plain-table">
          <caption>{say('sessions')}</caption>
          <thead>
            <tr>
              <th scope="col">{say('sessionDate')}</th>
              <th scope="col">{say('sessionTime')}</th>
              <th scope="col" className="number">
                {say('sessionMinutes')}
              </th>
            </tr>
          </thead>
          <tbody>
            {evidence.sessions.map((session) => (
              <tr key={`${session.date}${session.start}`}>
                <td className="steady">{session.date}</td>
                <td className="steady">
                  {session.start ? `${session.start.slice(0, 5)}–${session.end?.slice(0, 5)}` : ''}
                </td>
                <td className="number">{session.minutes}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={2}>
                {say('total')}
              </th>
              <td className="number">{total.toLocaleString('en-US')}</td>
            </tr>
          </tfoot>
        </table>
      )}
    </>
  )
}

const Answer = ({ label, value }: { label: string; value: string }) => (
  <>
    <dt>{label}</dt>
    <dd>{value}</dd>
  </>
)

const Filing = ({ approval }: { approval: Explained['evidence']['approvals'][number] }) => {
  const say = useWords('ledger')
  const either = useEitherName()
  const { number, byName, on } = approval
  return (
    <>
      <dt>{say('filing')}</dt>
      <dd>{[number, byName && either(byName.zh, byName.en), on].filter(Boolean).join(' · ')}</dd>
    </>
  )
}

/** Who recognised it and when: of a declaration the organisation, in the capacity that its own page tells. */
const Recognised = ({ by, on, declarationId }: { by: string; on: string; declarationId: string | null }) => {
  const say = useWords('ledger')
  const declared = useWords('declarations')
  const either = useEitherName()
  // Whoever may read the entry need not be one of those the declaration went to: then the capacity alone is told.
  const read = useAsk(
    readDeclaration,
    { params: { declarationId: declarationId ?? '' } },
    { when: declarationId !== null },
  )
  const act = read.data?.acts.findLast((one) => one.act === 'recognised')
  const capacity = act && capacityOf(act.role)
  return (
    <>
      <dt>{say('recognised')}</dt>
      <dd>
        {act?.organisation && capacity
          ? say('recognisedAs', {
              name: either(act.organisation.name, act.organisation.nameEn),
              capacity: declared(`as.${capacity}`),
              on,
            })
          : say('recognisedBy', { by: say(`by.${by}` as Word<'ledger'>), on })}
      </dd>
    </>
  )
}

const Arithmetic = ({ found }: { found: Explained }) => {
  const say = useWords('ledger')
  const language = useLanguage()
  const unit = useUnit(found)
  return (
    <>
      <Steps steps={found.steps} unit={found.unit} />
      <p className="result">
        {say('entered', {
          amount: saidAmount(language, found.entry.amount),
          unit,
          at: shortInstant(found.entry.recordedAt),
        })}
      </p>
    </>
  )
}
