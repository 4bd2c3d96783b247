type Node = Readonly<Record<string, unknown>>
const nodeOf = (value: unknown): Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Node) : {}
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** Every value that texts of rules name for a field of activities: in conditions, and what may be declared as it. */
export const namedIn = (texts: unknown, field: 'kind' | 'mode'): ReadonlySet<string> => {
  const named = new Set<string>()
  const add = (value: unknown): void => {
    if (typeof value === 'string') named.add(value)
  }
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit)
    const node = nodeOf(value)
    if (node['field'] === field) {
      add(node['is'])
      listOf(node['in']).forEach(add)
      for (const choice of listOf(node['choices'])) add(nodeOf(choice)['value'])
    }
    if (field === 'kind') for (const kind of listOf(nodeOf(node['declare'])['kinds'])) add(nodeOf(kind)['id'])
    Object.values(node).forEach(visit)
  }
  visit(texts)
  return named
}
