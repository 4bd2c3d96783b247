import type { Role } from '../kernel/roles.ts'

/**
 * Roles nobody acts in without a second factor, from a day on. A role is added here, dated, and nowhere else; a
 * demonstration offers the second factor and does not ask for it.
 */
export const secondFactorRoles: readonly { readonly role: Role; readonly from: string }[] = [
  { role: 'office', from: '2026-01-01' },
]

/** Whether somebody holding these roles needs a second factor on that day (`YYYY-MM-DD`). */
export const needsSecondFactor = (roles: readonly { readonly role: string }[], today: string): boolean =>
  secondFactorRoles.some(({ role, from }) => from <= today && roles.some((held) => held.role === role))
