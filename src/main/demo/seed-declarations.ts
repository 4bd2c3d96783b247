import { sql } from 'kysely'
import type { Actor } from '../../access/index.ts'
import { addEvidence } from '../../areas/declarations/app/evidence-files.ts'
import {
  checkDeclaration,
  declarableKinds,
  recogniseDeclaration,
  readDeclaration,
  startDeclaration,
  submitDeclaration,
  withdrawDeclaration,
} from '../../areas/declarations/contract.ts'
import { addDays, dayInZone, defaultZone } from '../../kernel/calendar.ts'
import { newId } from '../../kernel/id.ts'
import { act, actorOf, must, travel, type DemoHouse } from './demo-house.ts'
import { demoPaper } from './demo-paper.ts'
import type { DemoProfessional } from './seed-people.ts'
import type { DemoSetting } from './seed-setting.ts'

type Answers = Readonly<Record<string, string | number | boolean>>
type Content = readonly [kind: string, title: string, answers: Answers]

const core = { 'evidence.level': 'core', 'evidence.authorRank': 1 }
/** Marked as invented in its title, as everything of the demonstration is in its name. */
const contents = {
  paper: [
    'paper',
    '面向电子政务的数据交换模型（演示）',
    { ...core, 'evidence.journal': '计算机应用（演示）' },
  ],
  second: [
    'paper',
    '中小企业信息安全基线（演示）',
    { ...core, 'evidence.authorRank': 2, 'evidence.journal': '信息安全研究（演示）' },
  ],
  patent: ['patent', '一种日志压缩方法（演示）', { work: 'ZL 2026 1 0000001.0', 'evidence.authorRank': 1 }],
  conference: [
    'conference',
    '全国软件与应用学术会议（演示）',
    { 'evidence.level': 'national', 'evidence.organiser': '学术会议组委会（演示）' },
  ],
  lecture: [
    'lecture',
    '信息系统运维公开课（演示）',
    { 'quantity.minutes': 180, 'evidence.organiser': '继续教育学院（演示）' },
  ],
  lesson: [
    'lecture',
    '信息安全意识培训授课（演示）',
    { 'quantity.minutes': 90, 'evidence.organiser': '行业协会讲师团（演示）' },
  ],
  degree: [
    'degree-course',
    '在职硕士：分布式系统（演示）',
    { 'evidence.school': '理工大学（演示）', 'quantity.count': 2, 'evidence.passed': true },
  ],
  study: [
    'self-study',
    '自学云原生架构（演示）',
    { 'quantity.minutes': 540, 'evidence.material': '指定教材三册（演示）' },
  ],
  project: [
    'project',
    '区级电子证照试点课题（演示）',
    { work: 'KT-2026-01', 'evidence.organiser': '区信息委（演示）', 'evidence.authorRank': 3 },
  ],
} as const satisfies Record<string, Content>

interface Hands {
  readonly employer: Actor
  readonly office: Actor
  readonly officer2: Actor
}

/** Declarations in every state: some decided a while ago, some waiting these days, one late. */
export const seedDeclarations = async (
  house: DemoHouse,
  setting: DemoSetting,
  people: readonly DemoProfessional[],
): Promise<void> => {
  const today = dayInZone(new Date(), defaultZone)
  const before = (days: number, time = '10:00') => travel(house, addDays(today, -days), time)
  before(45)
  const [employerId] = setting.employers
  const staff = await learners(
    house,
    people.slice(1).filter((one) => one.employerId === employerId),
    3,
  )
  const [first = people[0], second = first, third = second] = staff
  const signedIn = people[0]
  if (!first || !second || !third || !signedIn || !employerId) return
  const { employer, office, officer2 } = await handsOf(house, setting, employerId)
  const make = (person: DemoProfessional, content: Content) => declare(house, setting, person, content)
  const check = (id: string, actor: Actor, outcome: 'checked' | 'returned' | 'refused', words = '') =>
    act(house, actor, checkDeclaration, { params: { declarationId: id }, body: { outcome, words } })
  const recognise = (id: string, actor: Actor, words = '') =>
    act(house, actor, recogniseDeclaration, {
      params: { declarationId: id },
      body: { outcome: 'recognised', words },
    })

  const decided = await make(first, contents.patent)
  const refused = await make(second, contents.second)
  const own = (await learners(house, [signedIn], 1)).length > 0
  const recognised = own ? await make(signedIn, contents.paper) : undefined
  before(40)
  await check(decided, employer, 'checked', '专利证书原件已核。')
  await check(refused, employer, 'refused', '署名单位不是本单位，且未见版权页。')
  if (recognised) await check(recognised, employer, 'checked', '期刊封面、目录、首页齐全。')
  before(36)
  await recognise(decided, officer2)
  if (recognised) await recognise(recognised, officer2, '予以认定。')
  await house.settle()

  before(20)
  await make(third, contents.lecture)
  before(9)
  const returned = own ? await make(signedIn, contents.conference) : undefined
  const checked = await make(second, contents.project)
  const members = people.filter((one) => setting.employers.slice(1, 5).includes(one.employerId))
  const [member] = await learners(house, members, 1)
  const forAssociation = member && (await make(member, contents.lesson))
  const withdrawn = await make(third, contents.study)
  before(6)
  if (returned) await check(returned, employer, 'returned', '请补充加盖公章的参会证明。')
  await check(checked, employer, 'checked', '结项文件已核。')
  if (forAssociation) await check(forAssociation, office, 'checked', '授课证明已核。')
  await act(house, personOf(third), withdrawDeclaration, { params: { declarationId: withdrawn } })
  before(3)
  await make(first, contents.degree)
  await make(third, contents.conference)
  if (own) await draft(house, setting, signedIn, contents.study, addDays(today, -8))
  await house.settle()
}

const personOf = (person: DemoProfessional): Actor => actorOf(null, 'professional', null, person.personId)

/** Those of the people who take part in the programme. */
const learners = async (
  house: DemoHouse,
  people: readonly DemoProfessional[],
  wanted: number,
): Promise<DemoProfessional[]> => {
  const found: DemoProfessional[] = []
  for (const person of people) {
    if (found.length === wanted) break
    const { programmeId } = await act(house, personOf(person), declarableKinds, {
      params: { personId: person.personId },
      query: {},
    })
    if (programmeId !== null) found.push(person)
  }
  return found
}

/** The demonstration's own clerks, so that what they did bears their names. */
const handsOf = async (house: DemoHouse, setting: DemoSetting, employerId: string): Promise<Hands> => {
  const { rows } = await sql<{ name: string; accountId: string }>`
    select name, account_id from sign_in_name where name in ('employer', 'office', 'officer2')`.execute(
    house.services.db,
  )
  const accountOf = (name: string) => rows.find((row) => row.name === name)?.accountId ?? null
  return {
    employer: actorOf(accountOf('employer'), 'employer', employerId),
    office: actorOf(accountOf('office'), 'office', setting.officeId),
    officer2: actorOf(accountOf('officer2'), 'office', setting.officeId),
  }
}

const draft = async (
  house: DemoHouse,
  { programmeId }: DemoSetting,
  person: DemoProfessional,
  [kind, title, answers]: Content,
  completedOn: string,
): Promise<string> => {
  const { declarationId } = await act(house, personOf(person), startDeclaration, {
    params: { personId: person.personId },
    body: {
      programmeId,
      kind,
      title,
      from: completedOn,
      to: completedOn,
      category: 'professional',
      answers: { ...answers },
    },
  })
  return declarationId
}

/** Drafted, with a paper, and handed in, all on the day the clock stands at. */
const declare = async (
  house: DemoHouse,
  setting: DemoSetting,
  person: DemoProfessional,
  content: Content,
): Promise<string> => {
  const actor = personOf(person)
  const completedOn = addDays(dayInZone(house.clock.now, defaultZone), -5)
  const declarationId = await draft(house, setting, person, content, completedOn)
  must(
    await house.services.perform(
      addEvidence,
      { declarationId, name: '证明材料（演示）.pdf', bytes: demoPaper(`${content[0]} ${declarationId}`) },
      { actor, requestId: newId() },
    ),
    'a paper of the demonstration',
  )
  const params = { declarationId }
  const { revision } = await act(house, actor, readDeclaration, { params })
  await act(house, actor, submitDeclaration, { params, body: { revision } })
  return declarationId
}
