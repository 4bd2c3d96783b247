import type { Standing } from '../result.ts'

/** A node of the trace before it has a number; nodes are shared by reference. Infinity stands for "unbounded". */
export interface Draft {
  readonly op: string
  readonly text: string
  readonly clause?: string
  readonly in?: readonly Draft[]
  readonly args?: Readonly<Record<string, number | string>>
  readonly ref?: string
  readonly period?: string
  readonly category?: string
  readonly out: number | Standing
  readonly outHigh?: number
  readonly unit?: string
}

/**
 * An amount of grains with the node that derives it. With every fact known both ends are one; otherwise `lo` is its
 * value in the cautious run (what is doubtful counts for nothing, what is required is the most it may be) and `hi` in
 * the favourable one. Every later stage runs on both ends.
 */
export interface Figure {
  readonly lo: number
  readonly hi: number
  readonly node: Draft
}

/** Adds `outHigh` only where it differs: a certain amount is one number. */
export const ends = (lo: number, hi: number): Pick<Draft, 'out' | 'outHigh'> =>
  lo === hi ? { out: lo } : { out: lo, outHigh: hi }

export const figure = (lo: number, hi: number, draft: Omit<Draft, 'out' | 'outHigh'>): Figure => ({
  lo,
  hi,
  node: { ...draft, ...ends(lo, hi) },
})

const unitOf = (...figures: readonly Figure[]): Pick<Draft, 'unit'> => {
  const unit = figures.find(({ node }) => node.unit !== undefined)?.node.unit
  return unit === undefined ? {} : { unit }
}

/** The sum of figures; a single one needs no node of its own. */
export const sumFigure = (figures: readonly Figure[], text: string, unit: string): Figure => {
  const [only] = figures
  if (only && figures.length === 1) return only
  const lo = figures.reduce((sum, each) => sum + each.lo, 0)
  const hi = figures.reduce((sum, each) => sum + each.hi, 0)
  return figure(lo, hi, { op: 'sum', text, in: figures.map(({ node }) => node), unit })
}

const pairwise =
  (op: string, run: (a: number, b: number) => number) =>
  (a: Figure, b: Figure, text: string, clause?: string): Figure =>
    figure(run(a.lo, b.lo), run(a.hi, b.hi), {
      op,
      text,
      ...(clause !== undefined && { clause }),
      in: [a.node, b.node],
      ...unitOf(a, b),
    })

/** What a leaves when b is taken off, never below nothing; of two unbounded amounts nothing is left. */
const left = (a: number, b: number): number => (b === Infinity ? 0 : Math.max(0, a - b))

export const lesserOf = pairwise('min', Math.min)
export const greaterOf = pairwise('max', Math.max)
export const leftOf = pairwise('left', left)

/** The cautious end of one figure and the favourable end of another: where the two runs go different ways. */
export const endsOf = (cautious: Figure, favourable: Figure, text: string): Figure => {
  if (cautious.node === favourable.node) return cautious
  return figure(cautious.lo, favourable.hi, {
    op: 'ends',
    text,
    in: [cautious.node, favourable.node],
    ...unitOf(cautious, favourable),
  })
}

/** The least and the most of several amounts of which one is the case. */
export const spanFigure = (figures: readonly Figure[], text: string): Figure => {
  const [only] = figures
  if (only && figures.every(({ node }) => node === only.node)) return only
  const lo = Math.min(...figures.map((each) => each.lo))
  const hi = Math.max(...figures.map((each) => each.hi))
  return figure(lo, hi, { op: 'span', text, in: figures.map(({ node }) => node), ...unitOf(...figures) })
}

/** The same amount seen from the other side: its favourable end in the cautious run. */
export const reversed = (a: Figure, text: string): Figure =>
  a.lo === a.hi ? a : figure(a.hi, a.lo, { op: 'reversed', text, in: [a.node], ...unitOf(a) })

export const zeroFigure = (text: string, unit: string): Figure => figure(0, 0, { op: 'const', text, unit })
