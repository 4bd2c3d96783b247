import { isNode, type Node, nodeOf, textOf } from '../json-path.ts'

/** Subjects a test may look at, and what it may say of them. */
export const subjects = ['field', 'fact', 'holding'] as const
export type Subject = (typeof subjects)[number]
export const dayOperators = ['before', 'after', 'notBefore', 'notAfter'] as const
export const operators = ['is', 'in', 'has', 'exists', 'atLeast', 'atMost', ...dayOperators] as const
export type Operator = (typeof operators)[number]

/** Ways to say when a rule applies. Those regulations usually need stand first, with fields of their own. */
export const ways = [
  'always',
  'category',
  'kind',
  'mode',
  'quantity',
  'programme',
  'field',
  'fact',
  'holding',
  'holds',
  'approval',
  'all',
  'any',
  'not',
  'never',
] as const
export type Way = (typeof ways)[number]

export const quantityFields = [
  'quantity.minutes',
  'quantity.days|halfDays',
  'quantity.days',
  'quantity.halfDays',
  'quantity.units',
  'quantity.count',
  'quantity.points',
  'sessions',
] as const

/** What an activity says of itself, by the names rules use. */
export const activityFields = [
  'kind',
  'category',
  'mode',
  'role',
  'tags',
  'topic',
  'work',
  'title',
  'id',
  'from',
  'to',
  'completedOn',
  'registeredOn',
  'chosenPeriod',
  'provider.id',
  ...quantityFields,
] as const
export type ActivityField = (typeof activityFields)[number]

/** Fields under which regulations put names of their own. */
export const openFields = ['evidence.', 'provider.facts.'] as const

const onlyMembers = (node: Node, ...members: readonly string[]): boolean =>
  Object.keys(node).every((member) => members.includes(member))

/** The way a condition is written; undefined where none of the forms can hold it. */
export const wayOf = (value: unknown): Way | undefined => {
  if (value === undefined || value === null || value === 'always') return 'always'
  if (value === 'never') return 'never'
  if (Array.isArray(value)) return value.every((one) => typeof one === 'string') ? 'category' : undefined
  if (!isNode(value)) return undefined
  for (const joint of ['all', 'any'] as const)
    if (Array.isArray(value[joint])) return onlyMembers(value, joint) ? joint : undefined
  if (value['not'] !== undefined) return onlyMembers(value, 'not') ? 'not' : undefined
  if (value['approval'] !== undefined)
    return onlyMembers(value, 'approval', 'by', 'date', 'exists', ...dayOperators) ? 'approval' : undefined
  if (isNode(value['holds']))
    return onlyMembers(value, 'holds', 'at') && onlyMembers(value['holds'], 'kind', 'when')
      ? 'holds'
      : undefined
  const subject = subjects.find((one) => typeof value[one] === 'string')
  if (!subject || !onlyMembers(value, subject, 'at', ...operators)) return undefined
  if (value['fact'] === 'programme' && typeof value['has'] === 'string' && onlyMembers(value, 'fact', 'has'))
    return 'programme'
  return subject === 'field' ? fieldWay(value) : subject
}

const fieldWay = (test: Node): Way => {
  const name = textOf(test['field'])
  const isPlain = Object.keys(test).length === 2
  const isList = isPlain && (typeof test['is'] === 'string' || Array.isArray(test['in']))
  if (isList && (name === 'category' || name === 'kind' || name === 'mode')) return name
  if (isPlain && test['exists'] === true && quantityFields.some((one) => one === name)) return 'quantity'
  return 'field'
}

/** What a condition of each way begins as. */
export const begunOf = (
  way: Way,
  before: unknown,
  { categories, participants }: { readonly categories: readonly string[]; readonly participants: string },
): unknown => {
  const kept = wayOf(before) === 'always' || wayOf(before) === undefined ? [] : [before]
  const begun: Readonly<Record<Way, unknown>> = {
    always: 'always',
    never: 'never',
    category: categories.slice(0, 1),
    kind: { field: 'kind', in: ['class'] },
    mode: { field: 'mode', is: 'distance' },
    quantity: { field: 'quantity.minutes', exists: true },
    programme: { fact: 'programme', has: participants },
    field: { field: 'tags', has: '' },
    fact: { fact: 'titleLevel', is: '' },
    holding: { holding: 'series', is: '' },
    holds: { holds: { kind: 'title' } },
    approval: { approval: 'filing', exists: true },
    // What was said before is not lost when it is joined with more.
    all: { all: [...kept, 'always'] },
    any: { any: [...kept, 'always'] },
    not: { not: kept[0] ?? { field: 'mode', is: 'distance' } },
  }
  return begun[way]
}

/** The values a plain list test names, and the same test naming others: as it was written, where that can hold them. */
export const namesOf = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.map(String)
  const stated = nodeOf(value)['is'] ?? nodeOf(value)['in']
  return Array.isArray(stated) ? stated.map(String) : typeof stated === 'string' ? [stated] : []
}

export const naming = (value: unknown, field: string, names: readonly string[]): unknown => {
  if (Array.isArray(value)) return names
  const [only] = names
  return names.length === 1 && nodeOf(value)['in'] === undefined ? { field, is: only } : { field, in: names }
}
