import type { Bilingual } from '../../../kernel/bilingual.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import { evaluate, type LineResult } from '../../../rules/index.ts'
import { unitOf } from '../domain/pack-text.ts'
import { programmeById } from '../store/entries.ts'
import { gatherFacts } from './gather-facts.ts'
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
    readonly unit: Bilingual
    /** Exact, in the unit. */
    readonly counted: string
    readonly required: string
  }[]
  /** Facts that are not on record and could change the answer. */
  readonly missing: readonly string[]
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
  const { ruleset, pack } = book.value
  const facts = await gatherFacts(tx, { personId, programme, on: today, participants: pack.participants })
  return years.map((number) => {
    const year = String(number)
    const result = evaluate(ruleset, { ...facts, ask: { on: today, period: year } }, { on: today })
    const period = result.obligations.flatMap((one) => one.periods).find((one) => one.asked)
    const standing = period?.standing ?? result.standing
    return {
      year,
      applies: result.applies,
      standing,
      recognitionWouldDo:
        standing !== 'met' && result.hints.some((hint) => hint.kind === 'recognise' && hint.then === 'met'),
      lines: linesOf(period?.lines ?? []).map(({ measure, counted, required }) => ({
        unit: unitOf(pack, measure),
        counted,
        required,
      })),
      missing: result.missing.map(({ fact }) => fact),
    }
  })
}

/** Of an either-or the branches, for they are what is compared. */
const linesOf = (lines: readonly LineResult[]): readonly LineResult[] =>
  lines.length === 1 ? (lines[0]?.alternatives ?? lines) : lines
