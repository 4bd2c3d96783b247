import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { systemActor } from '../../access/index.ts'
import { isId, newId } from '../../kernel/id.ts'
import { certificatesOf, closedClassOf } from '../certificates/certificate-fixtures.ts'
import { creditActivity } from './index.ts'

const house = testHouse()
let made: Awaited<ReturnType<typeof closedClassOf>>
let personId = ''

beforeAll(async () => {
  made = await closedClassOf(house, ['甲一一'], undefined, 360)
  await house.drain()
  personId = (await certificatesOf(made))[0]?.personId ?? ''
})

const explained = async (measure: 'hours' | 'days') => {
  const { rows } = await sql<{ id: string }>`
    select e.id from ledger_entry e join activity a on a.id = e.activity_id
    where e.person_id = ${personId} and e.measure = ${measure} and a.source_kind = 'class' and e.reverses is null`.execute(
    house.services.db,
  )
  const reply = await made.school.office.call('GET', `/api/v1/ledger/${rows[0]?.id}/explanation`)
  expect(reply.status).toBe(200)
  return reply.body
}

describe('the explanation of an entry', () => {
  test('names the institution that filed the class, not only its id', async () => {
    const [filing] = (await explained('hours')).evidence.approvals
    const { rows } = await sql<{ name: string }>`
      select name from organisation where id = ${made.school.institutionId}`.execute(house.services.db)
    expect(filing).toMatchObject({ kind: 'filing', byName: { zh: rows[0]?.name } })
    expect(isId(filing.byName.zh)).toBe(false)
  })

  test('reads days as days, though they are counted in half-days', async () => {
    const { entry, trace } = await explained('days')
    const nodes: { unit?: string; out: number; amount?: string; ref?: string }[] = trace.nodes
    const days = nodes.filter(({ unit }) => unit === 'days')
    expect(days.length).toBeGreaterThan(0)
    for (const node of days) expect(Number(node.amount) * 2).toBe(node.out)
    expect(days.find(({ ref }) => ref === entry.activityId)?.amount).toBe(entry.amount)
    for (const node of nodes.filter(({ unit }) => unit === 'min')) expect(node).not.toHaveProperty('amount')
  })
})

describe('the explanation of a standing', () => {
  const standing = async () => {
    const { rows } = await sql<{ period: string }>`
      select period from ledger_entry where person_id = ${personId} limit 1`.execute(house.services.db)
    const reply = await made.school.office.call(
      'GET',
      `/api/v1/people/${personId}/standing/explanation?year=${rows[0]?.period}`,
    )
    expect(reply.status).toBe(200)
    return reply.body
  }

  test('says the figures of the record, and each of its sums re-adds from the entries it opens to', async () => {
    const found = await standing()
    const record = await made.school.office.call(
      'GET',
      `/api/v1/people/${personId}/record?year=${found.year}`,
    )
    expect([found.lines, found.standing]).toEqual([record.body.lines, record.body.standing])
    const reasons: { op: string; minutes: number; children: number[]; entryId: string | null }[] =
      found.reasons
    const sum = reasons.find(({ op, minutes }) => op === 'sum' && minutes > 0)
    const parts = (sum?.children ?? []).map((id) => reasons[id])
    // One activity alone needs no sum.
    const credits = sum ? parts : reasons.filter(({ entryId }) => entryId !== null)
    expect(credits.length).toBeGreaterThan(0)
    if (sum) expect(parts.reduce((all, part) => all + (part?.minutes ?? 0), 0)).toBe(sum.minutes)
    for (const credit of credits) {
      const entry = await made.school.office.call('GET', `/api/v1/ledger/${credit?.entryId}/explanation`)
      expect(entry.status).toBe(200)
    }
  })

  test('is in words: no key of a sentence, no id of a line, each clause quoted', async () => {
    const found = await standing()
    for (const { sentence, clause } of found.reasons) {
      expect(sentence.zh).not.toMatch(/^[a-z-]+(\.[a-z-]+)?$/)
      expect(`${sentence.zh}${sentence.en}`).not.toMatch(/“(hours|days|either)”/)
      if (clause) expect(found.clauses.map(({ id }: { id: string }) => id)).toContain(clause)
    }
  })

  test('quotes what the tree rests on and no clause beside it, whatever was done in other years', async () => {
    const activityId = newId()
    const day = '2025-11-03'
    const posted = await house.services.perform(
      creditActivity,
      {
        personId,
        programmeId: made.school.programmeId,
        sourceKind: 'declaration',
        sourceId: activityId,
        activity: {
          id: activityId,
          kind: 'paper',
          role: 'author',
          title: '往年的论文',
          category: 'professional',
          from: day,
          to: day,
          completedOn: day,
          registeredOn: day,
          evidence: { level: 'core', authorRank: 1 },
          recognitions: [{ act: 'recognised', by: 'authority', on: day }],
        },
        recogniser: 'authority',
        recognisedOn: day,
      },
      { actor: systemActor, requestId: newId() },
    )
    expect(posted).toMatchObject({ ok: true })
    const quoted = async (year: number) => {
      const path = `/api/v1/people/${personId}/standing/explanation?year=${year}`
      const { body } = await made.school.office.call('GET', path)
      return body.clauses.map(({ id }: { id: string }) => id)
    }
    expect(await quoted(2025)).toContain('house.paper')
    expect(await quoted(2026)).toContain('hu171.3.4')
    expect(await quoted(2026)).not.toContain('house.paper')
  })
})

describe('the hours of a class', () => {
  test('are taken back by the office from the explanation of one of its entries, whole and once', async () => {
    const before = await explained('hours')
    expect([before.takenBack, before.may]).toEqual([null, { 'ledger.reverse': true }])
    const path = `/api/v1/ledger/${before.entry.id}/explanation`
    const person = await house.client([], personId)
    expect((await person.call('GET', path)).body.may).toEqual({ 'ledger.reverse': false })
    const back = await made.school.office.call(
      'POST',
      `/api/v1/activities/${before.entry.activityId}/reverse`,
      {
        reason: '签到不实',
      },
    )
    expect(back.body.entries).toBeGreaterThan(1)
    for (const measure of ['hours', 'days'] as const) {
      const { rows } = await sql<{ id: string }>`
        select e.id from ledger_entry e join activity a on a.id = e.activity_id
        where e.person_id = ${personId} and e.measure = ${measure} and a.source_kind = 'class' and e.reverses is null`.execute(
        house.services.db,
      )
      const { body } = await made.school.office.call('GET', `/api/v1/ledger/${rows[0]?.id}/explanation`)
      expect(body).toMatchObject({ takenBack: { reason: '签到不实' } })
      expect(body.may).toEqual({})
    }
  })
})
