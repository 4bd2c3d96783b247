import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testHouse } from '../../../test/house.ts'
import { freePort, testSmtp } from '../../../test/smtp-server.ts'
import { eventsOf, officeOf } from '../../../test/setting.ts'
import { systemActor } from '../../access/index.ts'
import { newId } from '../../kernel/id.ts'
import { ok, refuse } from '../../kernel/result.ts'
import { outboxPost } from '../../platform/adapters/quiet-post.ts'
import { smtpMailer } from '../../platform/adapters/smtp-mailer.ts'
import { command } from '../../platform/perform.ts'
import { type Addressee, notify } from './index.ts'

const smtp = testSmtp(await freePort())
const mailer = smtpMailer({ url: smtp.url, from: '知新 <noreply@zhixin.test>' })
// A clock behind the queue's: every pause before another try is over at once.
const house = testHouse({ now: new Date('2026-03-02T02:00:00Z'), post: { mailer, sms: outboxPost } })

const wang = (address: string, language: 'zh' | 'en' = 'zh'): Addressee => ({
  channel: 'email',
  address,
  language,
  recipient: { kind: 'account', id: newId() },
})

/** Tells somebody a link inside a unit of work that may yet be refused. */
const tell = async (
  to: Addressee,
  more: { because?: string; link?: string; refused?: boolean; until?: Date } = {},
): Promise<void> => {
  const telling = command({
    name: 'test.tell',
    action: 'delivery.manage',
    load: async () => ({ owners: {} }),
    async run(unit, _input: object) {
      await notify(unit, {
        template: 'password-reset-link',
        fill: { link: more.link ?? 'https://zhixin.test/r#1', minutes: '30' },
        to,
        about: { kind: 'account', id: to.recipient.id },
        because: more.because ?? newId(),
        ...(more.until ? { until: more.until } : {}),
      })
      return more.refused ? refuse('state.conflict') : ok({})
    },
  })
  await house.services.perform(telling, {}, { actor: systemActor, requestId: newId() })
}

const recordOf = async (recipient: string) => {
  const { rows } = await sql<{
    state: string
    reason: string
    tries: number
    replyCode: number | null
    content: Buffer | null
    hint: string
  }>`select state, reason, tries, reply_code, content, hint from delivery where recipient_id = ${recipient} order by id`.execute(
    house.services.db,
  )
  return rows
}

const settled = async (to: Addressee) => {
  await house.drain()
  return recordOf(to.recipient.id)
}
const arrivedAt = (address: string) => smtp.arrived.filter((one) => one.to.includes(address))

describe('a message by e-mail', () => {
  beforeAll(() => smtp.start())

  test('leaves once for one reason, in a real conversation, with a Chinese subject', async () => {
    const to = wang('wang@example.test')
    const because = newId()
    await tell(to, { because })
    await tell(to, { because })
    expect(await settled(to)).toMatchObject([
      { state: 'sent', tries: 1, content: null, hint: 'w***@example.test' },
    ])
    const [mail, second] = arrivedAt('wang@example.test')
    expect(second).toBeUndefined()
    expect(decodedSubject(mail?.raw)).toBe('重新设置密码')
    expect(mail?.raw).toContain('Auto-Submitted: auto-generated')
    expect(decodedBody(mail?.raw)).toContain('https://zhixin.test/r#1')
    expect(decodedBody(mail?.raw)).toContain('请勿回复')
  })

  test('is written in the language of its reader', async () => {
    const to = wang('smith@example.test', 'en')
    await tell(to)
    await settled(to)
    const [mail] = arrivedAt('smith@example.test')
    expect(decodedSubject(mail?.raw)).toBe('Set a new password')
    expect(mail?.raw).toContain('Content-Language: en')
    expect(decodedBody(mail?.raw)).not.toMatch(/\p{Script=Han}/u)
  })

  test('does not leave when the change it tells of is refused', async () => {
    const to = wang('nobody@example.test')
    await tell(to, { refused: true })
    expect(await settled(to)).toEqual([])
    expect(arrivedAt('nobody@example.test')).toEqual([])
  })

  test('is tried again after a refusal for now', async () => {
    const to = wang('busy@example.test')
    smtp.answer(450, 421)
    await tell(to)
    expect(await settled(to)).toMatchObject([{ state: 'sent', tries: 3, reason: '' }])
    expect(arrivedAt('busy@example.test')).toHaveLength(1)
  })

  test('is given up after a final refusal, with the server’s number for it', async () => {
    const to = wang('gone@example.test')
    smtp.answer(550)
    await tell(to)
    expect(await settled(to)).toMatchObject([
      { state: 'failed', reason: 'refused', replyCode: 550, tries: 1, content: null },
    ])
  })

  test('is given up after nine tries', async () => {
    const to = wang('always-busy@example.test')
    smtp.answer(...Array.from({ length: 9 }, () => 451))
    await tell(to)
    expect(await settled(to)).toMatchObject([{ state: 'failed', reason: 'not-now', tries: 9 }])
  })

  test('is not sent once it is of no use any more', async () => {
    const to = wang('late@example.test')
    await tell(to, { until: new Date('2026-03-02T01:00:00Z') })
    expect(await settled(to)).toMatchObject([{ state: 'failed', reason: 'expired', tries: 0 }])
  })

  test.each([
    'a@example.test\r\nBcc: b@example.test',
    'a@example.test, b@example.test',
    '<a@example.test>',
    'a b',
  ])('to %j is refused and stands on record without having been tried', async (address) => {
    const to = wang(address)
    const before = smtp.arrived.length
    await tell(to)
    expect(await settled(to)).toMatchObject([{ state: 'failed', reason: 'malformed', tries: 0, hint: '' }])
    expect(smtp.arrived).toHaveLength(before)
  })

  test('keeps address and content sealed while it waits', async () => {
    const to = wang('sealed@example.test')
    smtp.answer(550)
    await tell(to)
    const { rows } = await sql<{
      row: string
    }>`select delivery::text as row from delivery where recipient_id = ${to.recipient.id}`.execute(
      house.services.db,
    )
    expect(rows).toHaveLength(1)
    expect(rows[0]?.row).not.toContain('sealed@')
    const jobs = await sql<{ text: string }>`select data::text as text from pgboss.job`.execute(
      house.services.db,
    )
    expect(jobs.rows.map((row) => row.text).join()).not.toContain('sealed@')
    await settled(to)
  })
})

describe('a message kept in the outbox', () => {
  test('is read by the office alone, on record, and can be sent again', async () => {
    const to: Addressee = { ...wang('13800138000'), channel: 'sms' }
    await tell(to)
    expect(await settled(to)).toMatchObject([{ state: 'kept', hint: '138****00' }])
    const { office } = await officeOf(house)
    const listed = await office.call('GET', '/api/v1/office/deliveries?state=kept')
    expect(listed.body.items).toMatchObject([{ channel: 'sms', readable: true, again: true }])
    const url = `/api/v1/office/deliveries/${listed.body.items[0].id}`
    const opened = await office.call('POST', `${url}/open`, {})
    expect(opened.body).toMatchObject({ to: '13800138000', subject: '' })
    expect(opened.body.text).toContain('https://zhixin.test/r#1')
    expect(await eventsOf(house, listed.body.items[0].id)).toEqual(['notifications.messageOpened'])
    expect((await office.call('POST', `${url}/try-again`, {})).status).toBe(204)
    expect(await settled(to)).toMatchObject([{ state: 'kept', tries: 2 }])
  })
})

describe('a mail server that is down', () => {
  beforeEach(() => smtp.stop())

  test('keeps nobody from working, and gets the message when it is back', async () => {
    const to = wang('patient@example.test')
    const real = house.now
    // The first pause is five seconds of the queue's own clock.
    house.now = new Date()
    await tell(to)
    await house.drain()
    expect(await recordOf(to.recipient.id)).toMatchObject([
      { state: 'queued', reason: 'unreachable', tries: 1 },
    ])
    await smtp.start()
    await expect
      .poll(async () => (await recordOf(to.recipient.id))[0]?.state, { timeout: 20_000, interval: 200 })
      .toBe('sent')
    expect(arrivedAt('patient@example.test')).toHaveLength(1)
    house.now = real
  })
})

const headerOf = (raw: string | undefined, name: string): string =>
  (raw ?? '')
    .split('\r\n\r\n')[0]
    ?.replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
    .find((line) => line.startsWith(`${name}: `))
    ?.slice(name.length + 2) ?? ''

/** A subject of encoded words, as a mail program shows it. */
const decodedSubject = (raw: string | undefined): string =>
  headerOf(raw, 'Subject')
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_all, kind: string, text: string) =>
      kind.toUpperCase() === 'B'
        ? Buffer.from(text, 'base64').toString('utf8')
        : quoted(text.replaceAll('_', ' ')),
    )

const quoted = (text: string): string =>
  Buffer.from(
    text
      .replace(/=\r\n/g, '')
      .replace(/=([0-9A-F]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8')

const decodedBody = (raw: string | undefined): string => {
  const body = (raw ?? '').split('\r\n\r\n').slice(1).join('\r\n\r\n')
  const encoding = headerOf(raw, 'Content-Transfer-Encoding')
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8')
  return encoding === 'quoted-printable' ? quoted(body) : body
}
