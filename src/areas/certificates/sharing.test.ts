import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Client, testHouse } from '../../../test/house.ts'
import { eventsOf } from '../../../test/setting.ts'
import { expectStatus } from '../training/training-fixtures.ts'
import { certificateOf } from './certificate-fixtures.ts'

const house = testHouse()
let made: Awaited<ReturnType<typeof certificateOf>>
let holder: Client
let stranger: Client

const links = '/api/v1/share-links'
const share = async (body: object): Promise<{ shareId: string; token: string }> => {
  const reply = await holder.call('POST', links, { number: made.number, days: 7, note: '应聘', ...body })
  expectStatus(reply, 201)
  return { shareId: reply.body.shareId, token: String(reply.body.address).split('/').at(-1) ?? '' }
}
const open = (token: string) => house.anonymous().call('GET', `/api/v1/shared/${token}`)
const page = (token: string) =>
  house.anonymous().call('GET', `/shared/${token}`, undefined, { accept: 'text/html' })

beforeAll(async () => {
  made = await certificateOf(house)
  holder = await house.client([], made.personId)
  stranger = await house.client([], (await certificateOf(house, '路人甲')).personId)
})

describe('a link by which a holder shows a certificate', () => {
  test('shows what was chosen, and nothing beside it', async () => {
    const { token } = await share({})
    const shown = await open(token)
    expect([shown.status, shown.body.what]).toEqual([200, 'certificate'])
    expect(shown.body.certificates).toMatchObject([
      { number: made.number, status: 'valid', holder: '欧阳慕容思远', hours: '8' },
    ])
    expect(Object.keys(shown.body.certificates[0]).sort()).toEqual(
      [
        'grade',
        'gradeWord',
        'holder',
        'hours',
        'issuedOn',
        'issuer',
        'issuerEn',
        'number',
        'status',
        'title',
        'titleEn',
        'type',
      ].sort(),
    )
    const drawn = await page(token)
    expect([drawn.status, drawn.headers['referrer-policy'], drawn.headers['x-robots-tag']]).toEqual([
      200,
      'no-referrer',
      'noindex',
    ])
    expect(drawn.headers['cache-control']).toBe('no-store')
    expect(drawn.raw.toString()).toContain('欧阳慕容思远')
    const all = await open((await share({ number: null })).token)
    expect([all.body.what, all.body.certificates.length]).toEqual(['record', 1])
  })

  test('is 128 random bits, kept as a hash alone', async () => {
    const { shareId, token } = await share({})
    expect(Buffer.from(token, 'base64url').length).toBe(16)
    const { rows } = await sql<{
      row: string
    }>`select row_to_json(s)::text as row from share_link s where id = ${shareId}`.execute(house.services.db)
    expect(rows[0]?.row).not.toContain(token)
    expect(rows[0]?.row).not.toContain(Buffer.from(token, 'base64url').toString('hex'))
  })

  test('ends on its day, or when it is withdrawn: then it is as one that never was', async () => {
    const [short, withdrawn] = [await share({ days: 1 }), await share({})]
    expect((await holder.call('DELETE', `${links}/${withdrawn.shareId}`)).status).toBe(204)
    const before = house.now
    house.now = new Date(before.getTime() + 86_400_000)
    const gone = [await open(short.token), await open(withdrawn.token), await open('A'.repeat(22))]
    house.now = before
    expect(gone.map(({ status, body }) => [status, { ...body, requestId: '', instance: '' }])).toEqual(
      Array.from({ length: 3 }, () => [404, { ...gone[0]?.body, requestId: '', instance: '' }]),
    )
    expect((await page(withdrawn.token)).status).toBe(404)
    expect((await holder.call('DELETE', `${links}/${withdrawn.shareId}`)).status).toBe(204)
  })

  test('tells its holder when it was opened, a reloaded page once, and nobody else', async () => {
    const { shareId, token } = await share({ note: '给人事科' })
    await open(token)
    await open(token)
    const before = house.now
    house.now = new Date(before.getTime() + 120_000)
    await page(token)
    const read = await holder.call('GET', links)
    const one = read.body.items.find((item: { id: string }) => item.id === shareId)
    expect(one).toMatchObject({
      note: '给人事科',
      state: 'open',
      openings: 2,
      lastOpenedAt: house.now.toISOString(),
    })
    house.now = before
    expect((await stranger.call('GET', links)).body.items).toEqual([])
    expect((await made.school.office.call('GET', links)).status).toBe(403)
    expect(await eventsOf(house, made.personId)).toEqual(
      expect.arrayContaining([
        'certificates.shareMade',
        'certificates.shareOpened',
        'certificates.shareRevoked',
      ]),
    )
  })

  test('is made and withdrawn by the holder alone', async () => {
    const { shareId } = await share({})
    const body = { number: made.number, days: 7, note: '' }
    for (const other of [stranger, made.school.office, made.school.institution])
      expect((await other.call('POST', links, body)).status).toBe(404)
    expect((await stranger.call('DELETE', `${links}/${shareId}`)).status).toBe(404)
    expect((await holder.call('POST', links, { ...body, days: 400 })).status).toBe(400)
    expect((await house.anonymous().call('POST', links, body)).status).toBe(401)
  })

  test('tells of a revocation since', async () => {
    const one = await certificateOf(house, '陈一')
    const mine = await house.client([], one.personId)
    const reply = await mine.call('POST', links, { number: one.number, days: 7, note: '' })
    const token = String(reply.body.address).split('/').at(-1) ?? ''
    const revoke = { cause: 'issued-in-error', confirm: one.number, reason: '误发' }
    expectStatus(
      await one.school.office.call('POST', `/api/v1/certificates/${one.number}/revoke`, revoke),
      200,
    )
    expect((await open(token)).body.certificates).toMatchObject([{ status: 'revoked' }])
  })
})
