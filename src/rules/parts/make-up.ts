import type { AllocateRule } from '../allocate/allocate.ts'
import { readWindow } from '../allocate/chosen.ts'
import { dayOf } from '../allocate/day-of.ts'
import type { PackScope } from '../pack/scope.ts'
import { always, readPredicate } from '../predicates/read-predicate.ts'
import { child, type Cursor, isPresent, isShaped } from '../reading/cursor.ts'
import { makeUp as form } from '../schema/obligation-schema.ts'
import { readClause } from '../steps/read-steps.ts'
import { allOf } from '../truth.ts'

/** The rule that it becomes; the others have ids of the pack. */
export const makeUpId = 'make-up'

/** Stage 7: study after the end of a period that the person names, within a window; a way of allocating that comes before all others. */
export const readMakeUp = (at: Cursor, scope: PackScope, origin: string): AllocateRule | null => {
  if (!isShaped(at, form)) return null
  const when = isPresent(child(at, 'when')) ? readPredicate(child(at, 'when'), scope) : always
  const choice = readWindow(at)
  const clause = isPresent(child(at, 'clause')) ? readClause(child(at, 'clause'), scope) : null
  if (!when || !choice) return null
  return {
    id: makeUpId,
    by: 'chosen',
    origin,
    source: at.value,
    when: {
      test: (scene) =>
        allOf([() => scene.deed?.source.chosenPeriod !== undefined, () => when.test(scene)], (part) =>
          part(),
        ),
      tree: { op: 'test', subject: 'field', name: 'chosenPeriod', among: null },
    },
    choice,
    day: dayOf.completion,
    portion: { kind: 'whole' },
    ...(clause !== null && { clause }),
  }
}
