import { isSelf, type Actor, type Owners, type Scope } from '../../../access/index.ts'
import { dayInZone, type Day } from '../../../kernel/calendar.ts'
import type { Reading } from '../../../platform/perform.ts'
import type { HandlerRole } from '../domain/route.ts'
import type { DeclarationRecord } from '../store/declarations.ts'
import { personsOf } from '../store/declarations.ts'
import type { Reach } from '../store/declaration-lists.ts'

export const today = (reading: Reading): Day => dayInZone(reading.now, reading.ports.zone)

/** Whose a declaration is to read: its person's, and from the first submission on also those it goes to. */
export const ownersOf = (one: DeclarationRecord): Owners => {
  const sent = one.firstSubmittedOn !== null
  const ids = (id: string | null): string[] => (sent && id !== null ? [id] : [])
  return {
    professional: [one.personId],
    employer: ids(one.employerId),
    association: ids(one.associationId),
    district: ids(one.districtId),
    office: ids(one.officeId),
  }
}

export const organisationOf = (one: DeclarationRecord, role: HandlerRole): string | null =>
  ({
    employer: one.employerId,
    association: one.associationId,
    district: one.districtId,
    office: one.officeId,
  })[role]

/** Whose the present act is: checking that of the body the rules name, or in its place the office's; recognising theirs whose recognition counts. */
export const actOwners = (one: DeclarationRecord): Owners => {
  const roles: readonly HandlerRole[] =
    one.state === 'submitted'
      ? [one.checkRole ?? 'office', 'office']
      : one.state === 'checked'
        ? (one.accepts as readonly HandlerRole[])
        : []
  return Object.fromEntries(
    roles.flatMap((role) => {
      const id = organisationOf(one, role)
      return id === null ? [] : [[role, [id]]]
    }),
  )
}

/** In whose name an actor does the present act: of several roles the one the rules name first. */
export const actingRole = (actor: Actor, one: DeclarationRecord): HandlerRole => {
  const owners = actOwners(one)
  const roles = Object.keys(owners) as HandlerRole[]
  const held = roles.find((role) =>
    actor.roles.some(
      (mine) =>
        mine.role === role &&
        mine.organisationId !== null &&
        (owners[role]?.includes(mine.organisationId) ?? false),
    ),
  )
  return held ?? 'office'
}

/** Whose hands an act is in: the account, whom it acts for, and the people behind both. */
export interface Hands {
  readonly byAccount: string | null
  readonly onBehalfOf: string | null
  readonly byPersons: string[]
}

export const handsOf = async ({ tx, actor }: Reading): Promise<Hands> => {
  const onBehalfOf = actor.onBehalfOf?.accountId ?? null
  const accounts = [actor.accountId, onBehalfOf].filter((id) => id !== null)
  const known = await personsOf(tx, accounts)
  const byPersons = [...new Set([...known, ...(actor.personId === null ? [] : [actor.personId])])]
  return { byAccount: actor.accountId, onBehalfOf, byPersons }
}

/** Nobody deals with their own, not through somebody who acts for them either. */
export const isOwn = (actor: Actor, hands: Hands, one: DeclarationRecord): boolean =>
  isSelf(actor, one.personId) || hands.byPersons.includes(one.personId)

/** Whether two acts were in the hands of one person. */
export const sameHands = (one: Hands, other: Hands): boolean => {
  const accounts = [one.byAccount, one.onBehalfOf].filter((id) => id !== null)
  return (
    accounts.some((id) => id === other.byAccount || id === other.onBehalfOf) ||
    one.byPersons.some((id) => other.byPersons.includes(id))
  )
}

export const reachOf = (scope: Scope): Reach => {
  if (scope.all)
    return { all: true, persons: [], employers: [], associations: [], districts: [], offices: [] }
  const { professional = [], employer = [], association = [], district = [], office = [] } = scope.owners
  return {
    all: false,
    persons: professional,
    employers: employer,
    associations: association,
    districts: district,
    offices: office,
  }
}
