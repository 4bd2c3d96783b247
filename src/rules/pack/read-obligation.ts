import { readAllocate } from '../allocate/read-allocate.ts'
import { readConflicts } from '../conflicts/read-conflicts.ts'
import { readDayRef } from '../day-ref.ts'
import { recognisers } from '../facts.ts'
import { lineTexts, readLine } from '../lines/read-lines.ts'
import { readCaps } from '../parts/caps.ts'
import { readCarryOver } from '../parts/carry-over.ts'
import { readExempt } from '../parts/exempt.ts'
import { readExtension } from '../parts/extension.ts'
import { readMakeUp } from '../parts/make-up.ts'
import { readProrate } from '../parts/prorate.ts'
import { readSatisfiedBy } from '../parts/satisfied-by.ts'
import { readSpills } from '../parts/spill.ts'
import { readPeriod } from '../periods/read-period.ts'
import type { Predicate } from '../predicates/predicate.ts'
import { always, readPredicate } from '../predicates/read-predicate.ts'
import {
  child,
  type Cursor,
  fault,
  isPresent,
  isRecord,
  keysOf,
  readChoice,
  readList,
  readOneOrMore,
  readText,
  isShaped,
} from '../reading/cursor.ts'
import * as forms from '../schema/obligation-schema.ts'
import { endsOnGrain, noGrain } from '../steps/grain.ts'
import { readClause, readSteps } from '../steps/read-steps.ts'
import type { Rule } from './rule.ts'
import type { ConvertRule, Obligation, RecogniseRule } from './rules.ts'
import type { Measure, PackScope } from './scope.ts'
import type { SinglePart, WrittenObligation } from './written.ts'

/** Reads one obligation of one version; null only when it cannot stand at all. */
export const readObligation = (at: Cursor, scope: PackScope, origin: string): WrittenObligation | null => {
  if (!isShaped(at, forms.obligation)) return null
  const id = readText(child(at, 'id'))
  const per = isPresent(child(at, 'per')) ? readChoice(child(at, 'per'), ['person', 'holding']) : null
  const population = readPopulation(child(at, 'population'), scope)
  const asAt = isPresent(child(at, 'asAt')) ? readDayRef(child(at, 'asAt')) : null
  const period = isPresent(child(at, 'period')) ? readPeriod(child(at, 'period'), scope) : null
  const clause = isPresent(child(at, 'clause')) ? readClause(child(at, 'clause'), scope) : null
  const holding = readHolding(child(at, 'holding'), per, scope)
  const makeUp = isPresent(child(at, 'makeUp')) ? readMakeUp(child(at, 'makeUp'), scope, origin) : null
  const allocate = readAllocate(child(at, 'allocate'), scope, origin)
  const rest = {
    recognise: readList(child(at, 'recognise'), (item) => readRecognise(item, scope, origin)),
    convert: readConvert(child(at, 'convert'), scope, origin),
    conflicts: readConflicts(child(at, 'conflicts'), scope, origin),
    allocate: makeUp ? [makeUp, ...allocate] : allocate,
    caps: readCaps(child(at, 'caps'), scope, origin),
    spill: readSpills(child(at, 'spill'), scope, origin),
    satisfiedBy: readSatisfiedBy(child(at, 'satisfiedBy'), scope, origin),
    single: readSingle(at, scope),
    lines: lineTexts(child(at, 'require'), scope, origin),
  }
  for (const text of rest.lines) readLine(text)
  for (const list of ['recognise', 'conflicts', 'allocate', 'caps', 'spill', 'satisfiedBy'])
    uniqueRules(child(at, list))
  for (const list of ['recognise', 'allocate']) reachableRules(child(at, list))
  if (id === null || !population) return null
  return {
    at,
    id,
    per,
    holding,
    origin,
    population,
    asAt,
    period,
    ...rest,
    stated: { period: at.value['period'], holding: at.value['holding'] },
    ...(clause !== null && { clause }),
  }
}

const readPopulation = (at: Cursor, scope: PackScope): Predicate | null => {
  if (!isPresent(at)) return always
  const population = readPredicate(at, scope)
  return population && { ...population, needsPeriod: /"period\.|"monthDay"/.test(JSON.stringify(at.value)) }
}

const readSingle = (at: Cursor, scope: PackScope): WrittenObligation['single'] => {
  const part = <T>(
    key: SinglePart,
    read: (place: Cursor, scope: PackScope) => T | null,
  ): { readonly [Part in SinglePart]?: T | null } => {
    const place = child(at, key)
    if (place.value === undefined) return {}
    return { [key]: place.value === null ? null : read(place, scope) }
  }
  return {
    ...part('carryOver', readCarryOver),
    ...part('extension', readExtension),
    ...part('prorate', readProrate),
    ...part('exempt', readExempt),
  } as WrittenObligation['single'] // each reader gives what its own key holds
}

const readHolding = (at: Cursor, per: string | null, scope: PackScope): Obligation['holding'] => {
  if (!isPresent(at)) return per === 'holding' ? fault(at, 'holding.kind') : null
  if (!isShaped(at, forms.holdingOf)) return null
  const kind = readText(child(at, 'kind'))
  const when = isPresent(child(at, 'when')) ? readPredicate(child(at, 'when'), scope) : always
  return kind !== null && when ? { kind, when } : null
}

/** Reports the second rule of a list that carries one id: results name rules by it. */
export const uniqueRules = (at: Cursor): void => {
  const seen = new Set<unknown>()
  if (!Array.isArray(at.value)) return
  at.value.forEach((_, index) => {
    const id = child(child(at, index), 'id')
    if (id.value !== undefined && seen.has(id.value)) fault(id, 'id.twice', { id: String(id.value) })
    seen.add(id.value)
  })
}

/** Where the first rule that matches decides, nothing may stand behind one that always does. */
const reachableRules = (at: Cursor): void => {
  if (!Array.isArray(at.value)) return
  const rules = at.value.map((_, index) => child(at, index))
  const last = rules.findIndex((rule) =>
    [undefined, 'always'].includes(child(rule, 'when').value as undefined),
  )
  if (last < 0) return
  const by = String(child(rules[last] as Cursor, 'id').value)
  for (const rule of rules.slice(last + 1))
    fault(rule, 'rule.unreachable', { rule: String(child(rule, 'id').value), by })
}

const readRule = (at: Cursor, scope: PackScope, origin: string): Rule | null => {
  const id = readText(child(at, 'id'))
  const when = child(at, 'when').value === undefined ? always : readPredicate(child(at, 'when'), scope)
  const clause = child(at, 'clause').value === undefined ? null : readClause(child(at, 'clause'), scope)
  return id !== null && when
    ? { id, when, origin, source: at.value, ...(clause !== null && { clause }) }
    : null
}

const readRecognise = (at: Cursor, scope: PackScope, origin: string): RecogniseRule | null => {
  if (!isShaped(at, forms.recognise)) return null
  const rule = readRule(at, scope, origin)
  const path = readChoice(child(at, 'path'), ['automatic', 'employer', 'sector', 'authority'])
  const accepts = isPresent(child(at, 'accepts'))
    ? readOneOrMore(child(at, 'accepts'), recognisers)
    : path === 'automatic'
      ? null
      : [path ?? '']
  const require = readList(child(at, 'require'), (item) => readCondition(item, scope))
  const category = isPresent(child(at, 'category')) ? readText(child(at, 'category')) : null
  if (category !== null && !scope.categories.has(category))
    fault(child(at, 'category'), 'category.unknown', { category })
  return rule && path && { ...rule, path, accepts, require, category }
}

/** A condition of recognition: a predicate, or `{that, because}` where the refusal has a code of its own. */
const readCondition = (at: Cursor, scope: PackScope): RecogniseRule['require'][number] | null => {
  const isNamed = typeof at.value === 'object' && at.value !== null && Object.hasOwn(at.value, 'that')
  if (isNamed && !isShaped(at, forms.namedCondition)) return null
  const condition = readPredicate(isNamed ? child(at, 'that') : at, scope)
  const because = isNamed ? readText(child(at, 'because')) : 'recognition.condition'
  return condition && because !== null ? { condition, because } : null
}

const readConvert = (
  at: Cursor,
  scope: PackScope,
  origin: string,
): ReadonlyMap<string, readonly ConvertRule[]> => {
  const rules = new Map<string, readonly ConvertRule[]>()
  if (!isPresent(at) || !isRecord(at, null)) return rules
  for (const name of keysOf(at)) {
    const measure = scope.measures.get(name)
    const place = child(at, name)
    if (!measure) {
      fault(place, 'measure.unknown', { measure: name })
      readList(place, () => null)
    } else
      rules.set(
        name,
        readList(place, (item) => readConversion(item, scope, origin, measure)),
      )
    uniqueRules(place)
    reachableRules(place)
  }
  return rules
}

const readConversion = (
  at: Cursor,
  scope: PackScope,
  origin: string,
  measure: Measure,
): ConvertRule | null => {
  if (!isShaped(at, forms.conversion)) return null
  const rule = readRule(at, scope, origin)
  const before = at.faults.length
  const steps = readSteps(child(at, 'steps'), scope, measure)
  if (at.faults.length > before) return null
  if (steps.slice(0, -1).some(({ overTopic }) => overTopic))
    return fault(child(at, 'steps'), 'round.topic-sum-last')
  const grain = steps.reduce((sum, step) => step.grain(sum), noGrain)
  if (!endsOnGrain(grain, measure.perUnit))
    return fault(child(at, 'steps'), 'convert.grain', { measure: measure.id, perUnit: measure.perUnit })
  return rule && { ...rule, steps }
}
