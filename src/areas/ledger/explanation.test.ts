import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { isId } from '../../kernel/id.ts'
import { certificatesOf, closedClassOf } from '../certificates/certificate-fixtures.ts'

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
    select id from ledger_entry where person_id = ${personId} and measure = ${measure}`.execute(
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
