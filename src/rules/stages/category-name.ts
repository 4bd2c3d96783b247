/** The settled category; `*` where there is none or a missing fact hides which. */
export const categoryName = (categories: readonly string[] | null): string =>
  categories?.length === 1 ? (categories[0] ?? '*') : '*'
