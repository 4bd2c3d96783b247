import type { Reading } from '../../../platform/perform.ts'
import { evaluate, lineNames } from '../../../rules/index.ts'
import type { Hint } from '../contract.ts'
import { askedPeriods, exemptAsked, linesAsked, standingAsked } from '../domain/asked-periods.ts'
import { declaredIds, entriesOf } from '../store/entries.ts'
import { englishTitles, notCompletedReasons } from '../store/person-facts.ts'
import { gatherFacts } from './gather-facts.ts'
import type { ProgrammeTaken } from '../store/person-record.ts'
import { holdingNames, namesApart } from '../domain/holding-names.ts'
import { missingInWords } from '../domain/missing-in-words.ts'
import { whyNothing } from '../domain/year-reason.ts'
import { activityViews, lineView, titlesOf } from './record-views.ts'
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
  const [period] = askedPeriods(result)
  const { lines, joined } = linesAsked(result)
  const names = lineNames(book.ruleset, book.texts)
  const holdings = namesApart(result, holdingNames(facts.holdings))
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
    holdings,
    view: {
      standing: standingAsked(result),
      applies: result.applies,
      because: whyNothing(result, year),
      lines: lines.map((line) => lineView(line, book, names.get(line.id), holdings)),
      linesJoined: joined,
      exempt: exemptAsked(result),
      activities: activityViews(result, activities, book, entries, year, titles, declared, reasons, holdings),
      missing: result.missing.map((one) => one.fact),
      missingText: [...missingInWords(result.missing, titlesOf(activities, titles))],
      hints: result.hints.map((hint) => structuredClone(hint) as Hint),
      categories: Object.fromEntries(
        book.texts
          .toReversed()
          .flatMap((text) => Object.entries(text.categories ?? {}))
          .map(([id, { zh, en }]) => [id, { zh, en }]),
      ),
    },
  }
}
