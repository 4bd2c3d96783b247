/** One place where an answer is not what a case expects. */
export interface Mismatch {
  readonly pointer: string
  readonly expected: unknown
  readonly got: unknown
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The member by which things of a list are matched: rows of one period and category are told apart by their measure. */
const nameOf = (value: unknown): string | null => {
  if (!isObject(value)) return null
  for (const key of ['id', 'key', 'pointer']) {
    const name = value[key]
    if (typeof name === 'string' || typeof name === 'number') return `${key} ${name}`
  }
  return null
}

/** Obligations of two titles share an id: the holding a case states tells them apart. */
const isOf = (holding: unknown, other: unknown): boolean =>
  holding === undefined || (isObject(other) && other['holding'] === holding)

/**
 * Compares the part of an answer that a case states: objects by the keys given, lists of things with an `id` or `key` by
 * it (the expected ones must be there, others may be), other lists item by item and of one length.
 */
export const mismatches = (expected: unknown, got: unknown, pointer = ''): readonly Mismatch[] => {
  if (Array.isArray(expected)) return ofLists(expected, got, pointer)
  if (!isObject(expected)) return Object.is(expected, got) ? [] : [{ pointer, expected, got }]
  if (!isObject(got)) return [{ pointer, expected, got }]
  return Object.keys(expected).flatMap((key) =>
    mismatches(expected[key], Object.hasOwn(got, key) ? got[key] : undefined, `${pointer}/${key}`),
  )
}

const ofLists = (expected: readonly unknown[], got: unknown, pointer: string): readonly Mismatch[] => {
  if (!Array.isArray(got)) return [{ pointer, expected, got }]
  const named = expected.length > 0 && expected.every((item) => nameOf(item) !== null)
  if (named) {
    return expected.flatMap((item) => {
      const name = nameOf(item)
      const holding = isObject(item) ? item['holding'] : undefined
      const found: unknown = got.find((other) => nameOf(other) === name && isOf(holding, other))
      const place = `${pointer}/${name?.split(' ').slice(1).join(' ')}`
      return mismatches(item, found, typeof holding === 'string' ? `${place}@${holding}` : place)
    })
  }
  if (expected.length !== got.length) return [{ pointer, expected, got }]
  return expected.flatMap((item, index) => mismatches(item, got[index], `${pointer}/${index}`))
}
