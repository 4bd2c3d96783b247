import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { canonicalJson } from '../../kernel/canonical-json.ts'
import { monitorLog } from '../../verify/monitor-log.ts'
import { hashLeaf, hashPair, signed } from './app/signing.ts'
import { certificateOf } from './certificate-fixtures.ts'
import { appendLeaves, rootOfEdge } from './domain/log-tree.ts'
import { findsEach, foundAfter, registerOfFive, type Tamperings } from './examined-register.fixture.ts'
import { checkCertificates } from './index.ts'

const house = testHouse()
const numbers: string[] = []

beforeAll(async () => {
  numbers.push(...(await registerOfFive(house)))
})

describe('doctor on the log', () => {
  const tamperings: Tamperings = {
    'a log entry re-dated': [
      (number) => [
        sql`update certificate_log set entry = replace(entry, '2026', '2020'), at = at - interval '6 years' where number = ${number}`,
      ],
      ['log.entry-changed', 'log.head-wrong', 'log.node-wrong'],
    ],
    'a log entry re-dated with its leaf': [
      (number) => [
        sql`update certificate_log set entry = replace(entry, '2026', '2020') where number = ${number}`,
        sql`update certificate_log set leaf_hash = sha256(decode('00', 'hex') || convert_to(entry, 'UTF8')), at = (entry::jsonb ->> 'at')::timestamptz where number = ${number}`,
      ],
      ['log.head-wrong', 'log.node-wrong'],
    ],
    'a log entry dated back before the one it follows': [
      () => [
        sql`update certificate_log set entry = replace(entry, '2026', '2020') where index = 3`,
        sql`update certificate_log set leaf_hash = sha256(decode('00', 'hex') || convert_to(entry, 'UTF8')), at = (entry::jsonb ->> 'at')::timestamptz where index = 3`,
      ],
      ['log.head-wrong', 'log.node-wrong', 'log.time-backwards'],
    ],
    'a head rewritten': [
      () => [sql`update certificate_log_head set root_hash = sha256('x'::bytea) where tree_size = 6`],
      ['log.head-wrong'],
    ],
    'a head removed': [
      () => [sql`delete from certificate_log_head where tree_size = 6`],
      ['log.head-missing'],
    ],
    'an inner node rewritten': [
      () => [sql`update certificate_log_node set hash = sha256('x'::bytea) where level = 2`],
      ['log.node-wrong'],
    ],
    'an inner node removed': [
      () => [sql`delete from certificate_log_node where level = 1 and index = 0`],
      ['log.node-wrong'],
    ],
  }

  findsEach(house, tamperings, () => numbers[0] as string)

  test('finds a log that runs backwards though its tree and its head are made anew with the house’s own key', async () => {
    const at = '2020-01-01T00:00:00.000Z'
    const found = await foundAfter(house, async (tx) => {
      await sql`update certificate_log set entry = (entry::jsonb || jsonb_build_object('at', ${at}::text))::text where index = 5`.execute(
        tx,
      )
      const { rows } = await sql<{ entry: string }>`select entry from certificate_log order by index`.execute(
        tx,
      )
      const entries = rows.map(({ entry }) => canonicalJson(JSON.parse(entry)))
      const last = entries[5] as string
      await sql`update certificate_log set entry = ${last}, leaf_hash = ${hashLeaf(last)}, at = ${at} where index = 5`.execute(
        tx,
      )
      const grown = appendLeaves(0, [], entries.map(hashLeaf), hashPair)
      for (const { level, index, hash } of grown.nodes)
        await sql`update certificate_log_node set hash = ${hash} where level = ${level} and index = ${index}`.execute(
          tx,
        )
      const root = rootOfEdge(grown.edge, hashPair)
      const head = { schema: 'zhixin.log-head/1', treeSize: 6, rootHash: root.toString('base64url'), at }
      const { signature } = await signed(house.services.ports.signer, head)
      await sql`update certificate_log_head set root_hash = ${root}, at = ${at}, signature = ${signature} where tree_size = 6`.execute(
        tx,
      )
      await sql`update certificate set revoked_on = '2020-01-01' where number = ${numbers[4]}`.execute(tx)
    })
    // The day of the revocation is told in the trail too.
    expect(found).toEqual(['certificate.change-differs', 'log.time-backwards'])
  })
})

describe('a log cut off at its end, heads and all', () => {
  test('looks whole to the register where the trail is cut as well, and is caught by an outsider who saw more', async () => {
    const get = async (path: string) => {
      const reply = await house.anonymous().call('GET', path)
      return reply.status === 200 ? reply.body : undefined
    }
    await certificateOf(house, '最后一人')
    await house.drain()
    const { seen } = await monitorLog({ get, keys: [house.services.ports.signer.publicJwk] })
    const last = await sql<{
      number: string
    }>`select number from certificate order by log_index desc limit 1`.execute(house.services.db)
    const number = last.rows[0]?.number
    await house.services.db.transaction().execute(async (tx) => {
      await sql`set local session_replication_role = replica`.execute(tx)
      await sql`delete from certificate_pdf where number = ${number}`.execute(tx)
      await sql`delete from certificate_content where number = ${number}`.execute(tx)
      await sql`delete from certificate_credential where number = ${number}`.execute(tx)
      await sql`delete from certificate_log where number = ${number}`.execute(tx)
      await sql`delete from certificate_log_node where (level, index) not in (select 1, generate_series(0, 2) union select 2, 0)`.execute(
        tx,
      )
      await sql`delete from certificate_log_head where tree_size > 6`.execute(tx)
      await sql`delete from certificate where number = ${number}`.execute(tx)
      await sql`update certificate_counter set next = next - 1`.execute(tx)
      await sql`delete from event where name like 'certificates.certificates%' and data::text like '%' || ${number} || '%'`.execute(
        tx,
      )
    })
    expect((await checkCertificates(house.services.db)).findings).toEqual([])
    const report = await monitorLog({ get, keys: [house.services.ports.signer.publicJwk], since: seen })
    expect([report.verdict, report.faults.map((fault) => fault.code)]).toEqual([
      'inconsistent',
      ['log.shrunk'],
    ])
  })
})
