import { Link, useParams } from '@tanstack/react-router'
import { readPerson, type Person } from '../../../areas/people/contract.ts'
import { useActingRole, useSession } from '../../api/session.ts'
import { useAsk } from '../../api/use-ask.ts'
import { dayOfInstant } from '../../i18n/dates.ts'
import { useWords } from '../../i18n/words.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { ReadingScreen } from '../../ui/reading.tsx'
import { RecordHistory } from '../../ui/record-drawer.tsx'
import { PersonActs } from './person-acts.tsx'
import { PersonClasses } from './person-classes.tsx'
import { Documents } from './person-documents.tsx'
import { Employments } from './person-employments.tsx'
import { PersonExemptions } from './person-exemptions.tsx'
import { PersonHoldings } from './person-holdings.tsx'
import { Evidence } from './person-evidence.tsx'
import { PersonRuleFacts } from './person-rule-facts.tsx'
import { PersonMerges } from './person-merges.tsx'

/** A person's whole record: who it is, employers, evidence, class; hours one step further. */
export const PersonScreen = () => {
  const { personId } = useParams({ from: '/signed-in/people/$personId' })
  const say = useWords('people')
  const shell = useWords('shell')
  const role = useActingRole()?.role
  const own = useSession()?.account.personId === personId
  const read = useAsk(readPerson, { params: { personId } })
  const back = own
    ? { to: '/account', label: shell('profile') }
    : { to: '/people', label: say(role === 'employer' ? 'titleStaff' : 'title') }
  return (
    <ReadingScreen of={read}>
      {(person) => (
        <>
          <PageHeader
            title={person.name}
            lead={
              <Link to={own ? '/' : '/people/$personId/record'} params={{ personId }}>
                {say('record')}
              </Link>
            }
            back={back}
            acts={
              <>
                {(role === 'office' || own) && <RecordHistory subjectId={person.id} />}
                <PersonActs person={person} />
              </>
            }
          />
          <Particulars person={person} />
          <Employments person={person} />
          <Evidence person={person} />
          <PersonRuleFacts personId={person.id} />
          <PersonHoldings personId={person.id} />
          <PersonClasses personId={person.id} />
          <PersonExemptions personId={person.id} />
          {person.may['person.merge'] && <PersonMerges personId={person.id} />}
        </>
      )}
    </ReadingScreen>
  )
}

const Particulars = ({ person }: { person: Person }) => {
  const say = useWords('people')
  return (
    <section className="block" aria-labelledby="particulars">
      <h2 id="particulars">{say('particulars')}</h2>
      <dl className="facts">
        <dt>{say('name')}</dt>
        <dd>{person.name}</dd>
        {person.formerNames.length > 0 && (
          <>
            <dt>{say('formerNames')}</dt>
            <dd>
              {person.formerNames.map((one) => (
                <div key={one.until}>
                  {one.name}{' '}
                  <span className="hint">
                    {say('formerUntil', { at: dayOfInstant(one.until), reason: one.reason })}
                  </span>
                </div>
              ))}
            </dd>
          </>
        )}
        <dt>{say('document')}</dt>
        <dd>
          <Documents person={person} />
        </dd>
        <dt>{say('sex')}</dt>
        <dd>{person.sex ? say(`sex.${person.sex}`) : '—'}</dd>
        <dt>{say('birth')}</dt>
        <dd>{person.birth ?? '—'}</dd>
        <dt>{say('phone')}</dt>
        <dd>
          {person.phone || '—'}
          {person.phone && person.hasAccount && (
            <span className="hint"> {say(person.phoneProved ? 'phoneProved' : 'phoneUnproved')}</span>
          )}
        </dd>
        <dt>{say('email')}</dt>
        <dd>{person.email || '—'}</dd>
        <dt>{say('account')}</dt>
        <dd>{say(person.hasAccount ? 'accountYes' : 'accountNo')}</dd>
        <dt>{say('createdAt')}</dt>
        <dd>{dayOfInstant(person.createdAt)}</dd>
      </dl>
    </section>
  )
}
