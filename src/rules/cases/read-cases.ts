import { isDay } from '../../kernel/calendar.ts'
import { ok, refuse, type Result } from '../../kernel/result.ts'
import type { Facts } from '../facts.ts'
import { child, type Cursor, type Fault, fault, readList, isShaped } from '../reading/cursor.ts'
import { caseRow } from '../schema/pack-schema.ts'
import { readFacts } from '../reading/read-facts.ts'

/** A worked example: the facts of one person on one day, and any part of the answer. */
export interface Case {
  readonly name: string
  readonly on: string | undefined
  readonly facts: Facts
  readonly expect: unknown
}

/** Reads `cases.json`: a list of rows `{name, on, facts, expect}`; a name may be a text or `{zh, en}`. */
export const readCases = (json: unknown): Result<readonly Case[], 'cases.invalid'> => {
  const faults: Fault[] = []
  const at: Cursor = { value: json, pointer: '', faults }
  if (!Array.isArray(json)) fault(at, 'type.list')
  const cases = readList(at, readCase)
  return faults.length === 0 ? ok(cases) : refuse('cases.invalid', {}, faults)
}

const readCase = (at: Cursor, index: number): Case | null => {
  if (!isShaped(at, caseRow)) return null
  const { name, on, facts, expect } = at.value
  if (expect !== undefined && !isTelling(expect)) fault(child(at, 'expect'), 'case.expects-nothing')
  if (on !== undefined && !(typeof on === 'string' && isDay(on))) fault(child(at, 'on'), 'type.day')
  const read = readFacts(facts)
  if (!read.ok) {
    for (const each of read.errors)
      at.faults.push({ ...each, params: each.params ?? {}, pointer: `${at.pointer}/facts${each.pointer}` })
    return null
  }
  return { name: nameOf(name, index), on: typeof on === 'string' ? on : undefined, facts: read.value, expect }
}

/** Whether an answer could differ from it in what matters: a standing (or that nothing applies), a line or an activity. */
const isTelling = (expect: unknown): boolean => {
  const { standing, applies, activities, obligations } = membersOf(expect)
  if (standing !== undefined || applies !== undefined || isSome(activities)) return true
  return listOf(obligations).some((obligation) => {
    const { standing: judged, periods } = membersOf(obligation)
    return judged !== undefined || listOf(periods).some(isTellingPeriod)
  })
}

const isTellingPeriod = (period: unknown): boolean => {
  const { standing, lines } = membersOf(period)
  return standing !== undefined || isSome(lines)
}

const membersOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

const isSome = (value: unknown): boolean => listOf(value).length > 0

const nameOf = (name: unknown, index: number): string => {
  if (typeof name === 'string') return name
  const texts =
    typeof name === 'object' && name !== null
      ? Object.values(name).filter((text) => typeof text === 'string')
      : []
  return texts.length > 0 ? texts.join(' · ') : `#${index + 1}`
}
