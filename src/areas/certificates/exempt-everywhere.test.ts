import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { systemActor } from '../../access/index.ts'
import { readTable } from '../../platform/sheet/read-table.ts'
import { utf8 } from '../../verify/bytes.ts'
import { factsOf } from '../../verify/page/facts.ts'
import type { JsonObject } from '../../verify/strict-json.ts'
import { verifyFile } from '../../verify/verify-file.ts'
import { closed, closingWorld, type ClosingWorld, studied, yearAfter } from '../ledger/closing-fixtures.ts'
import { employerWith, expectStatus } from '../training/training-fixtures.ts'
import { compactCode } from './app/compact-code.ts'
import type { CertificateContent } from './domain/content.ts'
import { checkCertificates } from './index.ts'

interface Issued {
  readonly number: string
  readonly personId: string
  readonly holder: string
  readonly exempt?: 'full'
}

const house = testHouse()
let world: ClosingWorld
/** Of somebody who studied, and of somebody wholly exempt. */
let [hours, exempt]: Issued[] = []

beforeAll(async () => {
  world = await closingWorld(house, ['甲一一', '乙二二'])
  const { office, programmeId } = world.school
  house.now = new Date('2026-12-20T02:00:00Z')
  const [first, second] = world.people.map(({ personId }) => personId)
  await studied(house, { personId: first ?? '', programmeId }, 60, '2026-06-01')
  const granted = { programmeId, from: '2026-01-01', to: '2026-12-31', extent: 'full', reason: '产假' }
  expectStatus(await office.call('POST', `/api/v1/people/${second}/exemptions`, granted), 201)
  house.now = yearAfter
  await closed(house, world)
  const listed = await office.call('GET', '/api/v1/certificates?type=annual-validation')
  ;[hours, exempt] = [first, second].map((person) =>
    (listed.body.items as Issued[]).find(({ personId }) => personId === person),
  ) as Issued[]
}, 120_000)

const contentOf = async (number: string): Promise<CertificateContent> => {
  const { rows } = await sql<{ content: string }>`
    select content from certificate_content where number = ${number}`.execute(house.services.db)
  return JSON.parse(rows[0]?.content ?? '') as CertificateContent
}

test('the register and the certificate say who was exempt', async () => {
  expect([hours?.exempt, exempt?.exempt]).toEqual([undefined, 'full'])
  const read = async (one: Issued | undefined) =>
    (await world.school.office.call('GET', `/api/v1/certificates/${one?.number}`)).body.content.exempt
  expect([await read(hours), await read(exempt)]).toEqual([undefined, 'full'])
})

test('a shared link says exempt and no hours', async () => {
  const holder = await house.client([], exempt?.personId)
  const made = await holder.call('POST', '/api/v1/share-links', { number: exempt?.number, days: 7, note: '' })
  const token = String(made.body.address).split('/').at(-1) ?? ''
  const shown = await house.anonymous().call('GET', `/api/v1/shared/${token}`)
  expect(shown.body.certificates).toMatchObject([{ number: exempt?.number, exempt: 'full' }])
  for (const [language, words] of [
    ['zh', '经批准全部免除'],
    ['en', 'Exempt from all of it'],
  ]) {
    const path = `/shared/${token}?lang=${language}`
    const page = await house.anonymous().call('GET', path, undefined, { accept: 'text/html' })
    expect(page.raw.toString()).toContain(words)
    expect(page.raw.toString()).not.toMatch(/ (?:学时|class hours)</)
  }
})

test('a sheet says exempt in the column of the hours, of others their hours', async () => {
  const { employer } = await employerWith(house, [])
  const rows = ['证书编号,姓名', `${exempt?.number},乙二二`, `${hours?.number},甲一一`].join('\r\n')
  const begun = await employer.upload(
    '/api/v1/certificate-batches?purpose=%E6%8B%9B%E8%81%98',
    '名单.csv',
    Buffer.from(rows),
  )
  expectStatus(begun, 202)
  await house.drain()
  for (const [language, word] of [
    ['zh', '全部免除'],
    ['en', 'exempt'],
  ] as const) {
    const path = `/api/v1/certificate-batches/${begun.body.batchId}/results.xlsx?language=${language}`
    const file = (await employer.call('GET', path)).raw
    const told: unknown[] = []
    await readTable(new Uint8Array(file), {
      recognise: ({ cells }) => (cells.includes(language === 'zh' ? '学时' : 'Hours') ? cells : null),
      take: (read) => void told.push(...read.map(({ cells }) => cells[5])),
    })
    expect(told).toEqual([word, '76'])
  }
})

test('the QR code, the file and the badge tell a reader without a network the same', async () => {
  for (const [one, due] of [
    [exempt, 'full'],
    [hours, ''],
  ] as const) {
    const content = await contentOf(one?.number ?? '')
    const made = await house.services.perform(
      compactCode,
      { content },
      { actor: systemActor, requestId: 'test' },
    )
    const keys = [house.services.ports.signer.publicJwk]
    const code = await verifyFile(utf8(made.ok ? made.value : ''), { keys, on: '2027-02-01' })
    expect(code.verdict).toBe('valid')
    for (const stated of [code.content ?? {}, content as unknown as JsonObject]) {
      const facts = factsOf(stated, 'zh')
      expect([facts.exempt, facts.hours === '']).toEqual([due, due === 'full'])
    }
    const badge = await world.school.office.call('GET', `/api/v1/certificates/${one?.number}.vc`)
    expectStatus(badge, 200)
    const { credentialSubject } = JSON.parse(badge.raw.toString()) as { credentialSubject: object }
    expect('creditsEarned' in credentialSubject).toBe(due === '')
  }
  expect((await checkCertificates(house.services.db)).findings).toEqual([])
})
