/** A JSON object as a draft holds it; what is in it may be anything until it is checked. */
export type Node = Readonly<Record<string, unknown>>
export type Path = readonly (string | number)[]

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const nodeOf = (value: unknown): Node => (isNode(value) ? value : {})
export const nodesOf = (value: unknown): readonly Node[] => (Array.isArray(value) ? value.map(nodeOf) : [])
export const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''

export const getAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (at, key) =>
      typeof at === 'object' && at !== null ? (at as Record<string | number, unknown>)[key] : undefined,
    value,
  )

/** The same value with one place in it changed; `undefined` takes a member away. */
export const setAt = (value: unknown, path: Path, next: unknown): unknown => {
  const [key, ...rest] = path
  if (key === undefined) return next
  if (Array.isArray(value)) {
    const copy = [...(value as unknown[])]
    copy[Number(key)] = setAt(copy[Number(key)], rest, next)
    return copy
  }
  const { [key]: before, ...others } = nodeOf(value) as Record<string | number, unknown>
  const member = setAt(before, rest, next)
  if (member === undefined) return others
  // A member that was there keeps its place among the others.
  return isNode(value) && key in value ? { ...value, [key]: member } : { ...nodeOf(value), [key]: member }
}

/** A name that is not taken yet. */
export const freeName = (taken: readonly string[], stem: string): string => {
  for (let number = 1; ; number += 1) {
    const name = `${stem}${number}`
    if (!taken.includes(name)) return name
  }
}
