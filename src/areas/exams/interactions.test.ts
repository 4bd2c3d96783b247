import { readFile } from 'node:fs/promises'
import { createHash, hash } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testHouse, type Client } from '../../../test/house.ts'
import { write } from '../../kernel/exam-journal/writer.ts'
import {
  examinedClass,
  minutes,
  sceneStart,
  takeSeat,
  type ExaminedClass,
  type Seat,
} from './exam-fixtures.ts'

const house = testHouse({ worker: false, now: sceneStart })
const digest = (text: string): string => hash('sha256', text)

const essay = { kind: 'essay', title: '论述', stem: '谈谈终身学习。', reference: '三点' }

const arrange = async (questions: readonly object[], given?: ExaminedClass) => {
  house.now = sceneStart
  const one = given ?? (await examinedClass(house, 1))
  const office = await house.client([{ role: 'office', organisationId: one.officeId }])
  const imported = await office.upload(
    `/api/v1/programmes/${one.programmeId}/question-imports`,
    '试题.json',
    Buffer.from(JSON.stringify({ questions })),
  )
  expect(imported.body.refused).toEqual([])
  const paper = await office.call('POST', `/api/v1/programmes/${one.programmeId}/papers`, {
    title: '各种题型',
    items: imported.body.questions.map(({ versionId }: { versionId: string }) => ({
      versionId,
      points: '10',
    })),
  })
  expect(paper.status).toBe(201)
  const sitting = await office.call('POST', `/api/v1/classes/${one.classId}/sittings`, {
    paperId: paper.body.paperId,
    opensAt: house.now.toISOString(),
    closesAt: new Date(house.now.getTime() + minutes(120)).toISOString(),
    durationMinutes: 60,
  })
  const { sittingId } = sitting.body
  const tickets = await office.call('GET', `/api/v1/sittings/${sittingId}/tickets`)
  const candidate = await house.client([], one.people[0] as string)
  const { attemptId } = tickets.body.items[0]
  return { office, sittingId, attemptId, candidate, questions: imported.body.questions }
}

interface Delivered {
  slot: string
  kind: string
  options: { id: string; text: string }[]
  parts?: { id: string; text: string; options?: Delivered['options'] }[]
}

/** Right answers by the words of the demonstration's questions, as a candidate gives them. */
const rightAnswer = (question: Delivered): object => {
  const idOf = (text: string, options = question.options) =>
    options.find((option) => option.text === text)?.id ?? text
  const parts: { id: string; text: string; options?: Delivered['options'] }[] = question.parts ?? []
  switch (question.kind) {
    case 'gap':
      return { texts: { p1: '９０', p2: ' 2/3 ' } }
    case 'ordering':
      return {
        order: ['停止写入', '做全量备份', '在另一台机器上恢复', '核对恢复后的数据'].map((text) => idOf(text)),
      }
    case 'matching':
      return {
        pairs: Object.fromEntries(
          parts.map(({ id, text }) => [
            id,
            idOf({ HTTPS: '443', SSH: '22', PostgreSQL: '5432' }[text] ?? ''),
          ]),
        ),
      }
    case 'numeric':
      return { number: '99.85' }
    case 'case':
      return {
        parts: {
          p1: { options: [idOf('暂停考场，记录断电情况', parts[0]?.options)] },
          p2: { number: '6' },
          p3: {
            options: ['换到备用座位继续作答', '核对身份后重新放行'].map((text) =>
              idOf(text, parts[2]?.options),
            ),
          },
        },
      }
    default:
      return { text: '学无止境。' }
  }
}

const answerAll = (seat: Seat, over: Readonly<Record<string, object>> = {}): void => {
  for (const question of seat.start.body.questions as Delivered[]) {
    const body = over[question.kind] ?? rightAnswer(question)
    const written = write(
      seat.journal,
      { slot: question.slot, type: 'answer', body: body as never, mono: 1, wall: 1 },
      digest,
    )
    seat.journal = written.journal
  }
}

const finish = async (office: Client, sittingId: string, seat: Seat) => {
  expect((await seat.flush()).status).toBe(200)
  expect((await seat.submit()).status).toBe(200)
  await office.call('POST', `/api/v1/sittings/${sittingId}/end`, { reason: '交卷' })
  return office.call('POST', `/api/v1/sittings/${sittingId}/scoring-runs`)
}
const demo = async (): Promise<object[]> =>
  JSON.parse(await readFile(new URL('../../main/demo/demo-questions.json', import.meta.url), 'utf8'))
    .questions

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

describe('a file shown with a question', () => {
  const withPicture = (sha: string) => ({
    kind: 'judgement',
    stem: '图中是一个点。',
    answer: true,
    media: [{ hash: sha, type: 'image/gif', text: '一个点' }],
  })

  test('is named by its hash, kept for what it is, and seen by its candidates once the exam has begun', async () => {
    const one = await examinedClass(house, 1)
    const office = await house.client([{ role: 'office', organisationId: one.officeId }])
    const url = `/api/v1/programmes/${one.programmeId}/exam-media`
    const added = await office.upload(url, '点.png', png)
    expect(added.body).toEqual({
      hash: createHash('sha256').update(png).digest('hex'),
      type: 'image/png',
      name: '点.png',
      bytes: png.length,
    })
    expect((await office.upload(url, '又一次.png', png)).body.hash).toBe(added.body.hash)
    expect((await office.upload(url, '假.png', Buffer.from('<svg onload=alert(1)>'))).body.code).toBe(
      'exam.media-type',
    )
    const ours = await arrange([withPicture(added.body.hash)], one)
    const address = (attemptId: string, sha: string = added.body.hash) =>
      `/api/v1/attempts/${attemptId}/media/${sha}`
    expect((await ours.candidate.call('GET', address(ours.attemptId))).body.code).toBe('exam.not-open')
    const seat = await takeSeat(ours.candidate, ours.attemptId)
    expect(seat.start.body.questions[0].media).toEqual([
      { hash: added.body.hash, type: 'image/png', text: '一个点' },
    ])
    const file = await ours.candidate.call('GET', address(ours.attemptId))
    expect([file.status, file.headers['content-type'], file.raw.equals(png)]).toEqual([
      200,
      'image/png',
      true,
    ])
    expect((await ours.candidate.call('GET', address(ours.attemptId, 'a'.repeat(64)))).status).toBe(404)
    const others = await arrange(await demo())
    await takeSeat(others.candidate, others.attemptId)
    expect((await others.candidate.call('GET', address(others.attemptId))).status).toBe(404)
    expect((await others.candidate.call('GET', address(ours.attemptId))).status).toBe(404)
  })

  test('is missing: the question file is refused', async () => {
    const one = await examinedClass(house, 1)
    const office = await house.client([{ role: 'office', organisationId: one.officeId }])
    const imported = await office.upload(
      `/api/v1/programmes/${one.programmeId}/question-imports`,
      '试题.json',
      Buffer.from(JSON.stringify({ questions: [withPicture('b'.repeat(64))] })),
    )
    expect(imported.body.code).toBe('exam.media-unknown')
  })
})

describe('questions of every kind', () => {
  test('go from the file through paper and seat to a score that can be worked out again', async () => {
    const { office, sittingId, attemptId, candidate } = await arrange(await demo())
    const seat = await takeSeat(candidate, attemptId)
    // Nothing sent to a candidate holds a key.
    expect(JSON.stringify(seat.start.body)).not.toMatch(/三分之二|tolerance|"key"/)
    answerAll(seat)
    expect((await finish(office, sittingId, seat)).status).toBe(201)
    const results = await office.call('GET', `/api/v1/sittings/${sittingId}/results`)
    expect(results.body.items[0]).toMatchObject({ score: '50', passed: true })
    expect((await office.call('GET', `/api/v1/sittings/${sittingId}/verification`)).body.faults).toEqual([])
    expect(
      (await office.call('POST', `/api/v1/result-sets/${results.body.resultSetId}/release`)).status,
    ).toBe(200)
  })

  test('keep what is half right, and verification finds one answer changed by hand', async () => {
    const { office, sittingId, attemptId, candidate } = await arrange(await demo())
    const seat = await takeSeat(candidate, attemptId)
    answerAll(seat, {
      gap: { texts: { p1: '90' } },
      numeric: { number: '98' },
      case: { parts: { p2: { number: '6' } } },
    })
    await finish(office, sittingId, seat)
    const results = await office.call('GET', `/api/v1/sittings/${sittingId}/results`)
    expect(results.body.items[0].score).toBe('27')
    await house.services.db.connection().execute(async (connection) => {
      await sql`set session_replication_role = replica`.execute(connection)
      await sql`update response_event set body = '{"number": "99.9"}' where attempt_id = ${attemptId} and body ? 'number'`.execute(
        connection,
      )
      await sql`set session_replication_role = origin`.execute(connection)
    })
    const faults = (await office.call('GET', `/api/v1/sittings/${sittingId}/verification`)).body.faults
    expect(faults.length).toBeGreaterThan(0)
  })

  test('an essay waits for people, and so does the release', async () => {
    const { office, sittingId, attemptId, candidate } = await arrange([...(await demo()), essay])
    const seat = await takeSeat(candidate, attemptId)
    answerAll(seat)
    await finish(office, sittingId, seat)
    const results = await office.call('GET', `/api/v1/sittings/${sittingId}/results`)
    expect(results.body.items[0].score).toBe('50')
    expect(results.body.items[0].items.map(({ verdict }: { verdict: string }) => verdict)).toContain(
      'pending',
    )
    const release = await office.call('POST', `/api/v1/result-sets/${results.body.resultSetId}/release`)
    expect(release.body).toMatchObject({ code: 'exam.marks-pending' })
  })

  test('a page that comes back gets every kind of answer as it stands', async () => {
    const { attemptId, candidate } = await arrange([...(await demo()), essay])
    const seat = await takeSeat(candidate, attemptId)
    answerAll(seat)
    await seat.flush()
    const again = await takeSeat(candidate, attemptId)
    const told = new Map(
      (again.start.body.answers as { slot: string; response: object }[]).map((one) => [
        one.slot,
        one.response,
      ]),
    )
    for (const question of again.start.body.questions as Delivered[])
      expect(told.get(question.slot)).toEqual(rightAnswer(question))
  })

  test('an answer longer than may be is refused by the centre, and so is an option that is not there', async () => {
    const { attemptId, candidate } = await arrange([...(await demo()), essay])
    const seat = await takeSeat(candidate, attemptId)
    answerAll(seat, { essay: { text: '长'.repeat(20_001) } })
    expect((await seat.flush()).body.code).toBe('exam.answer-too-long')
    const other = await takeSeat(candidate, attemptId)
    answerAll(other, { matching: { pairs: { p1: 'nobody' } } })
    expect((await other.flush()).body.code).toBe('exam.option-unknown')
  })

  test('are refused by name where a file has them wrong', async () => {
    const one = await examinedClass(house, 1)
    const office = await house.client([{ role: 'office', organisationId: one.officeId }])
    const table = [
      '题型,题干,选项A,选项B,选项C,答案',
      '填空题,一学时是 __ 分钟。,,,,45|四十五',
      '填空题,一学时是 __ 分钟，一天是 __ 学时。,,,,45',
      '排序题,排序,甲,乙,丙,CAB',
      '排序题,排序二,甲,乙,丙,CA',
      '匹配题,匹配,甲 = 1,乙 = 2,= 3,',
      '匹配题,匹配二,甲,乙,丙,',
      '数值题,圆周率,,,,3.14±0.01',
      '数值题,圆周率二,,,,约 3.14',
      '论述题,谈谈。,,,,',
    ].join('\n')
    const imported = await office.upload(
      `/api/v1/programmes/${one.programmeId}/question-imports`,
      '试题.csv',
      Buffer.from(table),
    )
    expect(imported.body.questions.map(({ kind }: { kind: string }) => kind)).toEqual([
      'gap',
      'ordering',
      'matching',
      'numeric',
      'essay',
    ])
    expect(imported.body.refused.map(({ code }: { code: string }) => code)).toEqual([
      'question.blanks-differ',
      'question.order-whole',
      'question.pairs',
      'question.number',
    ])
    const again = await office.upload(
      `/api/v1/programmes/${one.programmeId}/question-imports`,
      '试题.csv',
      Buffer.from(table),
    )
    expect(again.body).toMatchObject({ accepted: 5, alreadyKnown: 5 })
    const key = await office.call(
      'POST',
      `/api/v1/questions/${imported.body.questions[0].versionId}/key-showings`,
      { reason: '核对' },
    )
    expect(key.body.key).toEqual(['1. 45 | 四十五'])
  })
})
