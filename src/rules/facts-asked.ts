import { isDay } from '../kernel/calendar.ts'
import { parseExact } from '../kernel/exact.ts'

/** A fact of a person that rules ask for, as far as their texts tell what it may be. */
export interface AskedFact {
  readonly name: string
  /** `flag` is `"true"` or `"false"`; a `choice` has values that rules name, of which `text` names none. */
  readonly kind: 'choice' | 'flag' | 'day' | 'number' | 'text'
  /** Values that rules compare with; those of an order from low to high. */
  readonly values: readonly string[]
  /** The values are an order that rules declare: any other would leave them undecided. */
  readonly isOrder: boolean
  /** Whether some rule tells "known to have none" from not known. */
  readonly mayBeNone: boolean
}

interface Seen {
  readonly values: Set<string>
  order: readonly string[] | null
  isFlag: boolean
  isDay: boolean
  isNumber: boolean
  mayBeNone: boolean
}

type Node = Readonly<Record<string, unknown>>
const nodeOf = (value: unknown): Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Node) : {}
const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value]
const texts = (value: unknown): readonly string[] => listOf(value).filter((one) => typeof one === 'string')

/** Where texts speak to readers, not to the engine. */
const words: ReadonlySet<string> = new Set(['title', 'basis', 'clauses', 'categories', 'unit', 'declare'])

/**
 * The facts of the person that a pack asks for in any of its versions: in conditions, as days, as sources of figures, as
 * what periods are reckoned from. `stack` is the pack with the layers beneath it, nearest first; parts that every version
 * of a nearer pack replaces are asked by nobody. Facts of holdings are not the person's.
 */
export const factsAsked = (stack: readonly unknown[]): readonly AskedFact[] => {
  const seen = new Map<string, Seen>()
  const orders = Object.assign(
    {},
    ...stack.toReversed().map((pack) => nodeOf(nodeOf(pack)['orders'])),
  ) as Node
  const replaced = new Set<string>()
  for (const pack of stack) {
    visit(nodeOf(pack)['versions'], { seen, orders, replaced })
    for (const part of partsReplacedBy(pack)) replaced.add(part)
  }
  return [...seen].map(([name, one]) => askedFact(name, one))
}

interface Reading {
  readonly seen: Map<string, Seen>
  readonly orders: Node
  readonly replaced: ReadonlySet<string>
}

const askedFact = (name: string, { values, order, isFlag, isDay, isNumber, mayBeNone }: Seen): AskedFact => {
  const kinds = [
    ...(isDay ? (['day'] as const) : []),
    ...(isFlag ? (['flag'] as const) : []),
    ...(isNumber ? (['number'] as const) : []),
  ]
  const [only, ...others] = kinds
  const isChoice = order !== null || values.size > 0
  const kind = isChoice ? 'choice' : only && others.length === 0 ? only : 'text'
  return {
    name,
    kind: isChoice && kinds.length > 0 ? 'text' : kind,
    values: order ? [...new Set([...order, ...values])] : [...values],
    isOrder: order !== null,
    mayBeNone,
  }
}

/** Parts replaced whole, in each version and for whatever obligation. */
const partsReplacedBy = (pack: unknown): readonly string[] => {
  const byVersion = listOf(nodeOf(pack)['versions']).map((version) =>
    listOf(nodeOf(version)['merge']).flatMap((directive) => {
      const { replace, obligation } = nodeOf(directive)
      return obligation === undefined || obligation === null ? texts(nodeOf(replace)['part']) : []
    }),
  )
  const [first = [], ...others] = byVersion
  return first.filter((part) => others.every((parts) => parts.includes(part)))
}

const visit = (value: unknown, reading: Reading): void => {
  if (typeof value === 'string') return readDay(value, reading)
  if (Array.isArray(value)) return value.forEach((one) => visit(one, reading))
  const node = nodeOf(value)
  readTest(node, reading)
  readPeriod(node, reading)
  const sources = readSources(node, reading)
  for (const [key, one] of Object.entries(node))
    if (!words.has(key) && !reading.replaced.has(key) && !sources.has(key)) visit(one, reading)
}

const fact = ({ seen }: Reading, name: string): Seen => {
  const known = seen.get(name) ?? {
    values: new Set(),
    order: null,
    isFlag: false,
    isDay: false,
    isNumber: false,
    mayBeNone: false,
  }
  seen.set(name, known)
  return known
}

/** Days are named by texts: `"fact.licensedOn"` wherever a day may stand. */
const readDay = (text: string, reading: Reading): void => {
  if (text.startsWith('fact.') && text.length > 5) fact(reading, text.slice(5)).isDay = true
}

const readTest = (node: Node, reading: Reading): void => {
  if (typeof node['fact'] !== 'string' || node['kind'] !== undefined) return
  const one = fact(reading, node['fact'])
  for (const operand of [node['is'], ...listOf(node['in']), ...listOf(node['has'])]) {
    if (typeof operand === 'string') one.values.add(operand)
    if (typeof operand === 'boolean') one.isFlag = true
    if (typeof operand === 'number') one.isNumber = true
    if (operand === null) one.mayBeNone = true
  }
  if (node['exists'] !== undefined) one.mayBeNone = true
  for (const bound of [node['atLeast'], node['atMost']]) {
    const order = texts(reading.orders[node['fact']])
    if (typeof bound === 'string' && order.includes(bound)) one.order = order
    else if (bound !== undefined) one.isNumber = true
  }
  if (['before', 'after', 'notBefore', 'notAfter'].some((key) => node[key] !== undefined)) one.isDay = true
}

/** What a period is reckoned from: a birth day, the last change of a fact. */
const readPeriod = (node: Node, reading: Reading): void => {
  const { kind, fact: name = 'birth' } = node
  if ((kind !== 'birth-month' && kind !== 'since') || typeof name !== 'string' || name.startsWith('holding.'))
    return
  const one = fact(reading, name)
  if (kind === 'birth-month') one.isDay = true
}

/** Steps look figures up; a table also says which values it knows. Gives the members that were read here. */
const readSources = (node: Node, reading: Reading): ReadonlySet<string> => {
  const found = ['of', 'less'].filter((key) => {
    const source = node[key]
    // `{of, monthDay}` is a day of a year.
    return typeof source === 'string' && source.startsWith('fact.') && node['monthDay'] === undefined
  })
  for (const key of found) {
    const one = fact(reading, String(node[key]).slice('fact.'.length))
    const values = Object.keys(nodeOf(node['values']))
    for (const value of values) one.values.add(value)
    if (values.length === 0) one.isNumber = true
  }
  return new Set(found)
}

const mostLetters = 120

/** Whether a value can be what the fact is; a choice takes other words than those rules name, unless they are an order. */
export const isAnswer = ({ kind, values, isOrder, mayBeNone }: AskedFact, value: string | null): boolean => {
  if (value === null) return mayBeNone
  if (value.length > mostLetters) return false
  if (kind === 'day') return isDay(value)
  if (kind === 'flag') return value === 'true' || value === 'false'
  if (kind === 'number') return parseExact(value) !== null
  return !isOrder || values.includes(value)
}
