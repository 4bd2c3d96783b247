import { ceiling, type Fraction, fraction, multiply, one } from '../../kernel/exact.ts'
import type { AmountFound } from '../lines/amount.ts'
import type { Line } from '../lines/line.ts'
import { rounded, type RoundingMode } from '../steps/rounding.ts'
import { type Figure, figure, leftOf, sumFigure } from '../trace/draft.ts'
import type { MissingRef } from '../truth.ts'
import type { Scene, Span } from '../scene.ts'
import type { Assessed } from './assess.ts'
import { unitName } from './count.ts'
import type { Done } from './done.ts'
import { type Exempted, grainsOf } from './exemptions.ts'
import type { Membership } from './membership.ts'
import type { Prorate } from '../parts/prorate.ts'

/** Stage 9: what changes the amounts that a period's lines state. */
export interface Adjustments {
  readonly prorate: { readonly rule: Prorate; readonly membership: Membership } | null
  readonly exempted: Exempted
  /** The same two for an inner year of the period. */
  readonly within: (year: Span) => Pick<Adjustments, 'prorate' | 'exempted'>
  /** Hours added by an extension or owed on return, by the lines they are added to. */
  readonly added: readonly Added[]
  /** Every activity that is in, for what looks beyond the period. */
  readonly everything: readonly Assessed[]
  /** What counts as done in the period. */
  readonly done: readonly Done[]
}

export interface Added {
  readonly text: string
  readonly clause: string | undefined
  readonly lines: readonly string[]
  readonly lo: number
  readonly hi: number
}

interface Requiring {
  readonly scene: Scene
  readonly adjustments: Adjustments
  readonly requiredOf: (line: string) => Figure
  readonly note: (line: Line, missing: readonly MissingRef[]) => void
}

const clauseOf = (clause: string | undefined): { readonly clause?: string } =>
  clause === undefined ? {} : { clause }

/** A line's least amount: as stated for this person, in proportion, less exemptions, and what was added. */
export const requirementOf = (line: Line, requiring: Requiring): Figure => {
  const stated = statedAmount(line, requiring)
  const { prorate, exempted, added } = requiring.adjustments
  const isOwn = line.amount !== null && line.amount.from.length === 0
  let now = stated
  if (prorate && isOwn && (prorate.rule.lines.length === 0 || prorate.rule.lines.includes(line.id))) {
    const { cautious, favourable, missing } = prorate.membership
    requiring.note(line, missing)
    const step = multiply(prorate.rule.increment, fraction(line.measure.perUnit))
    now = scaledBy(
      now,
      [cautious, favourable],
      { step, mode: prorate.rule.mode },
      'prorated',
      prorate.rule.clause,
    )
  }
  for (const { id, off } of exempted.parts) {
    if ('keeps' in off) {
      if (isOwn)
        now = scaledBy(now, [off.keeps, off.keeps], { step: one, mode: 'up' }, `exempt.${id}`, undefined)
    } else if (Object.hasOwn(off.lines, line.id)) {
      const grains = grainsOf(off.lines[line.id] ?? fraction(0), line.measure.perUnit)
      now = leftOf(
        now,
        figure(grains, grains, { op: 'const', text: `exempt.${id}`, ref: id, unit: unitName(line) }),
        `required.${line.id}`,
      )
    }
  }
  for (const { text, clause, lines, lo, hi } of added) {
    if (!lines.includes(line.id) || (lo === 0 && hi === 0)) continue
    const more = figure(lo, hi, { op: 'const', text, ...clauseOf(clause), unit: unitName(line) })
    now = sumFigure([now, more], `required.${line.id}`, unitName(line))
  }
  return now
}

const statedAmount = (line: Line, { scene, requiredOf, note }: Requiring): Figure => {
  const text = `required.${line.id}`
  const factor = line.amount?.factor
  if (factor)
    return scaledBy(
      requiredOf(factor.line),
      [factor.of, factor.of],
      { step: one, mode: 'up' },
      text,
      line.clause,
    )
  const ofLine = (id: string): AmountFound => {
    const { lo, hi } = requiredOf(id)
    return { lo: hi, hi: lo, missing: [] }
  }
  const found = line.amount?.resolve(scene, ofLine) ?? { lo: 0, hi: 0, missing: [] }
  if (found.lo !== found.hi) note(line, found.missing)
  return figure(found.hi, found.lo, { op: 'const', text, ...clauseOf(line.clause), unit: unitName(line) })
}

/** A part of an amount, rounded to a step of grains; the two runs may have factors of their own. */
export const scaledBy = (
  base: Figure,
  [cautious, favourable]: readonly [Fraction, Fraction],
  { step, mode }: { readonly step: Fraction; readonly mode: RoundingMode },
  text: string,
  clause: string | undefined,
): Figure => {
  if (cautious === one && favourable === one) return base
  const scale = (grains: number, factor: Fraction): number =>
    grains === Infinity
      ? Infinity
      : Number(ceiling(rounded(multiply(fraction(grains), factor), step, mode, false)))
  const high: Readonly<Record<string, number>> =
    cautious === favourable ? {} : { numHigh: Number(favourable.top), denHigh: Number(favourable.bottom) }
  const args = {
    num: Number(cautious.top),
    den: Number(cautious.bottom),
    ...high,
    step: Number(step.top),
    stepDen: Number(step.bottom),
    mode,
  }
  return figure(scale(base.lo, cautious), scale(base.hi, favourable), {
    op: 'scale',
    text,
    ...clauseOf(clause),
    in: [base.node],
    args,
    ...(base.node.unit !== undefined && { unit: base.node.unit }),
  })
}
