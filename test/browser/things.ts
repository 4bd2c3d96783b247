import { addDays, dayInZone } from '../../src/kernel/calendar.ts'
import { residentCheckDigit } from '../../src/kernel/identity-number.ts'
import { journeyClient, type JourneyClient } from '../../scripts/journey/journey-client.ts'
import { outboxOf, registerAlone } from './outbox.ts'

/** What the screens are opened with: found in the demonstration, or made beside it. */
export type Things = Awaited<ReturnType<typeof prepareThings>>['things']

interface List<T> {
  readonly items: readonly T[]
}
interface Id {
  readonly id: string
}
interface DemoClass extends Id {
  readonly demo: boolean
  readonly programmeId: string
  readonly courseId: string
  readonly courseVersionId: string
}
type As = (role: string) => Promise<JourneyClient>

const password = 'a password of nobody else'

/** Finds and makes everything over the API, as those who may; `takeBack` leaves the demonstration without open matters. */
export const prepareThings = async (baseUrl: string, as: As) => {
  const stamp = Date.now()
  const found = await findThings(as)
  const held = await holdClass(as, found)
  const draft = await returnCourse(as, found)
  const newcomer = await openNewcomer(baseUrl, as, found, stamp)
  const mover = await askToMove(baseUrl, as, found, stamp)
  const invitation = await invite(as)
  const revoked = await revoke(as)
  return {
    things: { ...found, ...held, ...draft, ...newcomer, ...invitation, ...revoked },
    async takeBack() {
      const [institution, employer] = [await as('institution'), await as('employer')]
      await institution.remove(`/api/v1/courses/${draft.draftId}/draft`)
      await mover.client.post(`/api/v1/employment-requests/${mover.requestId}/withdraw`)
      await employer.post(`/api/v1/invitations/${invitation.invitationId}/withdraw`)
    },
  }
}

const findThings = async (as: As) => {
  const [office, institution, employer] = [await as('office'), await as('institution'), await as('employer')]
  const professional = await as('professional')
  const first = async <T>(client: JourneyClient, path: string): Promise<T> => {
    const [one] = (await client.get<List<T>>(path)).items
    if (one === undefined) throw new Error(`nothing at ${path}`)
    return one
  }
  const organisation = async (kind: string) =>
    (await first<Id>(office, `/api/v1/organisations?kind=${kind}&status=verified`)).id
  const own = async (client: JourneyClient) =>
    client.get<{ account: { personId: string }; roles: { organisationId: string }[] }>(
      '/api/v1/sessions/current',
    )
  const personId = (await own(professional)).account.personId
  // Other specs of the same application file classes too; those of the demonstration are full of people.
  const demoClass = async (client: JourneyClient, state: string): Promise<DemoClass> => {
    const { items } = await client.get<List<DemoClass>>(`/api/v1/classes?state=${state}&limit=100`)
    const one = items.find(({ demo }) => demo)
    if (!one) throw new Error(`the demonstration has no class that is ${state}`)
    return one
  }
  const running = await demoClass(institution, 'running')
  const { keyArea } = await institution.get<{ keyArea: Id }>(`/api/v1/courses/${running.courseId}`)
  const sittings = await office.get<
    List<{ sittingId: string; phase: string; results: string; classId: string }>
  >('/api/v1/sittings?limit=100')
  const planned = sittings.items.find((one) => one.phase === 'planned')
  // Under way since the demonstration was made; sittings of other specs have a title of their own.
  const underWay = sittings.items.findLast((one) => one.phase === 'open')
  const released = sittings.items.findLast((one) => one.results === 'released')
  const [colleague, other] = (await office.get<List<Id>>('/api/v1/people?limit=2')).items
  const exams = await professional.get<List<{ attemptId: string; receipt: string | null }>>(
    `/api/v1/people/${personId}/exams`,
  )
  const handedIn = exams.items.find((one) => one.receipt !== null)
  return {
    personId,
    survivorId: colleague?.id ?? '',
    absorbedId: other?.id ?? '',
    staffId: (await first<Id>(employer, '/api/v1/people')).id,
    institutionId: (await own(institution)).roles[0]?.organisationId ?? '',
    employerId: (await own(employer)).roles[0]?.organisationId ?? '',
    siteId: await organisation('site'),
    districtId: await organisation('district'),
    programmeId: running.programmeId,
    keyAreaId: keyArea.id,
    courseId: running.courseId,
    courseVersionId: running.courseVersionId,
    submittedCourseId: (await first<{ courseId: string }>(office, '/api/v1/courses?status=submitted'))
      .courseId,
    classId: running.id,
    closedClassId: (await demoClass(institution, 'closed')).id,
    openClassId: (await demoClass(office, 'enrolling')).id,
    myEnrolmentId: (await first<{ enrolmentId: string }>(professional, '/api/v1/my/classes')).enrolmentId,
    approvalId: (await first<Id>(institution, '/api/v1/institution-approvals?status=approved')).id,
    submittedApprovalId: (await first<Id>(office, '/api/v1/institution-approvals?status=submitted')).id,
    noticeId: (await first<Id>(office, '/api/v1/office/notices')).id,
    plannedSittingId: planned?.sittingId ?? '',
    openSittingId: underWay?.sittingId ?? '',
    releasedSittingId: released?.sittingId ?? '',
    ownSittingId:
      (
        await institution.get<List<{ sittingId: string; results: string }>>('/api/v1/sittings?limit=100')
      ).items.find((one) => one.results === 'released')?.sittingId ?? '',
    attemptId: handedIn?.attemptId ?? '',
    receipt: handedIn?.receipt ?? '',
    closingId: (await first<Id>(office, `/api/v1/programmes/${running.programmeId}/closings`)).id,
    validation: (await first<{ number: string }>(office, '/api/v1/certificates?type=annual-validation'))
      .number,
    returnedDeclarationId: (await first<Id>(professional, '/api/v1/declarations?state=returned')).id,
    waitingDeclarationId: (await first<Id>(office, '/api/v1/declarations?waiting=true')).id,
    reviewId: (await first<Id>(office, '/api/v1/title-reviews')).id,
    shareToken:
      (
        await professional.post<{ address: string }>('/api/v1/share-links', {
          number: null,
          days: 30,
          note: '应聘',
        })
      ).address
        .split('/')
        .at(-1) ?? '',
    batchId: (
      await employer.upload<{ batchId: string }>(
        '/api/v1/certificate-batches?purpose=screens',
        '应聘者.csv',
        new TextEncoder().encode('证书编号,姓名\r\nSH6532026999999X,欧阳慕容思远\r\nSH6532026999998Z,\r\n'),
      )
    ).batchId,
    ...(await ruleDraftOf(office)),
    registerRunId: await registerRunOf(office, running.programmeId),
    entryId: (await first<Id>(professional, `/api/v1/people/${personId}/ledger`)).id,
    certificate: (await first<{ number: string }>(office, '/api/v1/certificates?status=valid')).number,
    ownCertificate: (await first<{ number: string }>(professional, '/api/v1/certificates')).number,
    issuedCertificate: (await first<{ number: string }>(institution, '/api/v1/certificates')).number,
    staffCertificate: (await first<{ number: string }>(employer, '/api/v1/certificates')).number,
  }
}
/** The draft of the demonstration: the one with a dry run, whatever else is being written. */
const ruleDraftOf = async (office: JourneyClient) => {
  for (const { id } of (await office.get<List<Id>>('/api/v1/rule-drafts')).items) {
    const { runs } = await office.get<{ runs: Id[] }>(`/api/v1/rule-drafts/${id}`)
    if (runs[0]) return { ruleDraftId: id, ruleRunId: runs[0].id }
  }
  throw new Error('no draft with a dry run')
}

/** A pass over the register of the running programme, ended and added up by group. */
const registerRunOf = async (office: JourneyClient, programmeId: string): Promise<string> => {
  const period = String(new Date().getFullYear())
  const { runId } = await office.post<{ runId: string }>(`/api/v1/programmes/${programmeId}/register-runs`, {
    period,
  })
  for (;;) {
    const run = await office.get<{ grouped: boolean }>(`/api/v1/register-runs/${runId}`)
    if (run.grouped) return runId
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

type Found = Awaited<ReturnType<typeof findThings>>

/** A class of two mornings that are over: one confirmed, with somebody late and a correction; one still to record. */
const holdClass = async (as: As, found: Found) => {
  const institution = await as('institution')
  const today = dayInZone(new Date(), 'Asia/Shanghai')
  const enrolled = await institution.get<List<{ personId: string }>>(
    `/api/v1/classes/${found.classId}/enrolments?limit=12`,
  )
  const session = (day: string) => ({ day, start: '09:00', end: '12:00', minutes: 180, place: '大礼堂' })
  const filed = await institution.post<{ classId: string }>('/api/v1/classes', {
    institutionId: found.institutionId,
    courseVersionId: found.courseVersionId,
    mode: 'face-to-face',
    capacity: 20,
    lateReason: '原定教室停电，改期举办，来不及提前备案。',
    contact: '教务处 021-5555 0100',
    notes: '请带身份证件，教室在二楼东侧。',
    sessions: [session(addDays(today, -9)), session(addDays(today, -8))],
  })
  const path = `/api/v1/classes/${filed.classId}`
  await institution.post(`${path}/enrolments`, { personIds: enrolled.items.map((one) => one.personId) })
  const { sessions } = await institution.get<{ sessions: Id[] }>(path)
  const [confirmed, open] = sessions
  const sheet = `/api/v1/class-sessions/${confirmed?.id}/attendance`
  const [late, absent] = (await institution.get<List<{ enrolmentId: string }>>(sheet)).items
  await institution.post(`${sheet}/confirm`, {
    exceptions: [
      { enrolmentId: late?.enrolmentId, status: 'late', minutes: 100 },
      { enrolmentId: absent?.enrolmentId, status: 'absent' },
    ],
  })
  await institution.post(`${sheet}/corrections`, {
    enrolmentId: late?.enrolmentId,
    status: 'present',
    reason: '与签到表核对，九点前已到，登记有误。',
  })
  return {
    heldClassId: filed.classId,
    confirmedSessionId: confirmed?.id ?? '',
    openSessionId: open?.id ?? '',
    enrolmentId: late?.enrolmentId ?? '',
  }
}

/** A course the office has sent back: its draft says why. */
const returnCourse = async (as: As, found: Found) => {
  const [institution, office] = [await as('institution'), await as('office')]
  const declared = await institution.post<{ courseId: string; versionId: string; revision: number }>(
    '/api/v1/courses',
    {
      programmeId: found.programmeId,
      institutionId: found.institutionId,
      keyAreaId: found.keyAreaId,
      title: '面向服务的体系结构与企业应用集成',
      titleEn: 'Service-oriented Architecture and the Integration of Enterprise Applications',
      courseType: 'knowledge-integration',
      category: 'professional',
      audience: '从事企业应用开发三年以上的软件工程师',
      objectives: '掌握面向服务的分析与设计方法，能主持企业应用集成项目。',
      syllabus: [
        { title: '服务的识别与划分', minutes: 360, mode: 'face-to-face' },
        { title: '服务总线与消息', minutes: 720, mode: 'face-to-face' },
      ],
      examSpec: null,
      materials: '自编讲义',
      feeFen: 120_000,
    },
  )
  const path = `/api/v1/courses/${declared.courseId}`
  await institution.post(`${path}/submit`, { revision: declared.revision })
  await office.post(`${path}/decision`, {
    versionId: declared.versionId,
    decision: 'return',
    reason: '教学大纲第二单元学时偏多，请补充实践环节并列出案例。',
  })
  return { draftId: declared.courseId }
}

/** An institution on its first day: an account, an application begun, nothing else yet. */
const openNewcomer = async (baseUrl: string, as: As, found: Found, stamp: number) => {
  const office = await as('office')
  const { organisationId } = await office.post<{ organisationId: string }>('/api/v1/organisations', {
    kind: 'institution',
    name: '新区信息技术培训学校',
    nameEn: 'New District School of Information Technology',
    districtId: found.districtId,
    notDuplicate: true,
  })
  const signIn = `newcomer.${stamp}`
  await office.post('/api/v1/accounts', {
    name: '教务老师',
    signIn,
    password,
    role: 'institution',
    organisationId,
    from: dayInZone(new Date(), 'Asia/Shanghai'),
  })
  const newcomer = journeyClient(baseUrl)
  await newcomer.signIn({ signIn, password })
  const { approvalId } = await newcomer.post<{ approvalId: string }>('/api/v1/institution-approvals', {
    programmeId: found.programmeId,
    institutionId: organisationId,
    modes: ['face-to-face'],
    statement: '',
  })
  return { newcomer, draftApprovalId: approvalId }
}

/** Somebody who asks to join the employer of the demonstration. */
const askToMove = async (baseUrl: string, as: As, found: Found, stamp: number) => {
  const serial = String(stamp).slice(-6)
  const first17 = `31000019870${(stamp % 9) + 1}1${serial.slice(0, 1)}${serial.slice(-3)}`
  const client = journeyClient(baseUrl)
  const { personId, signIn } = await registerAlone(baseUrl, outboxOf(await as('office')), {
    name: '欧阳慕容思远',
    identity: { number: first17 + residentCheckDigit(first17) },
    phone: `13800${serial}`,
    password,
  })
  await client.signIn({ signIn, password })
  const { requestId } = await client.post<{ requestId: string }>(
    `/api/v1/people/${personId}/employment-requests`,
    {
      employerId: found.employerId,
      post: '软件测试工程师',
      from: dayInZone(new Date(), 'Asia/Shanghai'),
    },
  )
  return { client, requestId }
}

const invite = async (as: As) => {
  const employer = await as('employer')
  const { roles } = await employer.get<{ roles: { organisationId: string }[] }>('/api/v1/sessions/current')
  const { invitationId, link } = await employer.post<{ invitationId: string; link: string }>(
    '/api/v1/invitations',
    {
      organisationId: roles[0]?.organisationId,
      role: 'employer',
      name: '新来的人事专员',
      from: dayInZone(new Date(), 'Asia/Shanghai'),
    },
  )
  return { invitationId, invitation: new URL(link).hash }
}

/** The last certificate of a class nobody else looks at. */
const revoke = async (as: As) => {
  const office = await as('office')
  const all = await office.all<{ number: string; status: string; title: string }>(
    '/api/v1/certificates?limit=100',
  )
  const last = all.findLast((one) => one.title === '数据仓库与数据挖掘')
  if (!last) throw new Error('the demonstration has no certificate to revoke')
  if (last.status === 'valid')
    await office.post(`/api/v1/certificates/${last.number}/revoke`, {
      cause: 'issued-in-error',
      confirm: last.number,
      reason: '考勤核查发现本人未参加全部面授。',
    })
  return { revokedCertificate: last.number }
}
