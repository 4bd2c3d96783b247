import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { examinedClass, giftFile, scene, sceneStart, takeSeat } from './exam-fixtures.ts'

const house = testHouse({ worker: false, now: sceneStart })

describe('questions and papers', () => {
  test('takes the good questions of a file, names the broken one, and takes the same file twice as once', async () => {
    const one = await examinedClass(house, 1)
    const office = await house.client([{ role: 'office', organisationId: one.officeId }])
    const path = `/api/v1/programmes/${one.programmeId}/question-imports`
    const first = await office.upload(path, '试题.txt', Buffer.from(giftFile))
    expect([first.status, first.body.accepted, first.body.alreadyKnown]).toEqual([201, 4, 0])
    expect(first.body.refused).toMatchObject([{ title: '坏题', code: 'question.short-answer' }])
    expect(first.body.refused[0].message).not.toContain('{')
    const again = await office.upload(path, '试题.txt', Buffer.from(giftFile))
    expect(again.body).toMatchObject({ accepted: 4, alreadyKnown: 4 })
    expect(
      (await office.call('GET', `/api/v1/programmes/${one.programmeId}/questions`)).body.items,
    ).toHaveLength(4)
  })

  test('reads no file of somebody who may not import', async () => {
    const [one, other] = [await examinedClass(house, 1), await examinedClass(house, 1)]
    const stranger = await house.client([{ role: 'office', organisationId: other.officeId }])
    const path = `/api/v1/programmes/${one.programmeId}/question-imports`
    const refused = await stranger.upload(path, '试题.xlsx', Buffer.from('no workbook'))
    expect([refused.status, refused.body.code]).toEqual([403, 'access.denied'])
  })

  test('shows a key only as a recorded act, and in no list', async () => {
    const { office, one } = await scene(house, 1)
    const list = await office.call('GET', `/api/v1/programmes/${one.programmeId}/questions`)
    expect(JSON.stringify(list.body)).not.toContain('"key"')
    const { versionId } = list.body.items[0]
    const shown = await office.call('POST', `/api/v1/questions/${versionId}/key-showings`, {
      reason: '核对答案',
    })
    expect(shown.body.key).toHaveLength(1)
    const recorded = await sql<{
      n: number
    }>`select count(*)::int as n from event where name = 'exams.keyShown' and subject_id = ${versionId}`.execute(
      house.services.db,
    )
    expect(recorded.rows[0]?.n).toBe(1)
  })

  test('refuses a paper with an unknown question or impossible marks, naming the place', async () => {
    const { office, one } = await scene(house, 1)
    const bank = await office.call('GET', `/api/v1/programmes/${one.programmeId}/questions`)
    const { versionId } = bank.body.items[0]
    const seal = (items: object[]) =>
      office.call('POST', `/api/v1/programmes/${one.programmeId}/papers`, { title: '卷', items })
    expect((await seal([{ versionId, points: '0' }])).body).toMatchObject({
      code: 'exam.points',
      errors: [{ pointer: '/items/0/points' }],
    })
    expect(
      (
        await seal([
          { versionId, points: '1' },
          { versionId, points: '1' },
        ])
      ).body.code,
    ).toBe('exam.question-twice')
    expect((await seal([{ versionId: one.classId, points: '1' }])).body.code).toBe('exam.question-unknown')
  })

  test('never lets a question, a paper or the journal be changed afterwards', async () => {
    await scene(house, 1)
    for (const table of [
      'question_version',
      'exam_paper',
      'exam_paper_item',
      'response_event',
      'attempt_submission',
      'result',
      'time_adjustment',
    ]) {
      const { rows } = await sql<{
        n: number
      }>`select count(*)::int as n from pg_trigger where tgrelid = ${table}::regclass and not tgisinternal and tgname like '%append_only'`.execute(
        house.services.db,
      )
      expect([table, rows[0]?.n]).toEqual([table, 1])
    }
    await expect(
      sql`update question_version set stem = 'x'`.execute(house.services.db),
    ).rejects.toMatchObject({ code: 'ZX001' })
    await expect(sql`delete from attempt`.execute(house.services.db)).rejects.toMatchObject({ code: 'ZX001' })
  })
})

describe('who may what', () => {
  test('an institution of the programme, or anybody who may know it, is told that its bank is not theirs to fill', async () => {
    const one = await examinedClass(house, 1)
    const other = await examinedClass(house, 1)
    const institution = await house.client([{ role: 'institution', organisationId: one.institutionId }])
    const stranger = await house.client([{ role: 'office', organisationId: other.officeId }])
    const programme = `/api/v1/programmes/${one.programmeId}`
    for (const client of [institution, stranger]) {
      const replies = [
        await client.upload(`${programme}/question-imports`, '题库.gift', Buffer.from('地球是圆的{T}')),
        await client.call('GET', `${programme}/questions`),
        await client.call('POST', `${programme}/papers`, {
          title: '试卷',
          items: [{ versionId: one.classId, points: '1' }],
        }),
        await client.call('GET', `${programme}/papers`),
      ]
      expect(replies.map(({ status, body }) => [status, body.code])).toEqual(
        replies.map(() => [403, 'access.denied']),
      )
      // What the file would go into does not exist: nobody may know of it.
      const nowhere = await client.call('GET', `/api/v1/programmes/${one.classId}/questions`)
      expect([nowhere.status, nowhere.body.code]).toEqual([404, 'not-found'])
    }
  })

  test("another office sees nothing, the institution sees its sitting and may not arrange, the site's invigilator gives time", async () => {
    const { one, sitting, candidate, attempt } = await scene(house, 1)
    const other = await examinedClass(house, 1)
    const stranger = await house.client([{ role: 'office', organisationId: other.officeId }])
    const institution = await house.client([{ role: 'institution', organisationId: one.institutionId }])
    const invigilator = await house.client([{ role: 'invigilator', organisationId: one.siteId }])
    const path = `/api/v1/sittings/${sitting.sittingId}`
    expect((await stranger.call('GET', path)).status).toBe(404)
    expect((await stranger.call('GET', '/api/v1/sittings')).body.items).toEqual([])
    expect((await institution.call('GET', path)).body.may).toEqual({
      'exam.arrange': false,
      'exam.invigilate': false,
      'exam.score': false,
      'exam.results.read': true,
    })
    expect((await institution.call('POST', `${path}/cancel`, { reason: '不考了' })).status).toBe(403)
    expect((await institution.call('GET', `${path}/tickets`)).status).toBe(403)
    await takeSeat(await candidate(0), attempt(0))
    const given = await invigilator.call('POST', `${path}/time-adjustments`, {
      seconds: 60,
      cause: 'machine',
      reason: '换机',
    })
    expect(given.status).toBe(201)
    expect((await invigilator.call('POST', `${path}/scoring-runs`)).status).toBe(403)
    expect((await invigilator.call('GET', '/api/v1/sittings')).body.items).toHaveLength(1)
  })
})
