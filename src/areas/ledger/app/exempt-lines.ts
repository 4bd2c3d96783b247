import type { Bilingual } from '../../../kernel/bilingual.ts'
import { compare, formatExact, fraction, isWhole, multiply, parseExact, zero } from '../../../kernel/exact.ts'
import { ok, refuse, type Result } from '../../../kernel/result.ts'
import { type Exemption, lineNames, unitsOf } from '../../../rules/index.ts'
import type { Rulebook } from './rulebook.ts'

/** A requirement of which hours may be taken off. */
export interface ExemptLine {
  readonly id: string
  readonly name: Bilingual
  readonly unit: Bilingual
}

type Line = Rulebook['ruleset']['versions'][number]['obligations'][number]['lines'][number]

const withAmount = (lines: readonly Line[]): readonly Line[] =>
  lines.flatMap((line) => [...(line.amount ? [line] : []), ...withAmount(line.members)])

/** Lines with an amount of their own in the version in force on a day, in the order of the rules. */
const linesInForce = ({ ruleset }: Rulebook, day: string): ReadonlyMap<string, Line> => {
  const version = ruleset.versions.find(({ from, to }) => from <= day && day <= to)
  const lines = (version?.obligations ?? []).flatMap((obligation) => withAmount(obligation.lines))
  return new Map(lines.map((line) => [line.id, line]))
}

export const exemptLines = (book: Rulebook, day: string): ExemptLine[] => {
  const [names, units] = [lineNames(book.ruleset, book.texts), unitsOf(book.texts)]
  return [...linesInForce(book, day).values()].map(({ id, measure }) => ({
    id,
    name: names.get(id) ?? { zh: id, en: id },
    unit: units(measure.id),
  }))
}

/** What an exemption takes off lines, in words; by the ids of the lines where the rules have them no longer. */
export const linesExempted = (
  extent: Exemption['extent'],
  book: Rulebook | undefined,
): { name: Bilingual; amount: string; unit: Bilingual }[] => {
  if (extent === 'full' || !('lines' in extent)) return []
  const [names, units] = book ? [lineNames(book.ruleset, book.texts), unitsOf(book.texts)] : [new Map(), null]
  const versions = book?.ruleset.versions ?? []
  const lines = versions.flatMap(({ obligations }) => obligations.flatMap((one) => withAmount(one.lines)))
  return Object.entries(extent.lines).map(([id, amount]) => ({
    name: names.get(id) ?? { zh: id, en: id },
    amount: String(amount),
    unit: units?.(lines.findLast((line) => line.id === id)?.measure.id ?? 'hours') ?? { zh: '', en: '' },
  }))
}

const mostUnits = fraction(100_000)

/** Units to be taken off lines, as the rules of a day can take them off; amounts in canonical form. */
export const readExemptLines = (
  stated: Readonly<Record<string, string>>,
  book: Rulebook,
  day: string,
): Result<Exemption['extent'], 'exemption.line-unknown' | 'exemption.line-amount'> => {
  const known = linesInForce(book, day)
  const lines: Record<string, string> = {}
  for (const [id, text] of Object.entries(stated)) {
    const line = known.get(id)
    if (!line) return refuse('exemption.line-unknown', { line: id, known: [...known.keys()].join('、') })
    const units = parseExact(text.trim())
    const isAmount =
      units !== null &&
      compare(units, zero) > 0 &&
      compare(units, mostUnits) <= 0 &&
      isWhole(multiply(units, fraction(line.measure.perUnit)))
    if (!isAmount) return refuse('exemption.line-amount', { amount: text, perUnit: line.measure.perUnit })
    lines[id] = formatExact(units)
  }
  return ok({ lines })
}
