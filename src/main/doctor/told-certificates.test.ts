import { type RawBuilder, sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { expectStatus, schoolOf } from '../../areas/training/training-fixtures.ts'
import { qrPng } from '../../platform/adapters/qr-picture.ts'
import { checkTold } from './check-told.ts'
import { examine } from './examine.ts'
import { toldOfCertificates } from './told-certificates.ts'

const house = testHouse({ worker: false })

beforeAll(async () => {
  const { office, programmeId } = await schoolOf(house)
  const url = `/api/v1/programmes/${programmeId}`
  const rule = {
    from: '2026-03-01',
    withoutExam: 'attendance',
    notPassed: false,
    paper: 'portrait',
    basis: '发文',
  }
  expectStatus(await office.call('POST', `${url}/certificate-rules`, rule), 204)
  // Of a day that is set twice the later setting holds.
  expectStatus(await office.call('POST', `${url}/certificate-rules`, { ...rule, notPassed: true }), 204)
  const seal = await office.upload(
    `${url}/certificate-marks?kind=seal&from=2026-03-01`,
    'seal.png',
    Buffer.from(qrPng('seal')),
  )
  expectStatus(seal, 200)
  expectStatus(
    await office.call('POST', `${url}/certificate-marks/end`, { kind: 'seal', from: '2026-06-01' }),
    204,
  )
})

const found = (change: RawBuilder<unknown>): Promise<string[]> =>
  house.database.rolledBack(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx)
    await change.execute(tx)
    const outcomes = await Promise.all(toldOfCertificates.map((told) => checkTold(tx as never, told)))
    return outcomes.flatMap(({ wrong }) => wrong.map(({ subject, detail }) => `${subject} ${detail}`))
  })

describe('doctor holds what an office decided of its certificates to the trail', () => {
  test('and finds nothing where it stands as it was decided', async () => {
    const outcomes = await examine(house.services, 'k')
    const told = outcomes.filter(({ check }) => check.startsWith('told.certificate-'))
    expect(told.map(({ subjects, findings }) => [subjects, findings])).toEqual([
      [1, []],
      [2, []],
    ])
  })

  test.each<[what: string, change: RawBuilder<unknown>, found: RegExp]>([
    [
      'attendance certified as a pass',
      sql`update certificate_rule set without_exam = 'pass'`,
      /^certificate-rule .*withoutExam/,
    ],
    [
      'those who did not pass left out',
      sql`update certificate_rule set not_passed = false`,
      /^certificate-rule .*notPassed/,
    ],
    ['a rule taken out', sql`delete from certificate_rule`, /^certificate-rule .*is gone/],
    [
      'a rule put in',
      sql`insert into certificate_rule select programme_id, '2020-01-01', without_exam, not_passed, paper, basis, set_by, set_at from certificate_rule`,
      /^certificate-rule .*was put in by hand/,
    ],
    [
      'a seal exchanged',
      sql`with made as (insert into certificate_image values (sha256('x'::bytea), 'x', now()) returning sha256)
        update certificate_mark set sha256 = (select sha256 from made) where sha256 is not null`,
      /^certificate-mark .*image/,
    ],
    [
      'a seal that goes on',
      sql`delete from certificate_mark where sha256 is null`,
      /^certificate-mark .*is gone/,
    ],
    [
      'another signatory',
      sql`update certificate_mark set signatory = '某某' where sha256 is not null`,
      /^certificate-mark .*signatory/,
    ],
  ])('and finds %s', async (_what, change, wanted) => {
    expect(await found(change)).toEqual([expect.stringMatching(wanted)])
  })
})
