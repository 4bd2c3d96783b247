import type { Role } from '../kernel/roles.ts'

/** `any`: whatever the thing; `own`: only where the actor's organisation (or person) is among the thing's owners of that role. */
export interface Grant {
  readonly to: Role | 'signed-in' | 'anyone'
  readonly over: 'any' | 'own'
}

/**
 * Who may do one action. Deny by default. `knownBy` names the action whose holders may know that the thing exists:
 * they get 403 where others get the 404 of a missing thing.
 */
export interface Policy {
  readonly grants: readonly Grant[]
  readonly knownBy?: string
}

export const any = (...to: Grant['to'][]): Grant[] => to.map((role) => ({ to: role, over: 'any' }))
export const own = (...to: Grant['to'][]): Grant[] => to.map((role) => ({ to: role, over: 'own' }))

export const policies = <const T extends Record<string, Policy>>(table: T): T => table
