import type { Bilingual } from '../../../kernel/bilingual.ts'
import type { Holding, RuleResult } from '../../../rules/index.ts'

/** What titles, licences and memberships are called, by their ids: as on the papers, the series behind it. */
export const holdingNames = (holdings: readonly Holding[] = []): ReadonlyMap<string, Bilingual> =>
  new Map(
    holdings.map(({ id, kind, facts }) => {
      const [name = kind, series] = ['name', 'series'].map((fact) => wordOf(facts?.[fact]?.at(-1)?.value))
      return [
        id,
        series === undefined
          ? { zh: name, en: name }
          : { zh: `${name}（${series}）`, en: `${name} (${series})` },
      ]
    }),
  )

const wordOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

/** The same, where the rules ask something for several of them apart: only then need it be said whose a line is. */
export const namesApart = (
  { obligations }: RuleResult,
  names: ReadonlyMap<string, Bilingual>,
): ReadonlyMap<string, Bilingual> => {
  const holdings = new Set(obligations.flatMap(({ holding }) => holding ?? []))
  return holdings.size > 1 ? names : new Map()
}
