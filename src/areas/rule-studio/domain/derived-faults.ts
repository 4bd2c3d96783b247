interface Fault {
  readonly pointer: string
  readonly code: string
  readonly params?: Readonly<Record<string, unknown>>
}

/** What a code says is not declared, and the table of a pack in which it would be. */
const tables: Readonly<Record<string, readonly [param: string, table: string]>> = {
  'basis.unknown': ['basis', 'basis'],
  'category.unknown': ['category', 'categories'],
  'clause.unknown': ['clause', 'clauses'],
  'measure.unknown': ['measure', 'measures'],
}

const within = (pointer: string, place: string): boolean =>
  pointer === place || pointer.startsWith(`${place}/`)

/**
 * Faults without those that only follow from another: a clause that stands in its table is not declared because
 * something is wrong with it there, or with the document it is from, and that is told at its own place.
 */
export const withoutDerived = <F extends Fault>(
  faults: readonly F[],
  pack: Readonly<Record<string, unknown>>,
): readonly F[] => {
  const isDerived = ({ code, params = {} }: F): boolean => {
    const [param, table] = tables[code] ?? []
    const declared = table === undefined ? undefined : pack[table]
    const name = String(params[param ?? ''] ?? '')
    if (typeof declared !== 'object' || declared === null || !Object.hasOwn(declared, name)) return false
    return faults.some(
      (one) =>
        one.code !== code &&
        (within(one.pointer, `/${table}`) || (table === 'clauses' && within(one.pointer, '/basis'))),
    )
  }
  return faults.filter((one) => !isDerived(one))
}
