import type { Db, Tx } from '../../../platform/db/database.ts'
import type { Refused } from '../../../kernel/result.ts'
import type { Reading } from '../../../platform/perform.ts'
import { Refusal } from '../../../platform/refusal.ts'
import { evaluate, type Facts, lineNames, type RuleResult } from '../../../rules/index.ts'
import type { Hint } from '../contract.ts'
import { askedPeriods, exemptAsked, linesAsked, standingAsked } from '../domain/asked-periods.ts'
import { holdingNames, namesApart } from '../domain/holding-names.ts'
import { missingInWords } from '../domain/missing-in-words.ts'
import { whyNothing } from '../domain/year-reason.ts'
import { declaredIds, entriesOf } from '../store/entries.ts'
import { englishTitles, notCompletedReasons } from '../store/person-facts.ts'
import type { ProgrammeTaken } from '../store/person-record.ts'
import { closedYear } from './closed-year.ts'
import { type Evidence, gatherEvidence } from './gather-facts.ts'
import { activityViews, lineView, titlesOf } from './record-views.ts'
import { registeredPack } from './registered-pack.ts'
import { type Rulebook, rulebook } from './rulebook.ts'

export interface YearAsked {
  readonly personId: string
  readonly programme: ProgrammeTaken
  readonly today: string
  readonly year?: string | undefined
  readonly trace?: boolean
}

/** What a year comes to, before its activities: a year as it stands, or as it was closed. */
export interface YearJudged {
  readonly book: Rulebook
  readonly facts: Facts
  readonly result: RuleResult
}

/**
 * One year of one person. A closed year is read as its frozen row has it, under the rules and with the evidence of then,
 * whatever was entered or became of the rules since: `closed`, with `since` for what they say today, or `refused` where no
 * rules of today can be used. Any other is judged as of today. The year of the last entry where none is asked for.
 */
export const readYear = async (reading: Reading, asked: YearAsked) => {
  const { personId, programme } = asked
  const entries = await entriesOf(reading.tx, personId, { programmeId: programme.id })
  const year = asked.year ?? entries.at(-1)?.period ?? asked.today.slice(0, 4)
  const { before, today, refused } = await judgedToday(reading.tx, asked, year)
  const closed = before ? await closedYear(reading.tx, before, asked.trace ?? false) : null
  const judged: YearJudged | null = closed ?? today
  if (!judged) throw new Refusal(refused as Refused)
  const { book, facts, result } = judged
  const activities = facts.activities ?? []
  const declared = await declaredIds(reading.tx, personId, programme.id)
  const ids = activities.map((one) => one.id)
  const [titles, reasons] = [await englishTitles(reading.tx, ids), await notCompletedReasons(reading.tx, ids)]
  const [period] = askedPeriods(result)
  const holdings = namesApart(result, holdingNames(facts.holdings))
  return {
    ...judged,
    closed,
    since: closed && today,
    refused,
    entries,
    year,
    period,
    holdings,
    view: {
      ...answerOf(judged, year),
      activities: activityViews(result, activities, book, entries, year, titles, declared, reasons, holdings),
      missing: result.missing.map((one) => one.fact),
      missingText: [...missingInWords(result.missing, titlesOf(activities, titles))],
      // Nothing that is done now moves a closed year: what is entered later waits for a supplementary closing.
      hints: closed ? [] : result.hints.map((hint) => structuredClone(hint) as Hint),
      categories: Object.fromEntries(
        book.texts
          .toReversed()
          .flatMap((text) => Object.entries(text.categories ?? {}))
          .map(([id, { zh, en }]) => [id, { zh, en }]),
      ),
    },
  }
}

/** Judged by what is on record and in force today, as if the year were open; `before`: the row that closes it. */
const judgedToday = async (
  tx: Db | Tx,
  { personId, programme, today, trace }: YearAsked,
  year: string,
): Promise<
  Pick<Evidence, 'before'> & { readonly today: YearJudged | null; readonly refused: Refused | null }
> => {
  const found = await rulebook(tx, programme.rulePack)
  const text = found.ok ? found.value.pack : await registeredPack(tx, programme.rulePack)
  const asked = { programme, on: today, period: year, participants: text?.participants, reopened: year }
  const { facts, before } = (await gatherEvidence(tx, [personId], asked)).get(personId) as Evidence
  if (!found.ok) return { before, today: null, refused: found }
  const book = found.value
  const result = evaluate(book.ruleset, facts, { on: today, trace: trace ?? false })
  return { before, today: { book, facts, result }, refused: null }
}

/** How a year stands and by which lines. */
export const answerOf = ({ book, facts, result }: YearJudged, year: string) => {
  const { lines, joined } = linesAsked(result)
  const names = lineNames(book.ruleset, book.texts)
  const holdings = namesApart(result, holdingNames(facts.holdings))
  return {
    standing: standingAsked(result),
    applies: result.applies,
    because: whyNothing(result, year),
    lines: lines.map((line) => lineView(line, book, names.get(line.id), holdings)),
    linesJoined: joined,
    exempt: exemptAsked(result),
  }
}
