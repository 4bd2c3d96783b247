import type { Trace, TraceNode } from '../result.ts'

/** A node whose answer its children do not give. */
export interface Disagreement {
  readonly node: number
  readonly says: string
  readonly expected: string
}

type Ends = readonly [low: number, high: number]
type Outcome = Ends | string

/**
 * Recomputes every node of a trace from its children alone. It shares nothing with the evaluation but the form of
 * the trace: an explanation that was written beside the computation instead of from it is found here.
 */
export const recheck = (trace: Trace): readonly Disagreement[] => {
  const found: Disagreement[] = []
  trace.nodes.forEach((node, index) => {
    const says = written(node)
    const expected = node.id === index ? recomputed(node, trace) : 'the node in its place'
    if (expected !== null && says !== expected) found.push({ node: index, says, expected })
  })
  return found
}

const written = (node: TraceNode): string => shown(outcomeOf(node))

const endOf = (value: number | 'unbounded'): number => (value === 'unbounded' ? Infinity : value)

const outcomeOf = (node: TraceNode): Outcome => {
  if (typeof node.out === 'string' && node.out !== 'unbounded') return node.out
  const low = endOf(node.out as number | 'unbounded')
  return [low, node.outHigh === undefined ? low : endOf(node.outHigh)]
}

const shown = (outcome: Outcome): string =>
  typeof outcome === 'string' ? outcome : `${outcome[0]}..${outcome[1]}`

const recomputed = (node: TraceNode, trace: Trace): string | null => {
  const rule = operators[node.op]
  if (!rule) return `an operator known to the check, not ${node.op}`
  const children: Outcome[] = []
  for (const id of node.in ?? []) {
    const child = trace.nodes[id]
    if (!child) return `a child ${id} that exists`
    children.push(outcomeOf(child))
  }
  const outcome = rule(children, node)
  return outcome === null ? null : shown(outcome)
}

const amounts = (children: readonly Outcome[]): readonly Ends[] =>
  children.filter((child) => typeof child !== 'string')
const standings = (children: readonly Outcome[]): readonly string[] =>
  children.filter((child) => typeof child === 'string')

/** The cautious end decides "met", the favourable end "unmet". */
const reaches = (counted: Ends | undefined, required: Ends | undefined): string | null => {
  if (!counted || !required) return null
  return counted[0] >= required[0] ? 'met' : counted[1] >= required[1] ? 'undetermined' : 'unmet'
}

const several = (children: readonly Outcome[], least: number): string => {
  const said = standings(children)
  const met = said.filter((each) => each === 'met').length
  const open = said.filter((each) => each === 'undetermined').length
  return met >= least ? 'met' : met + open >= least ? 'undetermined' : 'unmet'
}

const wrong: Ends = [Number.NaN, Number.NaN]

/** One function of amounts, worked out at either end by itself. */
const atBothEnds =
  (run: (...amounts: readonly number[]) => number) =>
  (children: readonly Outcome[]): Outcome => {
    const given = amounts(children)
    return [run(...given.map(([low]) => low)), run(...given.map(([, high]) => high))]
  }

const left = (from: number, off: number): number => (off === Infinity ? 0 : Math.max(0, from - off))

const argument = (node: TraceNode, name: string): bigint | null => {
  const value = node.args?.[name]
  return typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : null
}

/** part/whole of an amount in steps of step/stepDen grains, brought up to a whole grain. */
const scaled = (amount: number, num: bigint, den: bigint, node: TraceNode): number => {
  const [step, stepDen] = [argument(node, 'step') ?? 1n, argument(node, 'stepDen') ?? 1n]
  if (amount === Infinity) return Infinity
  if (den <= 0n || step <= 0n || stepDen <= 0n || !Number.isSafeInteger(amount)) return Number.NaN
  const [top, bottom] = [BigInt(amount) * num * stepDen, den * step]
  const mode = node.args?.['mode']
  const count =
    mode === 'down'
      ? top / bottom
      : mode === 'up'
        ? (top + bottom - 1n) / bottom
        : (2n * top + bottom) / (2n * bottom)
  return Number((count * step + stepDen - 1n) / stepDen)
}

/** Leaves answer null: they are facts, constants or gaps, and nothing stands under them to recompute them from. */
const operators: Readonly<Record<string, (children: readonly Outcome[], node: TraceNode) => Outcome | null>> =
  {
    credit: () => null,
    const: () => null,
    fact: () => null,
    done: () => null,
    closed: () => null,
    unknown: () => null,
    open: () => null,
    all: (children) => several(children, children.length),
    any: (children) => several(children, 1),
    'k-of': (children, node) => several(children, Number(node.args?.['k'])),
    none: (children) => {
      const [found] = amounts(children)
      return !found ? wrong : found[0] === 0 ? 'met' : found[1] > 0 ? 'unmet' : 'undetermined'
    },
    exempt: () => 'met',
    'in-doubt': (children) => (children[0] === 'met' ? 'met' : 'undetermined'),
    settled: (children) => {
      const [line] = standings(children)
      const [done] = amounts(children)
      return line === 'met' || (done?.[0] ?? 0) > 0
        ? 'met'
        : (done?.[1] ?? 0) > 0
          ? 'undetermined'
          : (line ?? 'unmet')
    },
    'at-least': (children) => {
      const [counted, required] = amounts(children)
      return reaches(counted, required) ?? wrong
    },
    share: (children, node) => {
      const [counted, base] = amounts(children)
      const [num, den] = [argument(node, 'num'), argument(node, 'den')]
      if (!counted || !base || num === null || den === null) return wrong
      const has = (part: number, whole: number): boolean =>
        part === Infinity || (whole !== Infinity && den * BigInt(part) >= num * BigInt(whole))
      return has(counted[0], base[0]) ? 'met' : has(counted[1], base[1]) ? 'undetermined' : 'unmet'
    },
    sum: atBothEnds((...terms) => terms.reduce((sum, each) => sum + each, 0)),
    min: atBothEnds((...terms) => Math.min(...terms)),
    max: atBothEnds((...terms) => Math.max(...terms)),
    left: atBothEnds((from = Number.NaN, off = Number.NaN) => left(from, off)),
    'whole-if': atBothEnds((lack = Number.NaN, rest = Number.NaN) => (lack > 0 ? rest : 0)),
    part: (children, node) => {
      const [place, over] = [argument(node, 'place'), argument(node, 'over')]
      if (place === null || over === null || over <= 0n) return wrong
      const upTo = (amount: number, parts: bigint): bigint => (BigInt(amount) * parts) / over
      const share = (amount: number): number =>
        amount === Infinity
          ? Infinity
          : Number.isSafeInteger(amount)
            ? Number(upTo(amount, place + 1n) - upTo(amount, place))
            : Number.NaN
      return atBothEnds((amount = Number.NaN) => share(amount))(children)
    },
    ends: (children) => {
      const [cautious, favourable] = amounts(children)
      return cautious && favourable ? [cautious[0], favourable[1]] : wrong
    },
    reversed: (children) => {
      const [amount] = amounts(children)
      return amount ? [amount[1], amount[0]] : wrong
    },
    case: (children, node) => {
      const [amount] = amounts(children)
      const end = node.args?.['end'] === 'high' ? 1 : 0
      return amount ? [amount[end], amount[end]] : wrong
    },
    span: (children) => {
      const given = amounts(children)
      return [Math.min(...given.map(([low]) => low)), Math.max(...given.map(([, high]) => high))]
    },
    scale: (children, node) => {
      const [amount] = amounts(children)
      const [num, den] = [argument(node, 'num'), argument(node, 'den')]
      if (!amount || num === null || den === null) return wrong
      return [
        scaled(amount[0], num, den, node),
        scaled(amount[1], argument(node, 'numHigh') ?? num, argument(node, 'denHigh') ?? den, node),
      ]
    },
  }
