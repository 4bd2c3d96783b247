import type { Actor, Owners } from '../../../access/index.ts'

/** In whose name a review is made: an office of the programme, or an employer. */
export interface Asker {
  readonly role: 'office' | 'employer'
  readonly organisationId: string
}

/** The organisation named, or the first of the actor's that may: the programme's office before an employer. */
export const askerOf = (
  actor: Actor,
  officeId: string,
  organisationId: string | undefined,
): Asker | undefined => {
  const offered: Asker[] = actor.roles.flatMap((held) =>
    (held.role === 'office' && held.organisationId === officeId) || held.role === 'employer'
      ? [{ role: held.role, organisationId: held.organisationId ?? '' }]
      : [],
  )
  const wanted = offered.filter(
    (one) => organisationId === undefined || one.organisationId === organisationId,
  )
  return wanted.find(({ role }) => role === 'office') ?? wanted[0]
}

export const ownersOf = (asker: Asker): Owners => ({ [asker.role]: [asker.organisationId] })
