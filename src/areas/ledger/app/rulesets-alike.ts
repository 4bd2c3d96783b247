import type { Db, Tx } from '../../../platform/db/database.ts'
import { planOf, type SumsPlan } from '../../../rules/index.ts'
import { booksInTime } from './books-in-time.ts'

/**
 * Hashes of all rulesets ever in force under the id of a plan's that credit a period's activities word for word as it does:
 * a text that was published with other requirements leaves the entries posted before it worth what they were.
 */
export const rulesetsAlike = async (tx: Db | Tx, plan: SumsPlan): Promise<readonly string[]> => {
  const { ruleset, period, credits } = plan
  const books = await (await booksInTime(tx)).ever(ruleset.id)
  const alike = books.filter((book) => {
    const other = planOf(book.ruleset, period.key)
    return other.kind === 'sums' && other.alone !== null && other.credits === credits
  })
  return [...new Set([ruleset.hash, ...alike.map((book) => book.ruleset.hash)])]
}
