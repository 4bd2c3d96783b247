import type { Action } from './actions.ts'
import { policyOf } from './actions.ts'
import { type Actor, idsOf, type Owners, type RoleHeld } from './actor.ts'
import { delegated } from './delegation.ts'
import type { Grant } from './policy.ts'

export type Decision = 'allow' | 'deny' | 'hide' | 'beyond'

/**
 * The one authorisation function: pure, total. `deny` where the actor may know of the thing, else `hide`; `beyond` where
 * the caller's key was not made for the action, whatever the thing.
 */
export const decide = (actor: Actor, action: Action, owners: Owners): Decision => {
  if (actor.kind === 'system') return 'allow'
  if (beyondKey(actor, action)) return 'beyond'
  const policy = policyOf(action)
  if (policy.grants.some((grant) => grantMatches(actor, action, grant, owners))) return 'allow'
  if (policy.knownBy && decide(actor, policy.knownBy as Action, owners) === 'allow') return 'deny'
  return 'hide'
}

const beyondKey = ({ key }: Actor, action: Action): boolean => key !== undefined && !key.actions.has(action)

const grantMatches = (actor: Actor, action: Action, grant: Grant, owners: Owners): boolean => {
  if (grant.to === 'anyone') return true
  if (grant.to === 'signed-in') return actor.kind === 'account'
  return (
    delegated(actor, action) &&
    actor.roles.some((held) => held.role === grant.to && (grant.over === 'any' || owns(actor, held, owners)))
  )
}

const owns = (actor: Actor, held: RoleHeld, owners: Owners): boolean =>
  idsOf(actor, held).some((mine) => owners[held.role]?.includes(mine) ?? false)

/**
 * For whom an act is done, as the trail keeps it: the one the actor acts for; nobody where everybody may do the same for
 * themselves, as with one's own password.
 */
export const actedFor = (actor: Actor, action: Action): string | null => {
  if (!actor.onBehalfOf) return null
  const forAnybody = policyOf(action).grants.some(({ to }) => to === 'anyone' || to === 'signed-in')
  return forAnybody ? null : actor.onBehalfOf.accountId
}

/** What a list may show: everything, or only what the actor owns in these roles. `null`: nothing, the action is not the actor's at all. */
export type Scope = { readonly all: true } | { readonly all: false; readonly owners: Owners }

export const scopeFor = (actor: Actor, action: Action): Scope | null => {
  if (actor.kind === 'system') return { all: true }
  if (beyondKey(actor, action)) return null
  const owners: { -readonly [R in keyof Owners]: string[] } = {}
  let some = false
  for (const grant of policyOf(action).grants) {
    if (grant.to === 'anyone' || (grant.to === 'signed-in' && actor.kind === 'account')) return { all: true }
    for (const held of actor.roles) {
      if (held.role !== grant.to || !delegated(actor, action)) continue
      if (grant.over === 'any') return { all: true }
      const mine = idsOf(actor, held)
      if (mine.length === 0) continue
      some = true
      owners[held.role] = [...(owners[held.role] ?? []), ...mine]
    }
  }
  return some ? { all: false, owners } : null
}

/** `may` of a reply: which of these actions the reader may take on this record, by the policy that will judge the command. */
export const mayDo = <const A extends readonly Action[]>(
  actor: Actor,
  owners: Owners,
  actions: A,
): Record<A[number], boolean> =>
  Object.fromEntries(actions.map((action) => [action, decide(actor, action, owners) === 'allow'])) as Record<
    A[number],
    boolean
  >
