import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type RawBuilder, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { answerAll, scene, sceneStart, takeSeat, type Scene } from '../../areas/exams/exam-fixtures.ts'
import { newId } from '../../kernel/id.ts'

const house = testHouse({ worker: false, now: sceneStart })
const bin = fileURLToPath(new URL('../../../bin/zhixin.js', import.meta.url))
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhixin-verify-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

interface Ended {
  readonly code: number
  readonly output: string
  readonly errors: string
}

/** `npx zhixin exam verify …` in a process of its own, on this file's database and with nothing of this process. */
const examVerify = (words: readonly string[], settings: Record<string, string> = {}): Promise<Ended> =>
  new Promise((resolve) => {
    const { PATH, HOME } = process.env
    const env = { PATH, HOME, DATABASE_URL: house.database.url, ZHIXIN_DATA: folder, ...settings }
    execFile(process.execPath, [bin, 'exam', 'verify', ...words], { env }, (error, output, errors) => {
      resolve({ code: error ? Number(error.code) : 0, output, errors })
    })
  })

/** Three have sat, the third got half of it right, and it is scored. */
const scored = async (): Promise<Scene> => {
  const world = await scene(house, 3)
  for (const at of [0, 1, 2]) {
    const seat = await takeSeat(await world.candidate(at), world.attempt(at))
    answerAll(seat, at === 2 ? ['一学时是多少分钟？', '哪些属于信息领域？'] : [])
    await seat.flush()
    expect((await seat.submit()).status).toBe(200)
  }
  const run = await world.office.call('POST', `/api/v1/sittings/${world.sitting.sittingId}/scoring-runs`)
  expect(run.status, JSON.stringify(run.body)).toBe(201)
  return world
}

/** As somebody with the database does: behind the guards, and for good. */
const tamper = (change: RawBuilder<unknown>): Promise<void> =>
  house.services.db.transaction().execute(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx)
    const { numAffectedRows } = await change.execute(tx)
    expect(Number(numAffectedRows)).toBeGreaterThan(0)
  })

/** Lines of the output that name a fault, by their columns. */
const faultsIn = ({ output }: Ended): string[][] =>
  output
    .split('\n')
    .filter((line) => line.startsWith('✗'))
    .map((line) => line.slice(2).split('  '))

const halfIsEnough = sql`'{"passMark": {"numerator": 1, "denominator": 2}, "bands": []}'::jsonb`

describe('npx zhixin exam verify', { timeout: 120_000 }, () => {
  test('says in both languages that a sitting holds, and ends with 0', async () => {
    const { sitting } = await scored()
    const { rows } = await sql<{
      number: number
    }>`select number from exam_sitting where id = ${sitting.sittingId}`.execute(house.services.db)
    const whole = await examVerify([sitting.sittingId])
    expect(whole).toMatchObject({
      code: 0,
      output: '3 名考生，12 条记录，3 份成绩\n3 attempts, 12 events, 3 results\n',
    })
    expect(whole.errors).toMatch(/核验一致[^]*\nVerified: /)
    // Without the key file it says what it could not look at.
    expect(whole.errors).toMatch(/没有密钥文件[^]*No key file/)
    const json = await examVerify([String(rows[0]?.number), '--json'])
    expect([json.code, JSON.parse(json.output)]).toEqual([
      0,
      { sittingId: sitting.sittingId, attempts: 3, events: 12, results: 3, faults: [] },
    ])
  })

  test.each<
    [what: string, change: (world: Scene) => RawBuilder<unknown>, found: (world: Scene) => string[][]]
  >([
    [
      'one answer changed',
      ({
        attempt,
      }) => sql`update response_event set body = (select g.body from response_event g where g.attempt_id = ${attempt(0)} and g.slot = 'q1')
        where attempt_id = ${attempt(2)} and slot = 'q1'`,
      ({ attempt }) => [
        ['answer-changed', attempt(2), '1/1', '作答记录被改动 / a recorded answer was changed'],
      ],
    ],
    [
      'one mark changed',
      ({ attempt }) => sql`update result set score = '75', passed = true where attempt_id = ${attempt(2)}`,
      ({ attempt }) => [
        [
          'result-changed',
          attempt(2),
          '1: 75',
          '成绩与作答记录不符 / a result does not follow from the record',
        ],
      ],
    ],
    [
      'one event deleted',
      ({ attempt }) => sql`delete from response_event where attempt_id = ${attempt(1)} and seq = 2`,
      ({ attempt }) => [['journal-broken', attempt(1), '1/2', '作答记录缺失 / records are missing']],
    ],
    [
      'the pass mark changed, of the sitting and of its results',
      ({
        sitting,
      }) => sql`with own as (update exam_sitting set pass_rule = ${halfIsEnough} where id = ${sitting.sittingId})
        update result_set set pass_rule = ${halfIsEnough} where sitting_id = ${sitting.sittingId}`,
      ({ attempt }) => [
        ['set-changed', '-', '1', '成绩集被改动 / the set of results was changed'],
        [
          'result-changed',
          attempt(2),
          '50 / 50',
          '成绩与作答记录不符 / a result does not follow from the record',
        ],
        [
          'trail-differs',
          '-',
          'sitting',
          '记录与当时的留痕不符 / the record is not what the trail told when it happened',
        ],
      ],
    ],
    [
      'two candidates exchanged',
      ({ attempt, one: { people } }) =>
        sql`update attempt set person_id = case id when ${attempt(0)} then ${people[2]}::uuid else ${people[0]}::uuid end
          where id in (${attempt(0)}, ${attempt(2)})`,
      ({ attempt }) =>
        [attempt(0), attempt(2)].flatMap((id) => [
          [
            'candidate-changed',
            id,
            expect.stringMatching(/\d/),
            '考生与登记不符 / an attempt is not its registered candidate’s',
          ],
          ['result-changed', id, expect.any(String), expect.any(String)],
          ['trail-differs', id, 'submission', expect.any(String)],
        ]),
    ],
  ])('names %s, in both languages, and ends with 1', async (_what, change, found) => {
    const world = await scored()
    await tamper(change(world))
    const ended = await examVerify([world.sitting.sittingId])
    expect(ended.code).toBe(1)
    const faults = faultsIn(ended)
    expect(faults).toEqual(expect.arrayContaining(found(world)))
    expect(ended.errors).toContain(`核验不符：${faults.length} 处`)
    expect(ended.errors).toContain(`Not verified: ${faults.length} fault`)
  })

  test('tells no such sitting, wrong usage and a database that cannot be reached apart', async () => {
    expect(await examVerify([newId()])).toMatchObject({
      code: 1,
      output: '',
      errors: expect.stringMatching(/没有这场考试[^]*There is no such sitting/),
    })
    for (const words of [[], ['第一场'], ['1', '2'], ['1', '--nonsense']])
      expect(await examVerify(words)).toMatchObject({
        code: 2,
        output: '',
        errors: expect.stringMatching(/用法：[^]*Usage: npx zhixin exam verify SITTING/),
      })
    expect(
      await examVerify([newId()], { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' }),
    ).toMatchObject({ code: 3, output: '' })
  })
})
