import './declaration.css'
import '../professional/record.css'
import { Link, useParams } from '@tanstack/react-router'
import { readDeclaration, type Declaration } from '../../../areas/declarations/contract.ts'
import { useActingRole } from '../../api/session.ts'
import { useAsk } from '../../api/use-ask.ts'
import { shortInstant } from '../../i18n/dates.ts'
import { useEitherName, useLanguage, useWords, type Word } from '../../i18n/words.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { Reading } from '../../ui/reading.tsx'
import { RecordHistory } from '../../ui/record-drawer.tsx'
import { StateTag } from '../../ui/states.tsx'
import { capacityOf } from '../professional/capacity.ts'
import { DeclarationPreview } from '../professional/declaration-preview.tsx'
import { saidAmount, unitName } from '../professional/unit-name.ts'
import { DeclarationDecision } from './declaration-decision.tsx'
import { DeclarationEvidence } from './declaration-evidence.tsx'
import { OwnDeclarationActs } from './declaration-own-acts.tsx'
import { DeclarationWarnings } from './declaration-warnings.tsx'
import { stateOf } from './declarations-screen.tsx'

/** One declaration: what it says, its papers, what the rules make of it, what was done, and what comes next for the reader. */
export const DeclarationScreen = () => {
  const { declarationId } = useParams({ from: '/signed-in/declarations/$declarationId' })
  const read = useAsk(readDeclaration, { params: { declarationId } })
  return <Reading of={read}>{(one) => <Whole one={one} />}</Reading>
}

const Whole = ({ one }: { one: Declaration }) => {
  const say = useWords('declarations')
  const either = useEitherName()
  const mine = useActingRole()?.role === 'professional'
  const kind = either(one.kindName.zh, one.kindName.en)
  return (
    <>
      <PageHeader
        title={one.title || say('noTitle')}
        lead={mine ? kind : `${one.personName} · ${kind}`}
        status={
          <>
            <StateTag state={stateOf(one)} /> {one.late && <StateTag state="declaration.late" />}
          </>
        }
        back={{ to: '/declarations', label: say('back') }}
        acts={<RecordHistory subjectId={one.id} />}
      />
      <Next one={one} />
      <OwnDeclarationActs one={one} />
      <div className="columns">
        <div>
          <DeclarationWarnings warnings={one.warnings} />
          <Declared one={one} mine={mine} />
          <DeclarationEvidence one={one} />
        </div>
        <div>
          <Outcome one={one} />
          <Progress one={one} />
        </div>
      </div>
    </>
  )
}

const nextOf = {
  draft: 'nextDraft',
  submitted: 'nextSubmitted',
  checked: 'nextChecked',
  returned: 'nextReturned',
  recognised: 'nextRecognised',
  refused: 'nextRefused',
  withdrawn: 'nextWithdrawn',
} as const satisfies Record<Declaration['state'], Word<'declarations'>>

const Next = ({ one }: { one: Declaration }) => {
  const say = useWords('declarations')
  const either = useEitherName()
  const tooLate = one.state === 'draft' && one.late
  const word = one.reversed ? 'nextReversed' : tooLate ? 'nextTooLate' : nextOf[one.state]
  const name = one.waiting ? either(one.waiting.name, one.waiting.nameEn) : ''
  const turnedDown = one.acts.findLast(({ act }) => act === one.state && turnsDown(act))
  return (
    <div className={one.late ? 'note note-amber' : 'note'}>
      <div>
        <strong>{say('nextStep')}</strong> {say(word, { name })}{' '}
        {one.dueOn && (one.late ? say('lateNote', { day: one.dueOn }) : say('dueBy', { day: one.dueOn }))}
        {turnedDown && <p className="declaration-words">{turnedDown.words}</p>}
      </div>
    </div>
  )
}

/** Acts that are done with a reason, which whoever comes to the page next looks for first. */
const turnsDown = (act: Declaration['acts'][number]['act']): boolean =>
  act === 'returned' || act === 'refused'

const Declared = ({ one, mine }: { one: Declaration; mine: boolean }) => {
  const say = useWords('declarations')
  const either = useEitherName()
  return (
    <section className="block" aria-labelledby="declared">
      <h2 id="declared">{say('whatItIs')}</h2>
      <dl className="facts">
        {!mine && (
          <>
            <dt>{say('person')}</dt>
            <dd>{one.personName}</dd>
            <dt>{say('employer')}</dt>
            <dd>{one.employerName ?? '—'}</dd>
          </>
        )}
        <dt>{say('programme')}</dt>
        <dd>{either(one.programmeName, one.programmeNameEn)}</dd>
        <dt>{say('days')}</dt>
        <dd>{[...new Set([one.from, one.to].filter((day) => day !== null))].join(' – ') || '—'}</dd>
        {one.categoryName && (
          <>
            <dt>{say('category')}</dt>
            <dd>{either(one.categoryName.zh, one.categoryName.en)}</dd>
          </>
        )}
        {one.answers.map(({ label, value }) => (
          <Answer key={label.zh} label={either(label.zh, label.en)} value={either(value.zh, value.en)} />
        ))}
      </dl>
    </section>
  )
}

const Answer = ({ label, value }: { label: string; value: string }) => (
  <>
    <dt>{label}</dt>
    <dd>{value}</dd>
  </>
)

/** What the rules would give, or what was entered; and who decides it. */
const Outcome = ({ one }: { one: Declaration }) => {
  const say = useWords('declarations')
  return (
    <section className="aside" aria-labelledby="outcome">
      <h2 id="outcome">{say(one.entries.length > 0 ? 'hours' : 'previewTitle')}</h2>
      {one.entries.length > 0 ? (
        <Entries one={one} />
      ) : one.preview ? (
        <DeclarationPreview preview={one.preview} />
      ) : (
        <p className="quiet">—</p>
      )}
      {one.waiting !== null && <Stations one={one} />}
      <DeclarationDecision one={one} />
    </section>
  )
}

const Entries = ({ one }: { one: Declaration }) => {
  const say = useWords('declarations')
  const language = useLanguage()
  return (
    <ul className="lines">
      {one.entries.map((entry) => (
        <li key={entry.id}>
          <div>
            <Link to="/ledger/$entryId" params={{ entryId: entry.id }}>
              {say('entry', {
                period: entry.period,
                amount: saidAmount(language, entry.amount),
                unit: unitName(language, entry.unit, entry.amount),
              })}
            </Link>
            {entry.reverses !== null && (
              <div className="hint">
                {say('entryReversed')} · {entry.reason}
              </div>
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}

const Stations = ({ one: { check, recognise } }: { one: Declaration }) => {
  const say = useWords('declarations')
  const either = useEitherName()
  if (!check || !recognise) return null
  return (
    <p className="quiet">
      {say('nextCheck', { name: either(check.name, check.nameEn) })}
      <br />
      {recognise.role === 'system'
        ? say('nextSystem')
        : say('nextRecognise', { name: either(recognise.name, recognise.nameEn) })}
    </p>
  )
}

const Progress = ({ one }: { one: Declaration }) => {
  const say = useWords('declarations')
  const either = useEitherName()
  if (one.acts.length === 0) return null
  const capacity = (role: Declaration['acts'][number]['role']): string | null => {
    const known = capacityOf(role)
    return known && say(`as.${known}`)
  }
  return (
    <section className="block" aria-labelledby="progress">
      <h2 id="progress">{say('progress')}</h2>
      <ol className="declaration-steps">
        {one.acts.map((act) => (
          <li key={`${act.at} ${act.act}`}>
            <strong>{say(`act.${act.act}`)}</strong>
            <div className="hint">
              {[
                shortInstant(act.at),
                act.organisation
                  ? either(act.organisation.name, act.organisation.nameEn)
                  : say(`role.${act.role}`),
                act.act === 'recognised' && capacity(act.role),
                act.by,
                act.onBehalfOf && say('onBehalfOf', { name: act.onBehalfOf }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </div>
            {act.words !== '' && <p className="declaration-words">{act.words}</p>}
          </li>
        ))}
      </ol>
    </section>
  )
}
