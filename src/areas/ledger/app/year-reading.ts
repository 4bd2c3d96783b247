import type { Reading } from '../../../platform/perform.ts'
import { evaluate } from '../../../rules/index.ts'
import { declaredIds, entriesOf } from '../store/entries.ts'
import { englishTitles, notCompletedReasons } from '../store/person-facts.ts'
import { gatherFacts } from './gather-facts.ts'
import type { ProgrammeTaken } from './person-reading.ts'
import { activityViews, askedPeriod, lineView } from './record-views.ts'
import { rulebook } from './rulebook.ts'

/** One year of one person under the programme's rules, as of today; the year of the last entry where none is asked for. */
export const readYear = async (
  reading: Reading,
  asked: {
    readonly personId: string
    readonly programme: ProgrammeTaken
    readonly today: string
    readonly year?: string | undefined
    readonly trace?: boolean
  },
) => {
  const { personId, programme, today } = asked
  const found = await rulebook(reading.tx, programme.rulePack)
  if (!found.ok) throw new Error(`rule pack ${programme.rulePack} cannot be used: ${found.code}`)
  const book = found.value
  const entries = await entriesOf(reading.tx, personId, { programmeId: programme.id })
  const year = asked.year ?? entries.at(-1)?.period ?? today.slice(0, 4)
  const facts = await gatherFacts(reading.tx, {
    personId,
    programme,
    on: today,
    period: year,
    participants: book.pack.participants,
  })
  const result = evaluate(book.ruleset, facts, { on: today, trace: asked.trace ?? false })
  const { period, lines, joined } = askedPeriod(result)
  const activities = facts.activities ?? []
  const declared = await declaredIds(reading.tx, personId, programme.id)
  const ids = activities.map((one) => one.id)
  const [titles, reasons] = [await englishTitles(reading.tx, ids), await notCompletedReasons(reading.tx, ids)]
  return {
    book,
    facts,
    entries,
    year,
    result,
    period,
    view: {
      standing: period?.standing ?? result.standing,
      applies: result.applies,
      lines: lines.map((line) => lineView(line, book)),
      linesJoined: joined,
      activities: activityViews(result, activities, book, entries, year, titles, declared, reasons),
      missing: result.missing.map((one) => one.fact),
    },
  }
}
