import type { Unit } from '../../../platform/perform.ts'
import type { ActScope } from '../store/acts.ts'
import { lockAttempts, type AttemptRow } from '../store/attempts.ts'
import { lockSitting, ownersOfSitting } from '../store/sittings.ts'

/** Whom an act in a sitting is for: seats by name, everybody in a room, or, with neither, the whole sitting. */
export interface Reach {
  readonly sittingId: string
  readonly attemptIds?: readonly string[] | undefined
  readonly roomId?: string | undefined
}

export const scopeOf = (reach: Reach): ActScope =>
  reach.attemptIds ? 'seat' : reach.roomId ? 'room' : 'sitting'

/** Locks the sitting and the attempts an act is for. */
export const loadReach = async (unit: Pick<Unit, 'tx'>, reach: Reach) => {
  const sitting = await lockSitting(unit.tx, reach.sittingId)
  if (!sitting) return undefined
  const attempts = await lockAttempts(unit.tx, sitting.id, reach.attemptIds, reach.roomId)
  return { owners: await ownersOfSitting(unit.tx, sitting), sitting, attempts }
}

/** Who may still write: neither handed in, nor away for good. */
export const isOpen = (attempt: AttemptRow, entryUntil: number, now: Date): boolean =>
  !attempt.submission && (attempt.startedAt !== null || now.getTime() <= entryUntil)
