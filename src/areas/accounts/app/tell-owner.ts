import { dayInZone, timeInZone } from '../../../kernel/calendar.ts'
import type { Unit } from '../../../platform/perform.ts'
import { notify } from '../../notifications/index.ts'
import { wayOf } from '../domain/sent-code.ts'
import { namesOfAccount } from '../store/accounts.ts'

/**
 * Tells the owner that their account is less guarded, or guarded by something new, wherever it can be written to: whoever did
 * it may hold one of its addresses, and hardly all.
 */
export const tellOwner = async (
  unit: Unit,
  template: 'password-was-reset' | 'second-factor-off',
  accountId: string,
  because: string,
): Promise<void> => {
  const { now, ports } = unit
  const fill = { day: dayInZone(now, ports.zone), time: timeInZone(now, ports.zone) }
  for (const { name, kind, language } of await namesOfAccount(unit.tx, accountId)) {
    if (kind === 'username') continue
    await notify(unit, {
      template,
      fill,
      to: { channel: wayOf(kind), address: name, language, recipient: { kind: 'account', id: accountId } },
      about: { kind: 'account', id: accountId },
      because,
    })
  }
}
