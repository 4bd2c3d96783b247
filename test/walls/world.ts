import { sql } from 'kysely'
import { nameHashOf } from '../../src/areas/accounts/app/attempt-gate.ts'
import { codeHash, linkHash, linkToken, newLinkSecret } from '../../src/areas/accounts/app/sent-secret.ts'
import { hashPassword } from '../../src/areas/accounts/app/password-hash.ts'
import {
  answerAll,
  type ArrangedSitting,
  arrangeSitting,
  takeSeat,
} from '../../src/areas/exams/exam-fixtures.ts'
import { contents, paperOf } from '../../src/areas/declarations/declaration-fixtures.ts'
import { person as registeredPerson, rulesOf653 } from '../../src/areas/certificates/certificate-fixtures.ts'
import { begin, studied } from '../../src/areas/ledger/closing-fixtures.ts'
import { draftOf } from '../../src/areas/rule-studio/rule-studio-fixtures.ts'
import {
  expectStatus,
  filedClass,
  mornings,
  schoolOf,
  seats,
  sessionIds,
  type School,
} from '../../src/areas/training/training-fixtures.ts'
import { addDays, dayInZone } from '../../src/kernel/calendar.ts'
import { newId } from '../../src/kernel/id.ts'
import { residentCheckDigit } from '../../src/kernel/identity-number.ts'
import type { Answer, Client, TestHouse } from '../house.ts'
import { fresh, programmeFacts, registered } from '../setting.ts'
import { keyOf } from './keyed.ts'
import type { Names } from './sample.ts'

/** Who may come to a door of a world; `officer2` is the office's second officer. */
export const roleNames = [
  'office',
  'officer2',
  'district',
  'association',
  'institution',
  'employer',
  'expert',
  'invigilator',
  'professional',
] as const
export type RoleName = (typeof roleNames)[number]

/** A city of its own: every organisation, person and record there is a kind of, and somebody in every role. */
export interface World {
  readonly clients: Readonly<Record<RoleName, Client>>
  /** What its records are called by in the contract. */
  readonly names: Names
  /** Other things that go by the same names: each is put in their place in turn. */
  readonly others: readonly Names[]
  /** Others in the same classes: another employer with one of its people, another institution of the programme. */
  readonly neighbours: Readonly<Record<'institution' | 'employer' | 'professional', Client>>
  /** What is a visitor's alone. */
  readonly own: Readonly<Record<RoleName, Names>>
  /** Names, numbers and addresses of its people. */
  readonly secrets: readonly string[]
}

let born = 0
/** An identity number nobody has yet. */
const numberOf = (): string => {
  born += 1
  const first17 = `31000019850417${100 + born}`
  return first17 + residentCheckDigit(first17)
}

/** Everybody's. */
const password = 'long enough 653'
const before = new Date('2026-03-01T01:00:00Z')
const afterwards = new Date('2026-03-12T01:00:00Z')
/** The instant at which a world is complete: a sitting is under way, and another is over. */
export const complete = new Date('2026-03-12T03:00:00Z')

export const worldOf = async (house: TestHouse): Promise<World> => {
  house.now = before
  const school = await schoolOf(house)
  await rulesOf653(house)
  const around = await surroundings(house, school)
  const people = await staff(around.employer, around.employerId)
  const person = people[0] as Person
  const officer2 = await house.client([{ role: 'office', organisationId: school.officeId }])
  const professional = await house.client([], person.personId)
  const { others: besides, ...neighbours } = await nextDoor(house, school)
  const taught = await closedClass(house, school, [people, besides])
  const open = await openClass(house, school, [people, besides])
  const exams = await sittings(house, school, around, open.classId, { ...person, client: professional })
  house.now = complete
  const evidence = await done(
    professional.call('POST', `/api/v1/people/${person.personId}/evidence`, {
      from: '2026-01-01',
      facts: { 'field-work': 'yes', degree: 'master', 'major-in-field': 'yes' },
    }),
  )
  const read = await done(professional.call('GET', `/api/v1/people/${person.personId}`))
  const record = await done(professional.call('GET', `/api/v1/people/${person.personId}/record?year=2026`))
  const activity = record.activities[0]
  const records = await paperwork(school)
  const drafts = await ruleDrafts(house, school)
  const facts = { name: '工程师' }
  const held = await done(
    school.office.call('POST', `/api/v1/people/${person.personId}/holdings`, {
      kind: 'title',
      facts,
      from: '2025-01-01',
    }),
  )
  const exemption = { from: '2029-01-01', to: '2029-12-31', extent: 'full', reason: '产假' }
  const exempted = await done(
    school.office.call('POST', `/api/v1/people/${person.personId}/exemptions`, {
      programmeId: school.programmeId,
      ...exemption,
    }),
  )
  const closings = await closedYears(house, school, officer2, person.personId)
  const declarations = await declared(
    { ...around, officer2, professional, office: school.office },
    { personId: person.personId, programmeId: school.programmeId },
  )
  const reviewBy = (client: Client) =>
    done(
      client.upload(
        `/api/v1/title-reviews?programmeId=${school.programmeId}&fromYear=2026&toYear=2026&purpose=review`,
        '名单.csv',
        Buffer.from(`姓名,身份证号\r\n${person.name},${person.number}\r\n`),
      ),
    )
  const reviews = { office: await reviewBy(school.office), employer: await reviewBy(around.employer) }
  const batchBy = (client: Client) =>
    done(
      client.upload(
        '/api/v1/certificate-batches?purpose=check',
        '名单.csv',
        Buffer.from(`证书编号,姓名\r\nSH6532026999999X,${person.name}\r\n`),
      ),
    )
  const linkOf = (client: Client) =>
    done(client.call('POST', '/api/v1/share-links', { number: null, days: 30, note: '' }))
  const shared = await linkOf(professional)
  // A link shows whoever has it what its maker chose: that of somebody who has nothing to show tells nothing.
  const bare = await linkOf(await house.client([], await registeredPerson(house, '无证员')))
  const { batchId } = await batchBy(around.employer)
  await house.drain()
  const account = { signIn: `clerk-${fresh()}`, password }
  await done(
    school.office.call('POST', '/api/v1/accounts', {
      ...account,
      name: '经办人',
      role: 'employer',
      organisationId: around.employerId,
      from: '2026-01-01',
    }),
  )
  const members = await done(
    school.office.call('GET', `/api/v1/role-assignments?organisationId=${school.institutionId}`),
  )
  const { office, district, institution } = school
  const { employer, association, invigilator } = around
  const clients = {
    office,
    officer2,
    district,
    association,
    institution,
    employer,
    expert: await house.client([{ role: 'expert', organisationId: school.officeId }]),
    invigilator,
    professional,
  }
  await sql`update password set hash = ${await hashPassword(password)}`.execute(house.services.db)
  const own = {} as Record<RoleName, Names>
  const handed = await delegations(house, clients, around.employerId)
  for (const role of roleNames) {
    const linkId = newId()
    await sql`insert into sso_link (id, account_id, issuer, subject, linked_by, linked_at)
      values (${linkId}, ${clients[role].accountId}, 'https://id.example.org', ${linkId}, 'owner', ${complete})`.execute(
      house.services.db,
    )
    const sessions = await done(clients[role].call('GET', '/api/v1/sessions'))
    const { keyId } = await keyOf(house, clients[role], ['audit'])
    own[role] = { 'accounts.sessionId': sessions.items[0].id, linkId, keyId, ...handed[role] }
  }
  own.employer = { ...own.employer, reviewId: reviews.employer.id }
  for (const client of Object.values(neighbours)) await done(client.call('GET', '/api/v1/sessions'))
  await house.drain()
  const invited = await invitations(school, around)
  await codeToRegister(house, '13900009999', '653653')
  const resetToken = await resetLinkOf(house, institution.accountId)
  const deliveries = await done(office.call('GET', '/api/v1/office/deliveries'))
  const names: Names = {
    'certificates.list': 1,
    ...own.institution,
    ...own.professional,
    programmeId: school.programmeId,
    programme: school.programmeId,
    keyAreaId: school.keyAreaId,
    officeId: school.officeId,
    districtId: school.districtId,
    institutionId: school.institutionId,
    organisationId: school.institutionId,
    employerId: around.employerId,
    'organisations.memberId': around.strangerId,
    successorId: around.strangerId,
    membershipId: around.membershipIds[0],
    siteId: around.siteId,
    roomId: around.roomId,
    'training.roomId': school.rooms[0],
    teacherId: school.teachers[0],
    personId: person.personId,
    personIds: [person.personId],
    employmentId: read.employments[0].id,
    leavingId: read.employments[0].id,
    ...(await moves(house, around, people, clients)),
    evidenceId: evidence.evidenceId,
    holdingId: held.holdingId,
    'people.recordHolding': { kind: 'title', facts },
    'people.endHolding': { reason: '登记有误' },
    exemptionId: exempted.exemptionId,
    'ledger.grantExemption': exemption,
    'ledger.endExemption': { reason: '提前返岗' },
    ...(await doubles(around, office)),
    courseVersionId: school.versionId,
    ...records,
    ...declarations.names,
    reviewId: reviews.office.id,
    batchId,
    shareId: shared.shareId,
    'certificates.openShare': { token: String(bare.address).split('/').at(-1) },
    'certificates.days': 7,
    'certificates.purpose': 'check',
    'titleReviews.fromYear': 2026,
    'titleReviews.toYear': 2026,
    classId: open.classId,
    exceptClassId: open.classId,
    filingNumber: open.filingNumber,
    'training.token': open.token,
    sessionId: open.sessionId,
    enrolmentId: open.enrolmentId,
    ...exams,
    number: taught.number,
    confirm: taught.number,
    'exams.checkReceipt': { code: exams.receipt },
    'people.number': numberOf(),
    phone: '13900009999',
    email: 'somebody@people.example.org',
    'people.class': 'A',
    'people.recordEvidence': { facts: { degree: 'master' } },
    'accounts.current': password,
    'accounts.password': password,
    'accounts.next': '锲而不舍，金石可镂。',
    'exams.points': '25',
    'exams.items': [{ versionId: exams['exams.versionId'], points: '25' }],
    'accounts.openSession': account,
    'accounts.askForCode': { signIn: '13900009999' },
    'accounts.openSessionByCode': { signIn: '13900009999', code: '000000' },
    'accounts.resetPasswordByCode': { signIn: '13900009999', code: '000000' },
    'people.registerSelf': { code: '653653', password },
    'accounts.readResetLink': { token: resetToken },
    'accounts.resetPasswordByLink': { token: resetToken },
    'accounts.makeKey': {
      role: 'institution',
      expiresOn: addDays(dayInZone(house.now, 'Asia/Shanghai'), 30),
      scopes: ['organisations:read'],
    },
    'exams.machine': 'machine-of-nobody',
    'exams.writer': 'writer-of-nobody',
    'training.exceptions': [{ enrolmentId: open.enrolmentId, status: 'absent' }],
    // On a day when the room and the teacher are taken.
    sessions: mornings(school, ['2026-04-02']),
    'programme.prefix': 'SH653',
    closingId: closings.countedId,
    draftId: drafts.proposedId,
    'ruleStudio.runId': drafts.runId,
    packId: '653-2006',
    'ruleStudio.period': '2026',
    'ruleStudio.publish': { confirm: drafts.packId, hash: drafts.hash },
    'ruleStudio.importDraft': { file: JSON.stringify({ schema: 'zhixin.pack/1', id: 'wall-file' }) },
    'ledger.runId': closings.runId,
    'ledger.startRegisterRun': { period: '2024' },
    'ledger.startClosing': { period: '2023', kind: 'regular' },
    'ledger.closePeriod': { confirm: '2025' },
    activityId: activity.id,
    entryId: activity.counted[0].entryId,
    index: 0,
    'accounts.invitationId': invited[0]?.invitationId,
    'accounts.token': invited[0]?.token,
    deliveryId: deliveries.items[0].id,
    accountId: institution.accountId,
    assignmentId: members.items[0].assignmentId,
    subjectId: open.classId,
    revision: 1,
    'programme.createProgramme': programmeFacts(`W-${fresh().toUpperCase()}`),
    'programme.editProgramme': programmeFacts(`W-${fresh().toUpperCase()}`),
  }
  const others: Names[] = [
    ...[around.employerId, around.associationId, around.siteId, school.officeId, school.districtId].map(
      (organisationId) => ({ organisationId }),
    ),
    { membershipId: around.membershipIds[1] },
    { closingId: closings.closedId },
    { draftId: drafts.editingId },
    { 'organisations.roomId': school.rooms[0] },
    { courseId: school.courseId, versionId: school.versionId, 'catalogue.versionId': school.versionId },
    { approvalId: records.standingApprovalId },
    {
      classId: taught.classId,
      filingNumber: taught.filingNumber,
      sessionId: taught.sessionId,
      enrolmentId: taught.enrolmentId,
    },
    ...invited.map(({ invitationId, invitation }) => ({
      'accounts.invitationId': invitationId,
      'accounts.invite': invitation,
    })),
    ...declarations.others,
    { sittingId: exams.openSittingId, attemptId: exams.openAttemptId },
    ...[
      person.personId,
      records.courseId,
      records.approvalId,
      around.employerId,
      around.associationId,
      around.siteId,
      declarations.names['declarationId'],
      school.rooms[0],
      ...around.membershipIds,
      ...invited.map(({ invitationId }) => invitationId),
      members.items[0].assignmentId,
      taught.enrolmentId,
      deliveries.items[0].id,
    ].map((subjectId) => ({ subjectId })),
  ]
  return {
    clients,
    names,
    others,
    neighbours,
    own,
    secrets: people.flatMap(({ personId, name, number, phone, email }) => [
      personId,
      name,
      number,
      phone,
      email,
    ]),
  }
}

/** Rules that a third officer has written: a draft being edited, and one dry run and proposed. */
const ruleDrafts = async (house: TestHouse, school: School) => {
  const third = await house.client([{ role: 'office', organisationId: school.officeId }])
  const packId = `wall-${fresh().toLowerCase()}`
  const { draftId } = await draftOf(third, packId)
  const { runId } = await done(
    third.call('POST', `/api/v1/rule-drafts/${draftId}/dry-runs`, {
      programmeId: school.programmeId,
      period: '2026',
    }),
  )
  await house.drain()
  const { revision, hash } = await done(third.call('GET', `/api/v1/rule-drafts/${draftId}`))
  await done(third.call('POST', `/api/v1/rule-drafts/${draftId}/propose`, { revision, note: '' }))
  const editing = await draftOf(third, `${packId}-b`)
  return { packId, proposedId: draftId, editingId: editing.draftId, runId, hash }
}

/** A year that is closed, with an entry of somebody since, and one that a third officer has counted. */
const closedYears = async (house: TestHouse, school: School, officer2: Client, personId: string) => {
  const { programmeId } = school
  const of = { personId, programmeId }
  for (const year of ['2024', '2025']) await studied(house, of, 10, `${year}-06-01`)
  const third = await house.client([{ role: 'office', organisationId: school.officeId }])
  const counted = async (period: string): Promise<string> => {
    const { closingId } = await done(begin(third, programmeId, { period, kind: 'regular' }))
    await house.drain()
    return closingId
  }
  const closedId = await counted('2024')
  await done(officer2.call('POST', `/api/v1/closings/${closedId}/close`, { confirm: '2024' }))
  await house.drain()
  await studied(house, of, 2, '2024-07-01')
  const { runId } = await done(
    third.call('POST', `/api/v1/programmes/${programmeId}/register-runs`, { period: '2025' }),
  )
  await house.drain()
  return { closedId, countedId: await counted('2025'), runId }
}

/** A link to set a new password, as its mail brought it. */
const resetLinkOf = async (house: TestHouse, accountId: string): Promise<string> => {
  const { db, ports } = house.services
  const [id, secret, name] = [newId(), newLinkSecret(), `reset-${fresh()}`]
  const expiresAt = new Date(complete.getTime() + 1_800_000)
  await sql`insert into sent_code (purpose, name_hash, id, name, asked_at, asked, counted_from, account_id, hash, expires_at)
    values ('password-reset', ${Buffer.from(name)}, ${id}, ${ports.vault.seal(name)}, ${complete}, 1, ${complete}, ${accountId},
      ${linkHash(ports.vault, id, secret)}, ${expiresAt})`.execute(db)
  return linkToken(id, secret)
}

/** A code to register with, as its message brought it to the phone; one for both worlds. */
const codeToRegister = async (house: TestHouse, phone: string, code: string): Promise<void> => {
  const { db, ports } = house.services
  const id = newId()
  const expiresAt = new Date(complete.getTime() + 600_000)
  await sql`insert into sent_code (purpose, name_hash, id, name, way, asked_at, asked, counted_from, hash, expires_at)
    values ('register', ${nameHashOf(house.services, phone)}, ${id}, ${ports.vault.seal(phone)}, 'sms', ${complete}, 1, ${complete},
      ${codeHash(ports.vault, id, code)}, ${expiresAt})
    on conflict do nothing`.execute(db)
}

interface Person {
  readonly employerId: string
  readonly personId: string
  readonly name: string
  readonly number: string
  readonly phone: string
  readonly email: string
}

/** Two people on an employer's staff, entered with number, phone and e-mail. */
const staff = async (employer: Client, employerId: string): Promise<Person[]> => {
  const added: Person[] = []
  for (const surname of ['欧阳', '慕容']) {
    const known = {
      number: numberOf(),
      name: `${surname}墙${'子丑寅卯辰巳午未申酉戌亥甲乙丙丁戊己庚辛壬癸天地'[born]}`,
      phone: `1390000${1000 + born}`,
      email: `wall-${born}@people.example.org`,
    }
    const { number, ...rest } = known
    const { personId } = await done(
      employer.call('POST', `/api/v1/employers/${employerId}/staff`, { ...rest, identity: { number } }),
    )
    added.push({ personId, employerId, ...known })
  }
  return added
}

/** Those who have to do with the same programme and the same classes. */
const nextDoor = async (house: TestHouse, { office, programmeId }: School) => {
  const employerId = await registered(office, 'employer', `隔壁单位 ${fresh()}`)
  const employer = await house.client([{ role: 'employer', organisationId: employerId }])
  const institutionId = await registered(office, 'institution', `隔壁学院 ${fresh()}`)
  await done(
    office.call('POST', '/api/v1/institution-approvals/recorded', {
      programmeId,
      institutionId,
      modes: ['face-to-face'],
      from: '2006-07-01',
      to: '2035-12-31',
      reason: '沪信息办〔2006〕2号',
    }),
  )
  const others = await staff(employer, employerId)
  return {
    others,
    employer,
    institution: await house.client([{ role: 'institution', organisationId: institutionId }]),
    professional: await house.client([], others[0]?.personId),
  }
}

/** Employer and association of the district, a test site of the office. */
const surroundings = async (house: TestHouse, { office, districtId, institutionId, institution }: School) => {
  const employerId = await registered(office, 'employer', `用人单位 ${fresh()}`, { districtId })
  const strangerId = await registered(office, 'employer', `另一单位 ${fresh()}`)
  const employer = await house.client([{ role: 'employer', organisationId: employerId }])
  const associationId = await registered(office, 'association', `行业协会 ${fresh()}`)
  const association = await house.client([{ role: 'association', organisationId: associationId }])
  const membershipIds: string[] = []
  for (const [memberId, member] of [
    [employerId, employer],
    [institutionId, institution],
  ] as const) {
    const url = `/api/v1/organisations/${associationId}/memberships`
    const { membershipId } = await done(association.call('POST', url, { memberId, from: '2026-01-01' }))
    await done(member.call('POST', `/api/v1/memberships/${membershipId}/consent`, {}))
    membershipIds.push(membershipId)
  }
  const siteId = await registered(office, 'site', `考点 ${fresh()}`)
  const room = await done(
    office.call('POST', `/api/v1/organisations/${siteId}/rooms`, { name: '第一机房', seats: 40 }),
  )
  const invigilator = await house.client([{ role: 'invigilator', organisationId: siteId }])
  return {
    employerId,
    employer,
    strangerId,
    associationId,
    association,
    membershipIds,
    siteId,
    roomId: room.roomId as string,
    invigilator,
  }
}

/** One person asks to join; another has been accepted elsewhere and will leave, which the employer has yet to note. */
const moves = async (
  house: TestHouse,
  { employerId, strangerId }: { employerId: string; strangerId: string },
  people: readonly Person[],
  clients: Readonly<Record<RoleName, Client>>,
) => {
  const ask = async (client: Client, { personId }: Person, body: object) =>
    (await done(client.call('POST', `/api/v1/people/${personId}/employment-requests`, body)))
      .requestId as string
  const [one, other] = people as [Person, Person]
  const requestId = await ask(clients.professional, one, { employerId, from: '2026-04-01' })
  const leaver = await house.client([], other.personId)
  const read = await done(leaver.call('GET', `/api/v1/people/${other.personId}`))
  const leavingId: string = read.employments[0].id
  const left = await ask(leaver, other, { employerId: strangerId, leavingId, from: '2034-01-01' })
  await done(clients.office.call('POST', `/api/v1/employment-requests/${left}/accept`))
  return { requestId, 'people.noteDeparture': { requestId: left } }
}

/** Everybody who acts for an organisation has a colleague act for them; the employer has the professional. */
const delegations = async (
  house: TestHouse,
  clients: Readonly<Record<RoleName, Client>>,
  employerId: string,
): Promise<Readonly<Record<RoleName, Names>>> => {
  const handed = {} as Record<RoleName, Names>
  for (const role of roleNames) {
    if (role === 'professional') continue
    const [held] = (await done(clients[role].call('GET', '/api/v1/delegations'))).roles
    const colleague =
      held.organisationId === employerId
        ? clients.professional
        : await house.client([{ role: held.role, organisationId: held.organisationId }])
    const [first, last] = ['2026-03-12', '2026-03-20']
    const to = { accountId: colleague.accountId, from: first, to: last }
    const url = `/api/v1/role-assignments/${held.assignmentId}/delegations`
    const { delegationId } = await done(clients[role].call('POST', url, to))
    const named = { assignmentId: held.assignmentId, accountId: colleague.accountId }
    handed[role] = { delegationId, 'accounts.delegate': named, 'accounts.listColleagues': named }
  }
  return { ...handed, professional: { delegationId: handed.employer['delegationId'] } }
}

/** Two records of one person, merged; and two more that might be. */
const doubles = async (
  { employer, employerId }: { employer: Client; employerId: string },
  office: Client,
) => {
  const [one, other] = (await staff(employer, employerId)) as [Person, Person]
  const { mergeId } = await done(
    office.call('POST', `/api/v1/people/${one.personId}/merges`, {
      absorbedId: other.personId,
      reason: '重复建档',
      accepted: ['merge.names-differ'],
    }),
  )
  const [, absorbed] = (await staff(employer, employerId)) as [Person, Person]
  return { mergeId, absorbedId: absorbed.personId, 'people.accepted': ['merge.names-differ'] }
}

const enrol = async ({ institution }: School, url: string, people: readonly Person[]): Promise<void> => {
  const personIds = people.map((one) => one.personId)
  await done(institution.call('POST', `${url}/enrolments`, { personIds, employerId: people[0]?.employerId }))
}

/** Somebody was invited to act for each of the organisations. */
const invitations = async (
  { office, officeId, districtId, institutionId }: School,
  { associationId, employerId, siteId }: Awaited<ReturnType<typeof surroundings>>,
) => {
  const invited: { invitationId: string; token: string; invitation: object }[] = []
  for (const [role, organisationId] of Object.entries({
    employer: employerId,
    office: officeId,
    district: districtId,
    association: associationId,
    institution: institutionId,
    invigilator: siteId,
  })) {
    const invitation = { role, organisationId }
    const { invitationId, link } = await done(
      office.call('POST', '/api/v1/invitations', { ...invitation, name: '新同事', from: '2026-03-12' }),
    )
    invited.push({ invitationId, token: link.split('#')[1], invitation })
  }
  return invited
}

/** A class that has been held, with certificates and hours; one correction of attendance in it. */
const closedClass = async (house: TestHouse, school: School, staffs: readonly (readonly Person[])[]) => {
  house.now = before
  const filed = await filedClass(school, ['2026-03-10', '2026-03-11'])
  for (const people of staffs) await enrol(school, filed.url, people)
  house.now = afterwards
  const sessions = await sessionIds(school, filed.url)
  for (const session of sessions)
    await done(
      school.institution.call('POST', `/api/v1/class-sessions/${session}/attendance/confirm`, {
        exceptions: [],
      }),
    )
  const [enrolmentId] = await seats(school, filed.url)
  const { filingNumber, classId } = filed
  await done(school.institution.call('POST', `${filed.url}/close`, { filingNumber }))
  await house.drain()
  const certificates = await done(school.office.call('GET', `/api/v1/certificates?classId=${classId}`))
  return { classId, filingNumber, sessionId: sessions[0], enrolmentId, number: certificates.items[0].number }
}

/** A class under way, with a roster previewed and not yet applied. */
const openClass = async (house: TestHouse, school: School, staffs: readonly (readonly Person[])[]) => {
  house.now = afterwards
  const days = ['2026-03-12', '2026-04-02']
  const filed = await filedClass(school, days, { sessions: mornings(school, days), openEnrolment: true })
  for (const people of staffs) await enrol(school, filed.url, people)
  const roster = Buffer.from(`姓名,身份证号\r\n${staffs[0]?.[0]?.name},${staffs[0]?.[0]?.number}\r\n`)
  const preview = await done(school.institution.upload(`${filed.url}/roster/preview`, '名单.csv', roster))
  const [sessionId] = await sessionIds(school, filed.url)
  const [enrolmentId] = await seats(school, filed.url)
  return { ...filed, token: preview.token as string, sessionId, enrolmentId }
}

/** A sitting that is over and scored, and one that can be entered. */
const sittings = async (
  house: TestHouse,
  school: School,
  { siteId, roomId }: { siteId: string; roomId: string },
  classId: string,
  { personId, client: candidate }: { personId: string; client: Client },
) => {
  const of = ({ attempts }: ArrangedSitting) =>
    attempts.find((one) => one.personId === personId) as ArrangedSitting['attempts'][number]
  house.now = afterwards
  const place = { ...school, siteId, roomId, classId, people: [] }
  const { hash } = await done(
    school.office.upload(`/api/v1/programmes/${school.programmeId}/exam-media`, '点.png', png),
  )
  const held = await arrangeSitting(house, school.office, place, {}, undefined, [
    {
      kind: 'judgement',
      stem: '图中是一个点。',
      answer: true,
      media: [{ hash, type: 'image/png', text: '一个点' }],
    },
  ])
  const mine = of(held)
  const seat = await takeSeat(candidate, mine.attemptId)
  answerAll(seat)
  await seat.flush()
  const handedIn = await done(seat.submit())
  await done(school.office.call('POST', `/api/v1/sittings/${held.sittingId}/end`, { reason: '考生均已交卷' }))
  const scored = await done(school.office.call('POST', `/api/v1/sittings/${held.sittingId}/scoring-runs`))
  await done(school.office.call('POST', `/api/v1/result-sets/${scored.resultSetId}/release`))
  const record = await done(
    school.office.call('GET', `/api/v1/sittings/${held.sittingId}/room-record?roomId=${roomId}`),
  )
  const sealed = await done(candidate.call('GET', `/api/v1/attempts/${mine.attemptId}/sealed-paper`))
  const next = await arrangeSitting(house, school.office, place)
  const own = of(next)
  const paper = await done(school.office.call('GET', `/api/v1/papers/${held.paperId}`))
  return {
    sittingId: held.sittingId,
    paperId: held.paperId,
    attemptId: mine.attemptId,
    ticketNumber: own.ticketNumber,
    'exams.hash': hash as string,
    'exams.code': own.code,
    resultSetId: scored.resultSetId,
    receipt: handedIn.receipt as string,
    openSittingId: next.sittingId,
    openAttemptId: own.attemptId,
    'exams.attemptIds': [own.attemptId],
    'exams.showSealedMedia': { hash: sealed.media[0] as string },
    'exams.noteIncident': { code: 'machine' },
    'exams.signRoomRecord': { roomId, hash: record.hash as string },
    'exams.versionId': paper.questions[0].versionId,
  }
}

/** One pixel. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** A declaration being written, one to check, and two checked by different hands, with a paper each. */
const declared = async (
  by: { professional: Client; employer: Client; office: Client; officer2: Client },
  { personId, programmeId }: { personId: string; programmeId: string },
) => {
  const declare = async (content: { title: string; kind: string }) => {
    const url = `/api/v1/people/${personId}/declarations`
    const body = { programmeId, ...content, title: `${content.title} ${fresh()}` }
    const { declarationId } = await done(by.professional.call('POST', url, body))
    const one = `/api/v1/declarations/${declarationId}`
    const file = await done(by.professional.upload(`${one}/files`, '证明.pdf', paperOf(declarationId)))
    return { declarationId: declarationId as string, fileId: file.id as string, url: one }
  }
  const submit = async (content: { title: string; kind: string }) => {
    const { url, ...one } = await declare(content)
    await done(by.professional.call('POST', `${url}/submit`, { revision: 1 }))
    return { ...one, url }
  }
  const check = async (client: Client, { url }: { url: string }) => {
    await done(client.call('POST', `${url}/check`, { outcome: 'checked' }))
  }
  const { url: _draft, ...draft } = await declare(contents.conference)
  const { url: _url, ...waiting } = await submit(contents.lecture)
  // For the association or the office, and for the employer or the office.
  const [ofSector, ofEmployer] = [await submit(contents.lecture), await submit(contents.conference)]
  await check(by.employer, ofSector)
  await check(by.officer2, ofEmployer)
  const names: Names = {
    ...draft,
    'declarations.start': contents.paper,
    'declarations.preview': contents.paper,
    'declarations.edit': contents.conference,
    'declarations.check': waiting,
    'declarations.recognise': { declarationId: ofSector.declarationId },
  }
  const others: Names[] = [waiting, { 'declarations.recognise': { declarationId: ofEmployer.declarationId } }]
  return { names, others }
}

/** A course being written, an approval being renewed, a notice. */
const paperwork = async ({ institution, office, programmeId, institutionId, keyAreaId }: School) => {
  const draft = await done(
    institution.call('POST', '/api/v1/courses', {
      programmeId,
      institutionId,
      keyAreaId,
      title: `草拟课程 ${fresh()}`,
    }),
  )
  const standing = await done(institution.call('GET', '/api/v1/institution-approvals'))
  const renewal = await done(
    institution.call('POST', '/api/v1/institution-approvals', {
      programmeId,
      institutionId,
      modes: ['face-to-face'],
      statement: '续期自评',
    }),
  )
  const notice = await done(
    office.call('POST', '/api/v1/notices', {
      programmeId,
      title: `通知 ${fresh()}`,
      titleEn: '',
      body: '正文',
      bodyEn: '',
      publishedOn: '2026-03-01',
    }),
  )
  return {
    courseId: draft.courseId as string,
    'catalogue.versionId': draft.versionId as string,
    approvalId: renewal.approvalId as string,
    standingApprovalId: standing.items[0].id as string,
    noticeId: notice.noticeId as string,
  }
}

const done = async (asked: Promise<Answer>): Promise<Answer['body']> => {
  const reply = await asked
  if (reply.status >= 300) expectStatus(reply, 200)
  return reply.body
}
