import { needsSecondFactor } from '../../../access/index.ts'
import { dayInZone } from '../../../kernel/calendar.ts'
import type { Services } from '../../../platform/services.ts'
import type { LiveSession } from '../store/sessions.ts'

/** Whether a role the account holds today may not be acted in without a second factor; never in a demonstration. */
export const factorRequired = (live: LiveSession, { now, ports }: Pick<Services, 'now' | 'ports'>): boolean =>
  !live.demonstration && needsSecondFactor(live.roles, dayInZone(now(), ports.zone))

/** Whether a session may only set a second factor up: one is required, and it was opened without. */
export const mustEnrol = (live: LiveSession, services: Pick<Services, 'now' | 'ports'>): boolean =>
  !live.secondFactor && factorRequired(live, services)
