import { CheckCircleOutlined, MinusCircleOutlined } from '@ant-design/icons'
import { Link, type LinkProps } from '@tanstack/react-router'
import { listOrganisations, type OrganisationSummary } from '../../../areas/organisations/contract.ts'
import type { Programme } from '../../../areas/programme/contract.ts'
import { useAsk } from '../../api/use-ask.ts'
import { useWords, type Word } from '../../i18n/words.ts'

const shown = 20

interface Step {
  readonly word: Word<'programme'>
  readonly kind: OrganisationSummary['kind']
}

const organisationSteps: readonly Step[] = [
  { word: 'stepSites', kind: 'site' },
  { word: 'stepDistricts', kind: 'district' },
  { word: 'stepInstitutions', kind: 'institution' },
  { word: 'stepEmployers', kind: 'employer' },
]

/** What a programme needs before classes can run, and where to set it. */
export const SetupSteps = ({ programme }: { programme: Programme }) => {
  const say = useWords('programme')
  const areas = programme.keyAreas.length
  return (
    <section className="block" aria-labelledby="steps">
      <h2 id="steps">{say('steps')}</h2>
      <ol className="setup-steps">
        <StepLine
          done
          title={say('stepFacts')}
          note={<code>{programme.code}</code>}
          to="/programmes/$programmeId/edit"
          programmeId={programme.id}
        />
        <StepLine
          done={areas > 0}
          title={say('stepAreas')}
          note={areas > 0 ? say('stepNote.areas', { count: areas }) : say('stepNote.none')}
          place="#areas"
        />
        {organisationSteps.map((step) => (
          <OrganisationStep key={step.kind} step={step} />
        ))}
        <StepLine done={programme.status === 'active'} title={say('stepStart')} />
      </ol>
    </section>
  )
}

const OrganisationStep = ({ step }: { step: Step }) => {
  const say = useWords('programme')
  const found = useAsk(listOrganisations, { query: { kind: step.kind, limit: shown } })
  const count = found.data?.items.length ?? 0
  const note =
    count === 0
      ? say('stepNote.none')
      : say(found.data?.next ? 'stepNote.registeredMore' : 'stepNote.registered', { count })
  return (
    <StepLine
      done={count > 0}
      title={say(step.word)}
      note={found.data ? note : ''}
      to="/organisations"
      kind={step.kind}
    />
  )
}

interface StepLineProps {
  readonly done: boolean
  readonly title: string
  readonly note?: React.ReactNode
  readonly to?: LinkProps['to']
  /** Further down on the same page. */
  readonly place?: string
  readonly kind?: string
  readonly programmeId?: string
}

const StepLine = ({ done, title, note, to, place, kind, programmeId }: StepLineProps) => {
  const say = useWords('programme')
  const link = to && (
    <Link
      to={to}
      {...(kind ? { search: { kind } } : {})}
      {...(programmeId ? { params: { programmeId } } : {})}
      aria-label={`${say('stepGo')}: ${title}`}
    >
      {say('stepGo')}
    </Link>
  )
  return (
    <li>
      {done ? (
        <CheckCircleOutlined className="setup-steps-done" aria-hidden />
      ) : (
        <MinusCircleOutlined className="setup-steps-open" aria-hidden />
      )}
      <span className="setup-steps-title">{title}</span>
      <span className="hint">{note}</span>
      {link}
      {place && (
        <a href={place} aria-label={`${say('stepGo')}: ${title}`}>
          {say('stepGo')}
        </a>
      )}
    </li>
  )
}
