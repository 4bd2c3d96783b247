import { readDayRef, type DayRef } from '../day-ref.ts'
import { fieldOf, isField } from '../fields.ts'
import type { PackScope } from '../pack/scope.ts'
import {
  child,
  type Cursor,
  fault,
  isRecord,
  readList,
  readText,
  isShaped,
  faultIfEmpty,
} from '../reading/cursor.ts'
import { held, holds, not } from '../schema/condition-schema.ts'
import { type Found, holdingFact, personFact, type Scene } from '../scene.ts'
import { allOf, anyOf, notOf, type Truth, unknown } from '../truth.ts'
import { readApprovalTest } from './approval.ts'
import { atLeast } from './at-least.ts'
import { atMost } from './at-most.ts'
import { after, before, notAfter, notBefore } from './days.ts'
import { exists } from './exists.ts'
import { has } from './has.ts'
import { isIn } from './in.ts'
import { is } from './is.ts'
import type { Comparison, Predicate, PredicateTree } from './predicate.ts'

export const comparisons: readonly Comparison[] = [
  is,
  isIn,
  has,
  exists,
  atLeast,
  atMost,
  before,
  after,
  notBefore,
  notAfter,
]
const operators = comparisons.map(({ key }) => key)

export const always: Predicate = { test: () => true, tree: { op: 'always' } }
const never: Predicate = { test: () => false, tree: { op: 'never' } }

/** Reads a selector: `"always"`, a list of categories, `all`/`any`/`not`, or a test on a field, fact, holding or approval. */
export const readPredicate = (at: Cursor, scope: PackScope): Predicate | null => {
  if (at.value === 'always') return always
  if (at.value === 'never') return never
  if (Array.isArray(at.value)) return readCategories(at, scope)
  if (typeof at.value !== 'object' || at.value === null) return fault(at, 'predicate.form')
  const keys = Object.keys(at.value)
  for (const joint of ['all', 'any'] as const) if (keys.includes(joint)) return readJoint(at, joint, scope)
  if (keys.includes('not')) return readNot(at, scope)
  if (keys.includes('approval')) return readApprovalTest(at, scope, readComparisons)
  if (keys.includes('holds')) return readHolds(at, scope)
  return readTest(at, scope)
}

const readJoint = (at: Cursor, joint: 'all' | 'any', scope: PackScope): Predicate | null => {
  if (!isRecord(at, [joint])) return null
  const place = child(at, joint)
  if (!Array.isArray(place.value) || place.value.length === 0) return faultIfEmpty(place)
  const members = readList(place, (item) => readPredicate(item, scope))
  const join = joint === 'all' ? allOf : anyOf
  return {
    test: (scene) => join(members, (member) => member.test(scene)),
    tree: { op: joint, of: members.map(({ tree }) => tree) },
  }
}

const readNot = (at: Cursor, scope: PackScope): Predicate | null => {
  if (!isShaped(at, not)) return null
  const member = readPredicate(child(at, 'not'), scope)
  return member && { test: (scene) => notOf(member.test(scene)), tree: { op: 'not', of: member.tree } }
}

/** `["public"]` is short for `{"field": "category", "in": ["public"]}`. */
const readCategories = (at: Cursor, scope: PackScope): Predicate | null => {
  const names = readList(at, (item) => {
    const name = readText(item)
    return name !== null && !scope.categories.has(name)
      ? fault(item, 'category.unknown', { category: name })
      : name
  })
  if (names.length === 0) return faultIfEmpty(at)
  const among = new Set(names)
  return testOf(
    'field',
    'category',
    (scene) => fieldOf(scene, 'category'),
    [(value) => typeof value === 'string' && among.has(value)],
    among,
  )
}

const subjects = ['field', 'fact', 'holding'] as const

const readTest = (at: Cursor, scope: PackScope): Predicate | null => {
  const subject = subjects.find((key) => Object.hasOwn(at.value as object, key))
  if (!subject) return fault(at, 'predicate.form')
  if (!isRecord(at, [subject, 'at', ...operators])) return null
  const name = readText(child(at, subject))
  if (name === null) return null
  if (subject === 'field' && !isField(name)) return fault(child(at, subject), 'field.unknown', { name })
  const day = at.value['at'] === undefined ? null : readDayRef(child(at, 'at'))
  const tests = readComparisons(at, name, scope)
  if (tests.length === 0)
    return at.faults.length > 0 ? null : fault(at, 'predicate.operator', { known: operators.join(', ') })
  checkCategory(at, subject, name, scope)
  return testOf(subject, name, lookUp(subject, name, day), tests, amongOf(at), dayFactsIn(at.value))
}

/** Days are named by texts: `"fact.licensedOn"` wherever a day may stand. */
const dayFactsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return value.startsWith('fact.') ? [value.slice('fact.'.length)] : []
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(dayFactsIn) : []
}

/** The comparisons written beside a subject; all of them must hold. */
export const readComparisons = (at: Cursor, name: string, scope: PackScope): readonly ValueTest[] => {
  const present = comparisons.filter(({ key }) => Object.hasOwn(at.value as object, key))
  if (present.length === 0) fault(at, 'predicate.operator', { known: operators.join(', ') })
  return present
    .map((comparison) => comparison.read(child(at, comparison.key), name, scope))
    .filter((test) => test !== null)
}

type ValueTest = NonNullable<ReturnType<Comparison['read']>>

const checkCategory = (at: Cursor, subject: string, name: string, scope: PackScope): void => {
  if (subject !== 'field' || name !== 'category') return
  const { is: one, in: many } = at.value as { is?: unknown; in?: unknown }
  for (const category of [one, ...(Array.isArray(many) ? many : [])]) {
    if (typeof category === 'string' && !scope.categories.has(category))
      fault(at, 'category.unknown', { category })
  }
}

const amongOf = (at: Cursor): ReadonlySet<string> | null => {
  const value = at.value as Record<string, unknown>
  const present = comparisons.filter(({ key }) => Object.hasOwn(value, key))
  const [only] = present
  const values = present.length === 1 && only?.among ? only.among(value[only.key]) : null
  return values && new Set(values)
}

const lookUp = (
  subject: (typeof subjects)[number],
  name: string,
  day: DayRef | null,
): ((scene: Scene) => Found) => {
  const look = { field: fieldOf, fact: personFact, holding: holdingFact }[subject]
  return (scene) => {
    const found = day ? day(scene) : { value: dayByDefault(subject, scene) }
    if (found.missing) return found
    return typeof found.value === 'string' ? look(scene, name, found.value) : { value: null }
  }
}

/** Beside an activity, facts are read as they stood when it was completed. */
const dayByDefault = (subject: (typeof subjects)[number], scene: Scene): string =>
  scene.deed ? scene.deed.completedOn : scene.asAt

const testOf = (
  subject: (typeof subjects)[number],
  name: string,
  find: (scene: Scene) => Found,
  tests: readonly ValueTest[],
  among: ReadonlySet<string> | null,
  dayFacts: readonly string[] = [],
): Predicate => ({
  test: (scene): Truth => {
    const found = find(scene)
    if (found.missing) return unknown(found.missing)
    return allOf(tests, (test) => test(found.value, scene))
  },
  tree: {
    op: 'test',
    subject,
    name,
    among,
    ...(dayFacts.length > 0 && { dayFacts }),
  } satisfies PredicateTree,
})

/** `{"holds": {"kind": "title", "when": …}}`: some holding, live on the day, of which the rest is true. */
const readHolds = (at: Cursor, scope: PackScope): Predicate | null => {
  if (!isShaped(at, holds)) return null
  const inner = child(at, 'holds')
  if (!isShaped(inner, held)) return null
  const kind = readText(child(inner, 'kind'))
  const when = inner.value['when'] === undefined ? always : readPredicate(child(inner, 'when'), scope)
  const day = at.value['at'] === undefined ? null : readDayRef(child(at, 'at'))
  if (kind === null || !when) return null
  return {
    test: (scene) => {
      const found: Found = day ? day(scene) : { value: dayByDefault('holding', scene) }
      if (found.missing) return unknown(found.missing)
      const on = found.value
      if (typeof on !== 'string') return false
      const live = scene.world.holdings.filter(
        (each) => each.kind === kind && each.from <= on && (each.to ?? on) >= on,
      )
      return anyOf(live, (holding) => when.test({ ...scene, holding }))
    },
    tree: { op: 'test', subject: 'holds', name: kind, among: null },
  }
}
