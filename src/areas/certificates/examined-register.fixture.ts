import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { certificatesOf, closedClassOf } from './certificate-fixtures.ts'
import { checkCertificates } from './index.ts'

type House = ReturnType<typeof testHouse>
type Statement = ReturnType<typeof sql>
/** By what was done to a register: the statements, given the number of its first certificate, and the codes doctor answers with. */
export type Tamperings = Record<string, [(number: string) => Statement[], string[]]>

/** A class of five with their certificates: the first printed and in every form, the last revoked. Answers their numbers. */
export const registerOfFive = async (house: House): Promise<string[]> => {
  const made = await closedClassOf(house, ['甲一一', '甲二二', '甲三三', '甲四四', '甲五五'])
  const numbers = (await certificatesOf(made)).map((one) => one.number)
  await made.school.office.call('POST', `/api/v1/certificates/${numbers[4]}/revoke`, {
    cause: 'other',
    confirm: numbers[4],
    reason: '测试',
  })
  await made.school.office.call('GET', `/api/v1/certificates/${numbers[0]}.pdf`)
  await house.drain()
  for (const form of ['jwt', 'vc?proof=eddsa-rdfc-2022', 'vc?proof=eddsa-jcs-2022'])
    await made.school.office.call('GET', `/api/v1/certificates/${numbers[0]}.${form}`)
  return numbers
}

/** What doctor finds after a tampering by somebody who owns the database and switches its guards off; undone afterwards. */
export const foundAfter = async (
  house: House,
  tamper: (tx: Parameters<Parameters<House['database']['rolledBack']>[0]>[0]) => Promise<unknown>,
): Promise<string[]> =>
  house.database.rolledBack(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx)
    await tamper(tx)
    const { findings } = await checkCertificates(tx as never)
    return [...new Set(findings.map((one) => one.code))].sort()
  })

/** A test of each: what doctor finds is that, and nothing else. */
export const findsEach = (house: House, tamperings: Tamperings, first: () => string): void => {
  for (const [name, [statements, expected]] of Object.entries(tamperings)) {
    test(`finds ${name}`, async () => {
      const found = await foundAfter(house, async (tx) => {
        for (const statement of statements(first())) await statement.execute(tx)
      })
      expect(found).toEqual(expected)
    })
  }
}
