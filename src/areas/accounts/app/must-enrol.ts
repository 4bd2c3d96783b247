import { needsSecondFactor } from '../../../access/index.ts'
import { dayInZone } from '../../../kernel/calendar.ts'
import type { Services } from '../../../platform/services.ts'
import type { LiveSession } from '../store/sessions.ts'

/** Whether one of these roles may not be acted in without a second factor today; never in a demonstration. */
export const factorNeededFor = (
  live: Pick<LiveSession, 'demonstration'>,
  roles: readonly { readonly role: string }[],
  { now, ports }: Pick<Services, 'now' | 'ports'>,
): boolean => !live.demonstration && needsSecondFactor(roles, dayInZone(now(), ports.zone))

/** Whether a role the account holds today may not be acted in without a second factor; never in a demonstration. */
export const factorRequired = (live: LiveSession, services: Pick<Services, 'now' | 'ports'>): boolean =>
  factorNeededFor(live, live.roles, services)

/** Whether a session may only set a second factor up: one is required, and it was opened without. */
export const mustEnrol = (live: LiveSession, services: Pick<Services, 'now' | 'ports'>): boolean =>
  !live.secondFactor && factorRequired(live, services)

/** Whether a key may be made for a role, or used in it: one that needs a second factor wants a key made with one. */
export const factorSuffices = (
  made: { readonly role: string; readonly secondFactor: boolean; readonly demonstration: boolean },
  today: string,
): boolean => made.secondFactor || made.demonstration || !needsSecondFactor([made], today)
