import { useParams } from '@tanstack/react-router'
import { readOrganisation, type Organisation } from '../../../areas/organisations/contract.ts'
import { useActingRole, useOwnOrganisation } from '../../api/session.ts'
import { useAsk } from '../../api/use-ask.ts'
import { dayOfInstant } from '../../i18n/dates.ts'
import { eitherName, useLanguage, useWords } from '../../i18n/words.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { ReadingScreen } from '../../ui/reading.tsx'
import { RecordHistory } from '../../ui/record-drawer.tsx'
import { StateTag } from '../../ui/states.tsx'
import { Invitations } from './invitations.tsx'
import { OrganisationAccounts } from './organisation-accounts.tsx'
import { OrganisationActs } from './organisation-acts.tsx'
import { Memberships } from './organisation-memberships.tsx'
import { Rooms } from './organisation-rooms.tsx'
import { Teachers } from './organisation-teachers.tsx'

export const OrganisationRoute = () => (
  <OrganisationScreen
    organisationId={useParams({ from: '/signed-in/organisations/$organisationId' }).organisationId}
    inList
  />
)
export const OwnOrganisationRoute = () => <OrganisationScreen organisationId={useOwnOrganisation()} />

const hasMemberships: ReadonlySet<Organisation['kind']> = new Set(['association', 'employer', 'institution'])

/** One organisation: particulars, rooms, memberships, accounts. */
const OrganisationScreen = ({ organisationId, inList }: { organisationId: string; inList?: boolean }) => {
  const say = useWords('organisations')
  const language = useLanguage()
  const office = useActingRole()?.role === 'office'
  const read = useAsk(readOrganisation, { params: { organisationId } })
  return (
    <ReadingScreen of={read}>
      {(found) => (
        <>
          <PageHeader
            title={eitherName(language, found.name, found.nameEn)}
            lead={say(`kind.${found.kind}`)}
            status={<StateTag state={`organisation.${found.status}`} />}
            {...(inList
              ? { back: { to: '/organisations', label: office ? say('title') : say('titleInScope') } }
              : {})}
            acts={
              <>
                {(office || !inList) && <RecordHistory subjectId={found.id} />}
                <OrganisationActs organisation={found} />
              </>
            }
          />
          <Particulars organisation={found} />
          {(found.kind === 'institution' || found.kind === 'site') && found.may['room.read'] && (
            <Rooms organisationId={found.id} />
          )}
          {found.kind === 'institution' && found.may['teacher.read'] && <Teachers institutionId={found.id} />}
          {hasMemberships.has(found.kind) && found.may['membership.read'] && (
            <Memberships organisation={found} />
          )}
          {found.may['account.manage'] && <OrganisationAccounts organisationId={found.id} />}
          {(office || !inList) && <Invitations organisation={found} />}
        </>
      )}
    </ReadingScreen>
  )
}

const Particulars = ({ organisation }: { organisation: Organisation }) => {
  const say = useWords('organisations')
  const language = useLanguage()
  const fact = (label: string, value: string | null) =>
    value ? (
      <>
        <dt>{label}</dt>
        <dd>{value}</dd>
      </>
    ) : null
  return (
    <section className="block" aria-label={say('particulars')}>
      <dl className="facts">
        {fact(say('name'), organisation.name)}
        {fact(say('nameEn'), organisation.nameEn)}
        {fact(say('shortName'), organisation.shortName)}
        <dt>{say('creditCode')}</dt>
        <dd>{organisation.creditCode ? <code>{organisation.creditCode}</code> : '—'}</dd>
        {organisation.kind !== 'district' &&
          fact(
            say('district'),
            eitherName(
              language,
              organisation.districtName ?? say('allDistricts'),
              organisation.districtNameEn ?? '',
            ),
          )}
        {fact(say('address'), organisation.address)}
        {fact(say('contact'), organisation.contact)}
        {fact(say('successor'), organisation.successorName)}
        {fact(say('closedReason'), organisation.closedReason)}
        {fact(say('registeredAt'), dayOfInstant(organisation.createdAt))}
      </dl>
    </section>
  )
}
