import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import type { Answer, Client, TestHouse } from '../../../test/house.ts'
import type { Json } from '../../kernel/canonical-json.ts'
import { newId } from '../../kernel/id.ts'
import { registerPacks } from './index.ts'

/**
 * The rules of two titles, 30 hours of public subjects taken once and 60 of professional ones for each, under which a class
 * counts by its minutes and study may be declared.
 */
export const rulesOfTwoTitles = async (house: TestHouse, programmeId: string): Promise<void> => {
  const path = '../../../test/regulations/two-titles-2019/rules.json'
  const pack = JSON.parse(await readFile(new URL(path, import.meta.url), 'utf8')) as {
    id: string
    versions: Record<string, unknown>[]
  }
  pack.id = `two-titles-${newId().slice(-8)}`
  const [version] = pack.versions as [{ declare?: object; obligations: { convert: object }[] }]
  version.declare = {
    kinds: [
      {
        id: 'self-study',
        zh: '自学',
        en: 'Self-study',
        categories: ['professional'],
        asks: [{ field: 'quantity.minutes', form: 'whole', zh: '分钟', en: 'Minutes' }],
      },
    ],
  }
  for (const obligation of version.obligations)
    obligation.convert = { hours: [{ id: 'k-time', steps: [{ time: { minutes: 45 } }] }] }
  await registerPacks(house.services.db, [pack as unknown as Json], new Date())
  await sql`update programme set rule_pack = ${pack.id} where id = ${programmeId}`.execute(house.services.db)
}

/** Puts a title on record; the id it got. */
export const titleOf = async (
  client: Client,
  personId: string,
  name: string,
  from: string,
): Promise<string> => {
  const { status, body }: Answer = await client.call('POST', `/api/v1/people/${personId}/holdings`, {
    kind: 'title',
    facts: { name },
    from,
    basis: '职改〔2012〕8号',
  })
  if (status !== 201) throw new Error(`wanted 201, got ${status}: ${JSON.stringify(body)}`)
  return body.holdingId
}
