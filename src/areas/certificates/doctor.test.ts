import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { findsEach, foundAfter, registerOfFive, type Tamperings } from './examined-register.fixture.ts'
import { checkCertificates } from './index.ts'

const house = testHouse()
const numbers: string[] = []

beforeAll(async () => {
  numbers.push(...(await registerOfFive(house)))
})

describe('doctor', () => {
  test('finds nothing in an untouched register', async () => {
    const { findings, certificates, entries } = await checkCertificates(house.services.db, [
      house.services.ports.signer.publicJwk,
    ])
    expect([findings, certificates, entries]).toEqual([[], 5, 6])
  })

  const tamperings: Tamperings = {
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
      [
        'certificate.issue-gone',
        'certificate.numbers-differ',
        'certificate.numbers-missing',
        'certificate.print-gone',
        'certificate.status-place-differs',
        'log.entry-missing',
      ],
    ],
    'a certificate removed, its log entry left': [
      (number) => [
        sql`delete from certificate_pdf where number = ${number}`,
        sql`delete from certificate_credential where number = ${number}`,
        sql`delete from certificate_status where number = ${number}`,
        sql`delete from certificate_content where number = ${number}`,
        sql`delete from certificate where number = ${number}`,
      ],
      [
        'certificate.issue-gone',
        'certificate.numbers-differ',
        'certificate.numbers-missing',
        'certificate.print-gone',
        'certificate.status-place-differs',
        'log.entry-stray',
      ],
    ],
    'a content thrown away': [
      (number) => [sql`delete from certificate_content where number = ${number}`],
      ['certificate.content-missing', 'certificate.credential-wrong'],
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
    'a place in the status list taken away with the credentials that name it': [
      (number) => [
        sql`delete from certificate_credential where number = ${number}`,
        sql`delete from certificate_status where number = ${number}`,
      ],
      ['certificate.status-place-differs'],
    ],
    'a place in the status list exchanged': [
      (number) => [sql`update certificate_status set index = (index + 1) % 131072 where number = ${number}`],
      ['certificate.credential-wrong', 'certificate.status-place-differs'],
    ],
    'the office’s words on a revocation put differently': [
      () => [sql`update certificate_change set reason = '本人申请'`],
      ['certificate.change-differs'],
    ],
    'a revocation laid to somebody else': [
      () => [sql`update certificate_change set changed_by = gen_random_uuid()`],
      ['certificate.change-differs'],
    ],
    'a revocation dated back': [
      () => [sql`update certificate_change set at = at - interval '1 year'`],
      ['certificate.change-differs'],
    ],
    'a number left out where another series makes up for it': [
      () => [
        sql`update certificate_counter set next = next - 1`,
        sql`insert into certificate_counter (series, next) values ('XX', 2)`,
      ],
      ['certificate.numbers-missing'],
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

  findsEach(house, tamperings, () => numbers[0] as string)

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
    const found = await foundAfter(house, (tx) =>
      sql`delete from event where name = 'certificates.certificatesIssued'`.execute(tx),
    )
    expect(found).toEqual(['certificate.issue-untold'])
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

  test('finds a key put among those that are published, before anything is signed with it', async () => {
    const found = await house.database.rolledBack(async (tx) => {
      await sql`insert into certificate_key (key_id, public_jwk, first_used_at)
        values ('x', '{"kty":"OKP","crv":"Ed25519","x":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}', now())`.execute(
        tx,
      )
      const { findings } = await checkCertificates(tx as never, [house.services.ports.signer.publicJwk])
      return findings.map((one) => [one.code, one.subject])
    })
    expect(found).toEqual([['log.key-unknown', 'x']])
  })

  test('finds a register signed anew with another key', async () => {
    const { findings } = await checkCertificates(house.services.db, [
      { kty: 'OKP', crv: 'Ed25519', x: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' },
    ])
    expect(findings.map((one) => one.code)).toEqual(['log.key-unknown'])
  })
})
