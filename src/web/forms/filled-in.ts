/** What was typed without the fields left empty: an optional field that is absent is not the same as an empty one. */
export const filledIn = <V extends object>(values: V): Partial<V> =>
  Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  ) as Partial<V>
