import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { monitorLog } from '../../verify/monitor-log.ts'
import { canonicalJson } from '../../kernel/canonical-json.ts'
import { hashLeaf, hashPair, signed } from './app/signing.ts'
import { appendLeaves, rootOfEdge } from './domain/log-tree.ts'
import { certificateOf, certificatesOf, closedClassOf } from './certificate-fixtures.ts'
import { checkCertificates } from './index.ts'

const house = testHouse()
const numbers: string[] = []

beforeAll(async () => {
  const made = await closedClassOf(house, ['甲一一', '甲二二', '甲三三', '甲四四', '甲五五'])
  numbers.push(...(await certificatesOf(made)).map((one) => one.number))
  await made.school.office.call('POST', `/api/v1/certificates/${numbers[4]}/revoke`, {
    cause: 'other',
    confirm: numbers[4],
    reason: '测试',
  })
  await made.school.office.call('GET', `/api/v1/certificates/${numbers[0]}.pdf`)
  await house.drain()
  for (const form of ['jwt', 'vc?proof=eddsa-rdfc-2022', 'vc?proof=eddsa-jcs-2022'])
    await made.school.office.call('GET', `/api/v1/certificates/${numbers[0]}.${form}`)
})

/** What doctor finds after a tampering by somebody who owns the database and switches its guards off; undone afterwards. */
const foundAfter = async (
  tamper: (tx: Parameters<Parameters<typeof house.database.rolledBack>[0]>[0]) => Promise<unknown>,
): Promise<string[]> =>
  house.database.rolledBack(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx)
    await tamper(tx)
    const { findings } = await checkCertificates(tx as never)
    return [...new Set(findings.map((one) => one.code))].sort()
  })

describe('doctor', () => {
  test('finds nothing in an untouched register', async () => {
    const { findings, certificates, entries } = await checkCertificates(house.services.db, [
      house.services.ports.signer.publicJwk,
    ])
    expect([findings, certificates, entries]).toEqual([[], 5, 6])
  })

  const tamperings: Record<string, [(number: string) => ReturnType<typeof sql>[], string[]]> = {
    'a name changed in the row that the public check reads': [
      (number) => [sql`update certificate set holder = '别人' where number = ${number}`],
      ['certificate.row-differs'],
    ],
    'a back-dated day of issue': [
      (number) => [sql`update certificate set issued_on = '2020-01-01' where number = ${number}`],
      ['certificate.row-differs'],
    ],
    'hours made more': [
      (number) => [sql`update certificate set hours = '720' where number = ${number}`],
      ['certificate.row-differs'],
    ],
    'a revoked certificate made valid again': [
      () => [sql`update certificate set status = 'valid', revoked_on = null where number = ${numbers[4]}`],
      ['certificate.status-differs'],
    ],
    'a valid certificate marked revoked behind the log’s back': [
      (number) => [
        sql`update certificate set status = 'revoked', revoked_on = '2026-03-12' where number = ${number}`,
      ],
      ['certificate.status-differs'],
    ],
    'a content rewritten': [
      (number) => [
        sql`update certificate_content set content = replace(content, '甲一一', '乙一一') where number = ${number}`,
      ],
      ['certificate.content-changed', 'certificate.credential-wrong'],
    ],
    'a content rewritten with its hash': [
      (number) => [
        sql`update certificate_content set content = replace(content, '甲一一', '乙一一') where number = ${number}`,
        sql`update certificate_content set content_hash = sha256(convert_to(content, 'UTF8')) where number = ${number}`,
        sql`update certificate set holder = '乙一一', holder_grams = array['^乙', '乙一', '一一'] where number = ${number}`,
      ],
      [
        'certificate.credential-wrong',
        'certificate.not-logged',
        'certificate.pdf-seal-wrong',
        'certificate.signature-wrong',
      ],
    ],
    'a certificate removed with everything it left': [
      (number) => [
        sql`delete from certificate_pdf where number = ${number}`,
        sql`delete from certificate_credential where number = ${number}`,
        sql`delete from certificate_status where number = ${number}`,
        sql`delete from certificate_content where number = ${number}`,
        sql`delete from certificate_log where number = ${number}`,
        sql`delete from certificate where number = ${number}`,
      ],
      ['certificate.issue-gone', 'certificate.numbers-differ', 'certificate.print-gone', 'log.entry-missing'],
    ],
    'a certificate removed, its log entry left': [
      (number) => [
        sql`delete from certificate_pdf where number = ${number}`,
        sql`delete from certificate_credential where number = ${number}`,
        sql`delete from certificate_status where number = ${number}`,
        sql`delete from certificate_content where number = ${number}`,
        sql`delete from certificate where number = ${number}`,
      ],
      ['certificate.issue-gone', 'certificate.numbers-differ', 'certificate.print-gone', 'log.entry-stray'],
    ],
    'a content thrown away': [
      (number) => [sql`delete from certificate_content where number = ${number}`],
      ['certificate.content-missing', 'certificate.credential-wrong'],
    ],
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
    'the words on a revocation removed': [
      () => [sql`delete from certificate_change`],
      ['certificate.change-differs'],
    ],
    'a PDF’s recorded drawing replaced': [
      (number) => [sql`update certificate_pdf set body_hash = sha256('x'::bytea) where number = ${number}`],
      ['certificate.pdf-seal-wrong'],
    ],
    'a first print forgotten, so that a later one would be the first': [
      (number) => [sql`delete from certificate_pdf where number = ${number}`],
      ['certificate.print-gone'],
    ],
    'a file exchanged for the first print': [
      (number) => [sql`update certificate_pdf set file_hash = sha256('x'::bytea) where number = ${number}`],
      ['certificate.print-differs'],
    ],
    'a credential rewritten': [
      (number) => [
        sql`update certificate_credential set credential = replace(credential, '甲一一', '乙一一') where number = ${number} and form = 'eddsa-jcs-2022'`,
      ],
      ['certificate.credential-wrong'],
    ],
    'a credential given to another certificate': [
      () => [
        sql`update certificate_credential set number = ${numbers[1]} where form = 'eddsa-rdfc-2022'`,
        sql`insert into certificate_status values (${numbers[1]}, 1, 7)`,
      ],
      ['certificate.credential-wrong'],
    ],
    'a place in the status list exchanged': [
      (number) => [sql`update certificate_status set index = (index + 1) % 131072 where number = ${number}`],
      ['certificate.credential-wrong'],
    ],
    'the counter set back': [
      () => [sql`update certificate_counter set next = 3`],
      ['certificate.numbers-differ'],
    ],
    'the key exchanged': [
      () => [
        sql`update certificate_key set public_jwk = '{"kty":"OKP","crv":"Ed25519","x":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}'`,
      ],
      [
        'certificate.credential-wrong',
        'certificate.pdf-seal-wrong',
        'certificate.signature-wrong',
        'log.head-wrong',
      ],
    ],
  }

  for (const [name, [statements, expected]] of Object.entries(tamperings)) {
    test(`finds ${name}`, async () => {
      const found = await foundAfter(async (tx) => {
        for (const statement of statements(numbers[0] as string)) await statement.execute(tx)
      })
      expect(found).toEqual(expected)
    })
  }

  const belongings: Record<string, [ReturnType<typeof sql>, string[]]> = {
    'put into another’s wallet': [
      sql`person_id = (select person_id from certificate where number <> c.number order by number limit 1)`,
      ['person_id'],
    ],
    'put under another enrolment': [sql`enrolment_id = gen_random_uuid()`, ['class_id', 'enrolment_id']],
    'put into a class that is not': [
      sql`class_id = gen_random_uuid()`,
      ['class_id', 'institution_id', 'programme_id'],
    ],
    'put under another institution': [sql`institution_id = gen_random_uuid()`, ['institution_id']],
    'put under another programme': [sql`programme_id = gen_random_uuid()`, ['programme_id']],
    'shown to another employer': [sql`employer_id = gen_random_uuid()`, ['employer_id']],
  }

  for (const [name, [change, columns]] of Object.entries(belongings)) {
    test(`finds a certificate ${name}`, async () => {
      const found = await house.database.rolledBack(async (tx) => {
        await sql`set local session_replication_role = replica`.execute(tx)
        await sql`update certificate c set ${change} where number = ${numbers[0]}`.execute(tx)
        return (await checkCertificates(tx as never)).findings
      })
      expect(new Set(found.map((one) => `${one.subject} ${one.params['column']}`))).toEqual(
        new Set(columns.map((column) => `${numbers[0]} ${column}`)),
      )
    })
  }

  test('finds a certificate whose issue no event tells', async () => {
    const found = await foundAfter((tx) =>
      sql`delete from event where name = 'certificates.certificatesIssued'`.execute(tx),
    )
    expect(found).toEqual(['certificate.issue-untold'])
  })

  test('finds a log that runs backwards though its tree and its head are made anew with the house’s own key', async () => {
    const at = '2020-01-01T00:00:00.000Z'
    const found = await foundAfter(async (tx) => {
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
    expect(found).toEqual(['log.time-backwards'])
  })

  test('finds a guard switched off', async () => {
    const found = await house.database.rolledBack(async (tx) => {
      await sql`alter table certificate_log disable trigger certificate_log_append_only`.execute(tx)
      await sql`drop trigger certificate_guard on certificate`.execute(tx)
      return (await checkCertificates(tx as never)).findings.map((one) => [one.code, one.subject])
    })
    expect(found).toEqual([
      ['certificate.guard-missing', 'certificate'],
      ['certificate.guard-missing', 'certificate_log'],
    ])
  })

  test('finds a register signed anew with another key', async () => {
    const { findings } = await checkCertificates(house.services.db, [
      { kty: 'OKP', crv: 'Ed25519', x: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' },
    ])
    expect(findings.map((one) => one.code)).toEqual(['log.key-unknown'])
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
