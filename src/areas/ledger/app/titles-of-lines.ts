import type { Bilingual } from '../../../kernel/bilingual.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import { evaluate, fold, unfold } from '../../../rules/index.ts'
import { holdingNames, namesApart } from '../domain/holding-names.ts'
import { holdingsByIds } from '../store/person-evidence.ts'
import type { RegisterRun, StandingRow } from '../store/register.ts'
import { type AskedOfMany, gatherEvidence } from './gather-facts.ts'
import type { Rulebook } from './rulebook.ts'

/** Whether something is asked for each title, licence or membership apart: only then has anybody lines of one name. */
export const asksByHolding = ({ ruleset }: Pick<Rulebook, 'ruleset'>): boolean =>
  ruleset.versions.some(({ obligations }) => obligations.some(({ per }) => per === 'holding'))

type Named = readonly (Bilingual | null)[]

/**
 * For what title each obligation of a kept standing stands, of people of whom several are asked apart, in the order of the
 * obligations. Standings keep no ids: whoever is judged otherwise by now is left out, for nobody can tell which was meant.
 */
export const titlesOfStandings = async (
  tx: Db | Tx,
  rows: readonly Pick<StandingRow, 'personId' | 'folded' | 'code'>[],
  asked: { readonly run: RegisterRun; readonly programme: AskedOfMany['programme']; readonly book: Rulebook },
): Promise<ReadonlyMap<string, Named>> => {
  const { run, programme, book } = asked
  const several = asksByHolding(book)
    ? rows.filter(({ folded: shape, code }) => unfold({ shape, code }).lines.some(({ place }) => place > 0))
    : []
  const known = await gatherEvidence(
    tx,
    several.map(({ personId }) => personId),
    {
      programme,
      on: run.onDay,
      period: run.period,
      participants: book.pack.participants,
      reopened: run.period,
    },
  )
  return new Map(
    several.flatMap(({ personId, folded }): [string, Named][] => {
      const facts = known.get(personId)?.facts
      const result = facts && evaluate(book.ruleset, facts, { on: run.onDay, hints: false })
      if (!result || fold(result, book.ruleset).shape !== folded) return []
      const names = namesApart(result, holdingNames(facts.holdings))
      const named = result.obligations.map(({ holding }) => (holding && names.get(holding)) || null)
      return [[personId, named]]
    }),
  )
}

interface OfTitle {
  /** Id of the title it is asked for, where it is asked for one. */
  readonly holding?: string
}

const titlesApart = (lines: readonly OfTitle[]): ReadonlySet<string> => {
  const ids = new Set(lines.flatMap(({ holding }) => holding ?? []))
  return ids.size > 1 ? ids : new Set()
}

/** Of the lines of people, what the title is called that each is asked for; null where one alone is asked, or none. */
export const titlesOfLines = async (tx: Db | Tx, people: readonly (readonly OfTitle[])[]) => {
  const ids = [...new Set(people.flatMap((lines) => [...titlesApart(lines)]))]
  const names = ids.length > 0 ? holdingNames(await holdingsByIds(tx, ids)) : new Map<string, Bilingual>()
  return (own: readonly OfTitle[]) => {
    const apart = titlesApart(own)
    return ({ holding = '' }: OfTitle): Bilingual | null => (apart.has(holding) && names.get(holding)) || null
  }
}
