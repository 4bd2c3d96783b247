import { sql } from 'kysely'
import type { Answer, Client, TestHouse } from '../../../test/house.ts'
import { registered } from '../../../test/setting.ts'
import { newId } from '../../kernel/id.ts'
import { rulesOf653 } from '../certificates/certificate-fixtures.ts'
import {
  employerWith,
  enrolAll,
  expectStatus,
  filedClass,
  people,
  schoolOf,
  type School,
} from '../training/training-fixtures.ts'

/** A person of an employer that an association speaks for, in a class of a programme under the pack of 2006. */
export interface DeclaringSetting {
  readonly school: School
  readonly personId: string
  readonly person: Client
  readonly employerId: string
  readonly employer: Client
  readonly colleague: Client
  readonly associationId: string
  readonly association: Client
  readonly office: Client
  readonly officer2: Client
}

export const declaringSetting = async (house: TestHouse): Promise<DeclaringSetting> => {
  const school = await schoolOf(house)
  await rulesOf653(house)
  const { office, officeId } = school
  const [personId] = (await people(house, 1)) as [string]
  const { employerId, employer } = await employerWith(house, [personId])
  const associationId = await registered(office, 'association', `行业协会 ${newId()}`)
  await sql`insert into association_member (id, association_id, member_id, from_day, consented_at)
    values (${newId()}, ${associationId}, ${employerId}, '2020-01-01', now())`.execute(house.services.db)
  const { url } = await filedClass(school, ['2026-04-10', '2026-04-11'])
  await enrolAll(school, url, [personId])
  return {
    school,
    personId,
    person: await house.client([], personId),
    employerId,
    employer,
    colleague: await house.client([{ role: 'employer', organisationId: employerId }]),
    associationId,
    association: await house.client([{ role: 'association', organisationId: associationId }]),
    office,
    officer2: await house.client([{ role: 'office', organisationId: officeId }]),
  }
}

/** A whole file of its kind, of bytes nobody else has. */
export const paperOf = (text: string): Buffer => Buffer.from(`%PDF-1.7\n% ${text}\n%%EOF\n`)

/** What a person might declare, by kind; overwrite what a test is about. */
export const contents = {
  paper: {
    kind: 'paper',
    title: '移动终端的节能调度',
    from: '2026-02-10',
    to: '2026-02-10',
    answers: { 'evidence.level': 'core', 'evidence.journal': '计算机学报 2026(2)', 'evidence.authorRank': 1 },
  },
  conference: {
    kind: 'conference',
    title: '全国软件工程学术年会',
    from: '2026-01-15',
    to: '2026-01-17',
    answers: { 'evidence.level': 'national', 'evidence.organiser': '计算机学会' },
  },
  lecture: {
    kind: 'lecture',
    title: '信息安全讲座',
    from: '2026-02-02',
    to: '2026-02-02',
    answers: { 'quantity.minutes': 90, 'evidence.organiser': '进修学院' },
  },
  degree: {
    kind: 'degree-course',
    title: '在职硕士：分布式系统',
    from: '2025-09-01',
    to: '2026-01-20',
    category: 'professional',
    answers: { 'evidence.school': '理工大学', 'quantity.count': 2, 'evidence.passed': true },
  },
} as const

export interface Drafted {
  readonly id: string
  readonly url: string
}

export const draft = async (
  s: Pick<DeclaringSetting, 'school' | 'personId' | 'person'>,
  content: object,
): Promise<Drafted> => {
  const reply = await s.person.call('POST', `/api/v1/people/${s.personId}/declarations`, {
    programmeId: s.school.programmeId,
    ...content,
  })
  expectStatus(reply, 201)
  const id: string = reply.body.declarationId
  return { id, url: `/api/v1/declarations/${id}` }
}

let papers = 0
/** A declaration handed in with one paper. */
export const submitted = async (
  s: Pick<DeclaringSetting, 'school' | 'personId' | 'person'>,
  content: object,
  paper: Buffer = paperOf(`paper ${(papers += 1)}`),
): Promise<Drafted> => {
  const one = await draft(s, content)
  expectStatus(await s.person.upload(`${one.url}/files`, '证明.pdf', paper), 201)
  expectStatus(await submit(s.person, one), 204)
  return one
}

export const submit = async (person: Client, { url }: Drafted): Promise<Answer> => {
  const read = await person.call('GET', url)
  return person.call('POST', `${url}/submit`, { revision: read.body.revision })
}

export const check = (client: Client, { url }: Drafted, outcome = 'checked', words?: string) =>
  client.call('POST', `${url}/check`, { outcome, ...(words === undefined ? {} : { words }) })

export const recognise = (client: Client, { url }: Drafted, outcome = 'recognised', words?: string) =>
  client.call('POST', `${url}/recognise`, { outcome, ...(words === undefined ? {} : { words }) })
