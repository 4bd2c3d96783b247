import type { Role } from '../kernel/roles.ts'

/** One role in force now. `organisationId` is the office, district, institution… acted for; `null` for a professional, who acts as `personId`. */
export interface RoleHeld {
  readonly role: Role
  readonly organisationId: string | null
}

/** Who asks: a signed-in account, the system itself (jobs), or the public. */
export interface Actor {
  readonly kind: 'account' | 'system' | 'public'
  readonly accountId: string | null
  readonly personId: string | null
  /** Ids of records that were merged into the person's: what is recorded under them is theirs as well. */
  readonly mergedPersonIds?: readonly string[]
  readonly roles: readonly RoleHeld[]
  /** Present where a key speaks for the account, in the one role it was made for. */
  readonly key?: ActorKey
  /** Set while acting for somebody else: their account, and the fields of work they handed over; null for all. */
  readonly onBehalfOf?: { readonly accountId: string; readonly fields: readonly string[] | null }
}

export interface ActorKey {
  readonly id: string
  /** The actions it is narrowed to: it allows nothing that the role does not. */
  readonly actions: ReadonlySet<string>
}

export const publicActor: Actor = { kind: 'public', accountId: null, personId: null, roles: [] }
export const systemActor: Actor = { kind: 'system', accountId: null, personId: null, roles: [] }

/** Every id the actor's own person record goes by; none without one. */
export const ownPersonIds = (actor: Actor): readonly string[] =>
  actor.personId === null ? [] : [actor.personId, ...(actor.mergedPersonIds ?? [])]

/** The ids by which somebody owns things in a role they hold. */
export const idsOf = (actor: Actor, held: RoleHeld): readonly string[] => {
  if (held.role !== 'professional') return held.organisationId === null ? [] : [held.organisationId]
  return ownPersonIds(actor)
}

/** Whether a person is the actor, under whichever of their ids. */
export const isSelf = (actor: Actor, personId: string): boolean =>
  actor.personId === personId || (actor.mergedPersonIds?.includes(personId) ?? false)

/**
 * Whose a thing is, by role: the institutions, employers, districts… (organisation ids) and professionals (person ids)
 * that stand in the relation "own" to it. Every `load` names them; the policy needs nothing else.
 */
export type Owners = { readonly [R in Role]?: readonly string[] }
