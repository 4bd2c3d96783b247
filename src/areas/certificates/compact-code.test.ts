import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RawBuilder, sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { systemActor } from '../../access/index.ts'
import { utf8 } from '../../verify/bytes.ts'
import { verifyFile } from '../../verify/verify-file.ts'
import { compactCode } from './app/compact-code.ts'
import type { CertificateContent } from './domain/content.ts'
import { checkCertificates } from './index.ts'
import { certificateOf, eventually } from './certificate-fixtures.ts'

const house = testHouse()
let made: Awaited<ReturnType<typeof certificateOf>>
let content: CertificateContent
let code = ''

const by = { actor: systemActor, requestId: 'test' }
const codeFor = async (one: CertificateContent): Promise<string> => {
  const reply = await house.services.perform(compactCode, { content: one }, by)
  if (!reply.ok) throw new Error(reply.code)
  return reply.value
}
const check = (text: string, keys = [house.services.ports.signer.publicJwk]) =>
  verifyFile(utf8(text), { keys, on: '2026-11-30' })

/** What somebody does who owns the database and switches its guards off. */
const byHand = (change: RawBuilder<unknown>) =>
  house.services.db.transaction().execute(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx)
    await change.execute(tx)
  })

/** Draws PDFs and reads codes off the picture, on machines that have both. */
const hasCamera = ['pdftoppm', 'zbarimg'].every(
  (program) => spawnSync(program, ['--help']).error === undefined,
)
const readOff = (pdf: Uint8Array): string => {
  const folder = mkdtempSync(join(tmpdir(), 'zhixin-code-'))
  try {
    writeFileSync(join(folder, 'page.pdf'), pdf)
    spawnSync('pdftoppm', ['-png', '-r', '200', join(folder, 'page.pdf'), join(folder, 'page')])
    const page = ['page-1.png'].map((name) => join(folder, name))
    return spawnSync('zbarimg', ['--quiet', '--raw', ...page], { encoding: 'utf8' }).stdout.trim()
  } finally {
    rmSync(folder, { recursive: true })
  }
}

beforeAll(async () => {
  made = await certificateOf(house)
  await house.drain()
  const { rows } = await sql<{ content: string }>`
    select content from certificate_content where number = ${made.number}`.execute(house.services.db)
  content = JSON.parse(rows[0]?.content ?? '') as CertificateContent
  code = await codeFor(content)
})

describe('the QR code of a certificate', () => {
  test('proves what it says without a network, and says that nobody was asked for the status', async () => {
    const found = await check(code)
    expect(found).toMatchObject({ verdict: 'valid', form: 'qr', reasons: [] })
    expect(found.content).toMatchObject({
      number: made.number,
      holder: '欧阳慕容思远',
      hours: content.hours.classHours,
      issuedOn: content.issuedOn,
    })
    expect(found.notes.map((note) => note.code)).toEqual([
      'qr.address-unsigned',
      'log.not-in-form',
      'status.not-checked',
    ])
  })

  test('names the address it would open, which is anybody’s to write', async () => {
    const elsewhere = await check(code.replace('zhixin.test', 'zhixin.example.org:8443'))
    expect([elsewhere.verdict, elsewhere.notes[0]]).toEqual([
      'valid',
      { code: 'qr.address-unsigned', params: { address: 'zhixin.example.org:8443' } },
    ])
    for (const host of ['zhixin\u0001.test', 'zhixin.test:99999', '[::1'])
      expect(await check(code.replace('zhixin.test', host)), host).toMatchObject({
        verdict: 'invalid',
        reasons: ['qr.malformed'],
      })
  })

  test('is kept as it was first made, and short enough to be read from paper', async () => {
    expect(await codeFor(content)).toBe(code)
    expect(Buffer.byteLength(code)).toBeLessThanOrEqual(450)
    expect(code.startsWith(`http://zhixin.test/verify/${made.number}?token=`)).toBe(true)
  })

  test.skipIf(!hasCamera)(
    'is read off the printed page by a reader of others, and proves what it says',
    async () => {
      let pdf = new Uint8Array()
      await eventually(async () => {
        const reply = await made.school.office.call('GET', `/api/v1/certificates/${made.number}.pdf`)
        expect(reply.status).toBe(200)
        pdf = new Uint8Array(reply.raw)
      })
      const read = readOff(pdf)
      expect(read).toBe(code)
      expect(await check(read)).toMatchObject({ verdict: 'valid', reasons: [] })
    },
  )

  test('proves nothing once a single character of number, statement or signature is another', async () => {
    const [address = '', statement = ''] = code.split('#')
    const parts = statement.split('.')
    const swapped = (text: string, at: number) =>
      text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1)
    const other = address.replace(made.number, swapped(made.number, made.number.length - 2))
    const changed = [
      `${other}#${statement}`,
      ...[4, 20].map(
        (at) => `${address}#${['1', parts[1], swapped(parts[2] ?? '', at), parts[3]].join('.')}`,
      ),
      `${address}#${['1', parts[1], parts[2], swapped(parts[3] ?? '', 9)].join('.')}`,
    ]
    for (const text of changed) expect(await check(text), text).toMatchObject({ verdict: 'invalid' })
    const unknown = `${address}#${['1', swapped(parts[1] ?? '', 0), parts[2], parts[3]].join('.')}`
    expect(await check(unknown)).toMatchObject({ verdict: 'cannot-check', reasons: ['key.unknown'] })
    expect(await check(code, [])).toMatchObject({ verdict: 'cannot-check', reasons: ['key.unknown'] })
    // A code of another system is nobody's certificate.
    expect(await check('https://example.org/verify/1')).toMatchObject({ verdict: 'cannot-check' })
    expect(await check(`${address}#1.x`)).toMatchObject({ verdict: 'invalid', reasons: ['qr.malformed'] })
  })

  test('cuts a title that is too long, and no other word', async () => {
    const title = { zh: '专业技术人员知识更新工程信息领域'.repeat(12), en: '' }
    const next = await certificateOf(house, '欧阳慕容思远远')
    const long = { ...content, number: next.number, type: 'pass', course: { code: 'X', version: 1, title } }
    // Drawing makes the code as well: only once it has is there one to be made anew.
    await eventually(async () =>
      expect(
        (
          await house.services.db.executeQuery(
            sql`select from certificate_pdf where number = ${next.number}`.compile(house.services.db),
          )
        ).rows,
      ).toHaveLength(1),
    )
    await byHand(sql`delete from certificate_credential where number = ${next.number}`)
    const cut = await codeFor({
      ...long,
      verification: { url: `http://zhixin.test/verify/${next.number}` },
    } as CertificateContent)
    const found = await check(cut)
    expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(450)
    expect(found).toMatchObject({ verdict: 'valid', content: { holder: content.holder.name } })
    const printed = String(found.content?.['title'])
    expect(printed.endsWith('…') && title.zh.startsWith(printed.slice(0, -1))).toBe(true)
  })

  test('that was changed in the register is found by doctor', async () => {
    await eventually(async () => {
      const { rows } = await sql`select from certificate_credential where form = 'compact'`.execute(
        house.services.db,
      )
      expect(rows.length).toBeGreaterThan(1)
    })
    const wrong = async () =>
      (await checkCertificates(house.services.db)).findings.filter(
        ({ subject, params }) => subject === made.number && params['form'] === 'compact',
      )
    expect(await wrong()).toEqual([])
    await byHand(
      sql`update certificate_credential set credential = replace(credential, '#1.', '#1.A') where number = ${made.number}`,
    )
    expect(await wrong()).toMatchObject([{ code: 'certificate.credential-wrong' }])
  })
})
