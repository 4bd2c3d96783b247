import type { Bilingual } from '../../../kernel/bilingual.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import { evaluate, lineNames } from '../../../rules/index.ts'
import { linesAsked, standingAsked } from '../domain/asked-periods.ts'
import { holdingNames, namesApart } from '../domain/holding-names.ts'
import { missingInWords } from '../domain/missing-in-words.ts'
import { unitOf } from '../domain/pack-text.ts'
import { reasonOfYear, type YearReason } from '../domain/year-reason.ts'
import { programmeById } from '../store/entries.ts'
import { englishTitles } from '../store/person-facts.ts'
import { gatherFacts } from './gather-facts.ts'
import { titlesOf } from './record-views.ts'
import { rulebook } from './rulebook.ts'

/** How a person stands in one year, as the explanation of that year shows it. */
export interface YearStanding {
  readonly year: string
  /** False where no obligation reached the person that year. */
  readonly applies: boolean
  readonly standing: 'met' | 'unmet' | 'undetermined'
  /** Not met as recognised so far, and met once what waits for recognition is recognised. */
  readonly recognitionWouldDo: boolean
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

/** The same evaluation as "my record", for several years of one person. `undefined`: no such programme, or its rules cannot be used. */
export const yearStandings = async (
  tx: Db | Tx,
  { personId, programmeId, years, today }: YearsAsked,
): Promise<readonly YearStanding[] | undefined> => {
  const programme = await programmeById(tx, programmeId)
  const book = programme && (await rulebook(tx, programme.rulePack))
  if (!programme || !book?.ok) return undefined
  const { ruleset, pack, texts } = book.value
  const lines = lineNames(ruleset, texts)
  const facts = await gatherFacts(tx, { personId, programme, on: today, participants: pack.participants })
  const activities = facts.activities ?? []
  const titlesHeld = holdingNames(facts.holdings)
  const english = await englishTitles(
    tx,
    activities.map(({ id }) => id),
  )
  const titles = titlesOf(activities, english)
  return years.map((number) => {
    const year = String(number)
    const result = evaluate(ruleset, { ...facts, ask: { on: today, period: year } }, { on: today })
    const standing = standingAsked(result)
    const holdings = namesApart(result, titlesHeld)
    return {
      year,
      applies: result.applies,
      standing,
      recognitionWouldDo:
        standing !== 'met' && result.hints.some((hint) => hint.kind === 'recognise' && hint.then === 'met'),
      lines: linesAsked(result).lines.map(({ holding, measure, counted, required }) => {
        const name = holding === null ? undefined : holdings.get(holding)
        return { ...(name && { holding: name }), unit: unitOf(pack, measure), counted, required }
      }),
      missing: result.missing.map(({ fact }) => fact),
      reason: reasonOfYear(result, year, {
        lines,
        holdings,
        unitOf: (measure) => unitOf(pack, measure),
        missing: missingInWords(result.missing, titles),
      }),
    }
  })
}
