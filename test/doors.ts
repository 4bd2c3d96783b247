import { sql } from 'kysely'
import { TOTP } from 'otpauth'
import { hashPassword } from '../src/areas/accounts/app/password-hash.ts'
import { insertAccount } from '../src/areas/accounts/store/accounts.ts'
import { insertRole } from '../src/areas/accounts/store/roles.ts'
import { newId } from '../src/kernel/id.ts'
import type { TestHouse } from './house.ts'

export const doorPassword = '一个足够长的口令-2026'

interface Reply {
  readonly status: number
  // oxlint-disable-next-line typescript/no-explicit-any -- replies are asserted field by field; their types are the contracts’ own tests
  readonly body: any
  readonly cookies: Record<string, string>
}

/** A browser that keeps its cookies and echoes its session's token, as pages do. */
export interface Browsing {
  readonly cookies: Record<string, string>
  send(method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, body?: object): Promise<Reply>
  signIn(signIn: string, more?: { totp?: string; password?: string }): Promise<Reply>
}

export const browsing = (
  house: TestHouse,
  cookies: Record<string, string> = {},
  address = '127.0.0.1',
): Browsing => {
  const kept = { ...cookies }
  const held = { csrf: '' }
  const send: Browsing['send'] = async (method, url, body) => {
    const reply = await house.app.inject({
      method,
      url,
      remoteAddress: address,
      cookies: kept,
      headers: { 'x-csrf-token': held.csrf },
      ...(body ? { payload: body } : {}),
    })
    const set = Object.fromEntries(reply.cookies.map((one) => [one.name, one.value]))
    Object.assign(kept, set)
    const parsed = reply.body && /json/.test(String(reply.headers['content-type'])) ? reply.json() : undefined
    if (typeof parsed?.csrf === 'string') held.csrf = parsed.csrf
    return { status: reply.statusCode, body: parsed, cookies: set }
  }
  return {
    cookies: kept,
    send,
    signIn: (signIn, more = {}) =>
      send('POST', '/api/v1/sessions', { signIn, password: doorPassword, ...more }),
  }
}

const hashes: { kept?: Promise<string> } = {}
/** One hash for all: what takes time is not what these tests are about. */
const doorHash = (): Promise<string> => {
  hashes.kept ??= hashPassword(doorPassword)
  return hashes.kept
}

/** The digits of the latest message to a phone, once it is there. */
export const textedCode = async (house: TestHouse, phone: string): Promise<string> => {
  await house.drain()
  const latest = house.posted.filter(({ to }) => to === phone).at(-1)
  return (latest && /\d{6}/.exec(latest.text)?.[0]) ?? ''
}

/** Registers somebody alone, as a browser does: asks for the code, reads the phone, and sends the rest with it. */
export const registering = async <T extends { readonly phone: string }>(
  house: TestHouse,
  typed: T,
): Promise<Reply> => {
  const browser = browsing(house)
  const asked = await browser.send('POST', '/api/v1/sent-codes', { purpose: 'register', signIn: typed.phone })
  const code = await textedCode(house, typed.phone)
  const { codeId } = asked.body
  return browser.send('POST', '/api/v1/people', { ...typed, code, ...(asked.body.sent ? { codeId } : {}) })
}

/** An account with `doorPassword`, and the office role if told. */
export const openDoor = async (
  house: TestHouse,
  name: string,
  more: { office?: boolean; phone?: string } = {},
): Promise<string> => {
  const id = newId()
  const passwordHash = await doorHash()
  await house.services.db.transaction().execute(async (tx) => {
    const names = [
      { name, kind: name.includes('@') ? ('email' as const) : ('username' as const) },
      ...(more.phone ? [{ name: more.phone, kind: 'phone' as const }] : []),
    ]
    await insertAccount(tx, { id, displayName: '甲', personId: null, names, passwordHash }, house.now)
    if (!more.office) return
    const organisationId = newId()
    await sql`insert into organisation (id, kind, name, created_at) values (${organisationId}, 'office', ${name}, now())`.execute(
      tx,
    )
    await insertRole(tx, {
      id: newId(),
      accountId: id,
      role: 'office',
      organisationId,
      from: '2000-01-01',
      to: null,
      grantedBy: null,
    })
  })
  return id
}

/** What an authenticator app shows; `ahead` steps of 30 seconds from now. */
export const codeOf = (house: TestHouse, secret: string, ahead = 0): string =>
  new TOTP({ secret }).generate({ timestamp: house.now.getTime() + ahead * 30_000 })

/** Sets a second factor up for who is signed in here. */
export const enrol = async (
  house: TestHouse,
  browser: Browsing,
): Promise<{ secret: string; recoveryCodes: string[] }> => {
  const begun = await browser.send('POST', '/api/v1/account/second-factor', { password: doorPassword })
  const confirmed = await browser.send('POST', '/api/v1/account/second-factor/confirm', {
    code: codeOf(house, begun.body.secret),
  })
  if (confirmed.status !== 200) throw new Error(`enrolling was refused: ${JSON.stringify(confirmed.body)}`)
  return { secret: begun.body.secret, recoveryCodes: confirmed.body.recoveryCodes }
}

export const eventsOf = async (
  house: TestHouse,
  subject: string,
): Promise<{ name: string; actor: string | null; data: Record<string, unknown> }[]> =>
  (
    await sql<{
      name: string
      actor: string | null
      data: Record<string, unknown>
    }>`select name, actor_account as actor, data from event where subject_id = ${subject} order by id`.execute(
      house.services.db,
    )
  ).rows
