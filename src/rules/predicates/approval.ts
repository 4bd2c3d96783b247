import type { Approval, Day } from '../facts.ts'
import type { PackScope } from '../pack/scope.ts'
import {
  child,
  type Cursor,
  readChoice,
  readFlag,
  readOneOrMore,
  readText,
  isShaped,
} from '../reading/cursor.ts'
import { approvalTest } from '../schema/condition-schema.ts'
import { missingOfDeed, type Scene } from '../scene.ts'
import { allOf, anyOf, notOf, type Truth, unknown } from '../truth.ts'
import type { Comparison, Predicate } from './predicate.ts'

type ValueTest = NonNullable<ReturnType<Comparison['read']>>
type ReadComparisons = (at: Cursor, name: string, scope: PackScope) => readonly ValueTest[]
const dates = ['on', 'appliedOn', 'from', 'to'] as const

/**
 * `{"approval": "filing", "by": [...], "date": "appliedOn", "notAfter": …}`: some approval of the kind, by one of
 * those, whose date passes. `{"approval": "filing", "exists": true}` asks only for one that was given.
 */
export const readApprovalTest = (
  at: Cursor,
  scope: PackScope,
  readComparisons: ReadComparisons,
): Predicate | null => {
  const comparing = ['before', 'after', 'notBefore', 'notAfter']
  if (!isShaped(at, approvalTest)) return null
  const kind = readText(child(at, 'approval'))
  const by = at.value['by'] === undefined ? null : readOneOrMore(child(at, 'by'))
  const date = at.value['date'] === undefined ? 'on' : readChoice(child(at, 'date'), dates)
  const wanted = at.value['exists'] === undefined ? true : readFlag(child(at, 'exists'))
  const dated = comparing.some((key) => at.value[key] !== undefined)
  const tests = dated ? readComparisons({ ...at, value: only(at.value, comparing) }, 'approval', scope) : []
  if (kind === null || date === null || wanted === null) return null
  const passes = (approval: Approval, scene: Scene): Truth => dateTruth(approval, date, tests, scene)
  return {
    test: (scene) => {
      const given = (scene.deed?.approvals ?? []).filter(
        (one) => one.kind === kind && (!by || by.includes(one.by)),
      )
      const some = anyOf(given, (approval) => passes(approval, scene))
      return wanted ? some : notOf(some)
    },
    tree: { op: 'test', subject: 'approval', name: kind, among: null },
  }
}

const only = (value: Record<string, unknown>, keys: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(keys.filter((key) => value[key] !== undefined).map((key) => [key, value[key]]))

/** An application that was not granted (`on` absent) is no approval, whatever its dates; validity is open where no end is given. */
const dateTruth = (
  approval: Approval,
  date: (typeof dates)[number],
  tests: readonly ValueTest[],
  scene: Scene,
): Truth => {
  const day: Day | undefined = approval[date]
  if (tests.length === 0) return isGranted(approval)
  if (day !== undefined) return allOf(tests, (test) => test(day, scene))
  if (date === 'to') return isGranted(approval)
  if (date === 'on') return false
  return scene.deed ? unknown(missingOfDeed(scene.deed, `approvals.${approval.kind}.${date}`)) : false
}

const isGranted = ({ on, from, appliedOn }: Approval): boolean =>
  on !== undefined || from !== undefined || appliedOn === undefined
