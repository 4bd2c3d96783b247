import { systemActor } from '../../../access/index.ts'
import { ok } from '../../../kernel/result.ts'
import { command, type Unit } from '../../../platform/perform.ts'
import type { Services } from '../../../platform/services.ts'
import { type Addressee, notify } from '../../notifications/index.ts'
import { goodForSeconds, wayOf } from '../domain/sent-code.ts'
import { signInName } from '../domain/sign-in-name.ts'
import { findAccountNamed, namesOfAccount } from '../store/accounts.ts'
import { lockRequest, saveCode } from '../store/sent-codes.ts'
import { codeHash, linkHash, linkToken, newCode, newLinkSecret } from './sent-secret.ts'

/** Finds out whose the name is, and sends the code or the link there. Done a second time it finds the hash, and sends none. */
const sendAsked = command({
  name: 'accounts.sendCode',
  action: 'code.send',
  async load(unit, { id }: { id: string }) {
    const asked = await lockRequest(unit.tx, id)
    return asked ? { owners: {}, asked } : undefined
  },
  async run(unit, _input, { asked }) {
    const { id, purpose, expiresAt } = asked
    if (asked.hash !== null || !expiresAt || expiresAt <= unit.now) return ok({})
    const parsed = signInName(unit.ports.vault.open(asked.name))
    if (!parsed.ok) return ok({})
    if (purpose === 'register') return sendToRegistrant(unit, asked, parsed.value.name, expiresAt)
    const account = await findAccountNamed(unit.tx, parsed.value.name)
    if (!account) return ok({})
    const way = wayOf(parsed.value.kind)
    const to = await addressesFor(unit, parsed.value, account)
    if (to.length === 0) return ok({})
    const { vault } = unit.ports
    if (way === 'sms') {
      const code = newCode()
      await saveCode(unit.tx, id, account.id, codeHash(vault, id, code))
      const template = purpose === 'sign-in' ? 'sign-in-code' : 'password-reset-code'
      await send(unit, { id, accountId: account.id, until: expiresAt, to }, { template, code })
    } else {
      const secret = newLinkSecret()
      await saveCode(unit.tx, id, account.id, linkHash(vault, id, secret))
      // After #: browsers send it to no server, so it is in no log on the way.
      const link = `${unit.ports.publicUrl}/app/reset-password#${linkToken(id, secret)}`
      await send(
        unit,
        { id, accountId: account.id, until: expiresAt, to },
        { template: 'password-reset-link', link },
      )
    }
    await unit.emit({
      name: 'accounts.codeSent',
      subject: { kind: 'account', id: account.id },
      data: { purpose, way },
    })
    return ok({})
  },
})

/** To whoever holds the phone, known or not: only there does anybody learn which. */
const sendToRegistrant = async (
  unit: Unit,
  { id, language }: { readonly id: string; readonly language: 'zh' | 'en' | null },
  phone: string,
  until: Date,
) => {
  const code = newCode()
  await saveCode(unit.tx, id, null, codeHash(unit.ports.vault, id, code))
  await notify(unit, {
    template: 'registration-code',
    fill: { code, minutes: String(goodForSeconds.sms / 60) },
    to: {
      channel: 'sms',
      address: phone,
      language: language ?? 'zh',
      recipient: { kind: 'registrant', id },
    },
    about: { kind: 'registration', id },
    because: id,
    until,
  })
  return ok({})
}

/** To the name asked for, if it is an address; the account of a user name is written to at the e-mail it signs in with. */
const addressesFor = async (
  unit: Unit,
  asked: { readonly name: string; readonly kind: 'username' | 'email' | 'phone' },
  { id, language }: { readonly id: string; readonly language: 'zh' | 'en' },
): Promise<Addressee[]> => {
  const recipient = { kind: 'account', id } as const
  if (asked.kind !== 'username')
    return [{ channel: wayOf(asked.kind), address: asked.name, language, recipient }]
  const names = await namesOfAccount(unit.tx, id)
  return names
    .filter(({ kind }) => kind === 'email')
    .map(({ name }) => ({ channel: 'email', address: name, language, recipient }))
}

const send = async (
  unit: Unit,
  sending: { id: string; accountId: string; until: Date; to: readonly Addressee[] },
  what:
    | { template: 'sign-in-code' | 'password-reset-code'; code: string }
    | { template: 'password-reset-link'; link: string },
): Promise<void> => {
  const { id, accountId, until } = sending
  for (const to of sending.to) {
    const minutes = String(goodForSeconds[to.channel] / 60)
    const rest = { to, about: { kind: 'account', id: accountId }, because: id, until }
    await (what.template === 'password-reset-link'
      ? notify(unit, { ...rest, template: what.template, fill: { link: what.link, minutes } })
      : notify(unit, { ...rest, template: what.template, fill: { code: what.code, minutes } }))
  }
}

/** A request overtaken by a later one is gone, and that is no fault. */
export const sendCode = async (services: Services, { id }: { id: string }): Promise<void> => {
  const sent = await services.perform(sendAsked, { id }, { actor: systemActor, requestId: id })
  if (!sent.ok && sent.code !== 'not-found') throw new Error(`sending a code was refused: ${sent.code}`)
}
