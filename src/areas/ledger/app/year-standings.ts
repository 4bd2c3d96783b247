import type { Bilingual } from '../../../kernel/bilingual.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import { evaluate, type Facts, lineNames } from '../../../rules/index.ts'
import { linesAsked, standingAsked } from '../domain/asked-periods.ts'
import { holdingNames, namesApart } from '../domain/holding-names.ts'
import { missingInWords } from '../domain/missing-in-words.ts'
import { unitOf } from '../domain/pack-text.ts'
import { reasonOfYear, type YearReason } from '../domain/year-reason.ts'
import { programmeById } from '../store/entries.ts'
import { englishTitles } from '../store/person-facts.ts'
import { closedYear, rowInForce } from './closed-year.ts'
import { type Evidence, gatherEvidence } from './gather-facts.ts'
import { titlesOf } from './record-views.ts'
import { registeredPack } from './registered-pack.ts'
import { type Rulebook, rulebook } from './rulebook.ts'
import type { YearJudged } from './year-reading.ts'

/** How a person stands in one year, as the explanation of that year shows it. */
export interface YearStanding {
  readonly year: string
  /** False where no obligation reached the person that year. */
  readonly applies: boolean
  readonly standing: 'met' | 'unmet' | 'undetermined'
  /** Not met as recognised so far, and met once what waits for recognition is recognised. */
  readonly recognitionWouldDo: boolean
  /** Day of the closing whose frozen row it is; absent where the year is not closed. */
  readonly closedOn?: string
  readonly lines: readonly {
    /** Title it is asked for, where something is asked for several apart. */
    readonly holding?: Bilingual
    readonly unit: Bilingual
    /** Exact, in the unit. */
    readonly counted: string
    readonly required: string
  }[]
  /** Facts that are not on record and could change the answer. */
  readonly missing: readonly string[]
  /** Why it stands so; absent where it was kept before reasons were. */
  readonly reason?: YearReason
}

export interface YearsAsked {
  readonly personId: string
  readonly programmeId: string
  readonly years: readonly number[]
  readonly today: string
}

/** The same evaluation as "my record", for several years of one person; a year closed by the day as its frozen row has it. `undefined`: no such programme, or its rules cannot be used and a year among them is open. */
export const yearStandings = async (
  tx: Db | Tx,
  { personId, programmeId, years, today }: YearsAsked,
): Promise<readonly YearStanding[] | undefined> => {
  const programme = await programmeById(tx, programmeId)
  const book = programme && (await rulebook(tx, programme.rulePack))
  if (!programme || !book) return undefined
  const text = book.ok ? book.value.pack : await registeredPack(tx, programme.rulePack)
  const asked = { programme, on: today, participants: text?.participants }
  const { facts, rows } = (await gatherEvidence(tx, [personId], asked)).get(personId) as Evidence
  const english = await englishTitles(
    tx,
    (facts.activities ?? []).map(({ id }) => id),
  )
  const found: YearStanding[] = []
  for (const number of years) {
    const year = String(number)
    const row = rowInForce(rows, year, today)
    const closed = row && (await closedYear(tx, row, false))
    const judged = closed ?? (book.ok ? judgedIn(book.value, facts, { year, today }) : undefined)
    if (!judged) return undefined
    found.push(standingOf(judged, year, english, row?.closedOn))
  }
  return found
}

const judgedIn = (
  book: Rulebook,
  facts: Facts,
  { year, today }: { readonly year: string; readonly today: string },
): YearJudged => {
  const asking = { ...facts, ask: { on: today, period: year } }
  return { book, facts, result: evaluate(book.ruleset, asking, { on: today }) }
}

const standingOf = (
  { book: { ruleset, pack, texts }, facts, result }: YearJudged,
  year: string,
  english: ReadonlyMap<string, string>,
  closedOn: string | undefined,
): YearStanding => {
  const standing = standingAsked(result)
  const holdings = namesApart(result, holdingNames(facts.holdings))
  return {
    year,
    applies: result.applies,
    standing,
    recognitionWouldDo:
      standing !== 'met' && result.hints.some((hint) => hint.kind === 'recognise' && hint.then === 'met'),
    ...(closedOn && { closedOn }),
    lines: linesAsked(result).lines.map(({ holding, measure, counted, required }) => {
      const name = holding === null ? undefined : holdings.get(holding)
      return { ...(name && { holding: name }), unit: unitOf(pack, measure), counted, required }
    }),
    missing: result.missing.map(({ fact }) => fact),
    reason: reasonOfYear(result, year, {
      lines: lineNames(ruleset, texts),
      holdings,
      unitOf: (measure) => unitOf(pack, measure),
      missing: missingInWords(result.missing, titlesOf(facts.activities ?? [], english)),
    }),
  }
}
