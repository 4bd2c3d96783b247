import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { registered } from '../../../test/setting.ts'
import type { Json } from '../../kernel/canonical-json.ts'
import { registerPacks } from '../ledger/index.ts'
import { declarationJobs } from './jobs.ts'
import { check, contents, declaringSetting, recognise, submit, submitted } from './declaration-fixtures.ts'

const house = testHouse({ now: new Date('2026-03-20T02:00:00Z') })

/** The rules of 653 with the authority checking what people declare. */
const authorityChecks = async (): Promise<void> => {
  const text = await readFile(new URL('../../../rulepacks/653-2006/rules.json', import.meta.url), 'utf8')
  const pack = JSON.parse(text) as { versions: { declare?: { check?: string } }[] }
  for (const { declare } of pack.versions) if (declare) declare.check = 'authority'
  await registerPacks(house.services.db, [pack as unknown as Json], new Date(Date.now() + 120_000))
}

test('the district of the employer checks, is chased, returns with a reason; the office recognises, never one person both', async () => {
  const s = await declaringSetting(house)
  await authorityChecks()
  const { districtId, district, officeId } = s.school
  await sql`update organisation set district_id = ${districtId} where id = ${s.employerId}`.execute(
    house.services.db,
  )
  await sql`insert into sign_in_name (name, account_id, kind) values (${`district-${districtId}@example.com`}, ${district.accountId}, 'email')`.execute(
    house.services.db,
  )
  const one = await submitted(s, contents.paper)
  await house.drain()
  expect((await district.call('GET', '/api/v1/declarations?waiting=true')).body.items).toMatchObject([
    { id: one.id, waiting: { role: 'district' } },
  ])
  const mailsToDistrict = () =>
    house.posted.filter((mail) => mail.to === `district-${districtId}@example.com`).length
  expect(mailsToDistrict()).toBe(1)
  // Before its last day it is said once more.
  house.now = new Date('2026-03-31T01:00:00Z')
  await declarationJobs[0]?.run(house.services, {
    declarationId: one.id,
    step: 1,
    dueOn: '2026-04-03',
    from: '2026-03-31',
  } as never)
  await house.drain()
  expect(mailsToDistrict()).toBe(2)

  const elsewhere = await house.client([
    { role: 'district', organisationId: await registered(s.office, 'district', '别的区') },
  ])
  expect((await elsewhere.call('GET', one.url)).status).toBe(404)
  expect((await check(elsewhere, one)).status).toBe(404)
  expect((await check(s.employer, one)).status).toBe(404)
  expect((await check(district, one, 'returned')).body.code).toBe('declaration.words-missing')
  expect((await check(district, one, 'returned', '请补交刊物目录页')).status).toBe(200)
  expect((await submit(s.person, one)).status).toBe(204)

  const both = await house.client([
    { role: 'district', organisationId: districtId },
    { role: 'office', organisationId: officeId },
  ])
  expect((await check(both, one)).body.state).toBe('checked')
  const { body } = await s.office.call('GET', one.url)
  expect(body.waiting).toMatchObject({ role: 'office' })
  expect((await recognise(district, one)).status).toBe(404)
  expect((await recognise(both, one)).body.code).toBe('declaration.same-person')
  const recognised = await recognise(s.office, one)
  expect([recognised.status, recognised.body.state]).toEqual([200, 'recognised'])
  expect(recognised.body.entries).toBeGreaterThan(0)
})
