import { compare, divide, type Fraction, fraction, multiply, zero } from '../../kernel/exact.ts'
import { child, type Cursor, readInteger, faultIfEmpty } from '../reading/cursor.ts'
import type { Line, LineOperator, LineReading, OwnLine, Verdict } from './line.ts'
import { allStanding, someStanding } from './verdict.ts'

const membersOf = (at: Cursor, key: string, reading: LineReading): readonly Line[] | null => {
  const place = child(at, key)
  const members = reading.readLines(place)
  return members.length > 0 ? members : faultIfEmpty(place)
}

/** How much effort a verdict still asks for: minutes where the measure has them, else the share of its requirement. */
const effort = ({ line, remaining, required }: Verdict): readonly [number, Fraction] => {
  const { isTime, nominalMinutes, perUnit } = line.measure
  if (isTime) return [0, remaining]
  if (nominalMinutes) return [0, multiply(divide(remaining, fraction(perUnit)), nominalMinutes)]
  return [1, compare(required.lo, zero) === 0 ? zero : divide(remaining, required.lo)]
}

const byEffort = (a: Verdict, b: Verdict): number => {
  const [[rankA, amountA], [rankB, amountB]] = [effort(a), effort(b)]
  return (
    rankA - rankB ||
    compare(amountA, amountB) ||
    Number(b.line.measure.isTime) - Number(a.line.measure.isTime)
  )
}

/** Alternatives that are met, then those that ask for less; of equals the first written. The k-th is what stands between now and met. */
const nearestFirst = (verdicts: readonly Verdict[]): readonly Verdict[] =>
  verdicts.toSorted((a, b) => Number(a.standing !== 'met') - Number(b.standing !== 'met') || byEffort(a, b))

const groupLine = (
  at: Cursor,
  own: OwnLine,
  members: readonly Line[],
  kind: 'anyOf' | 'allOf' | 'kOf',
  least: number,
): Line => {
  const line: Line = {
    ...own,
    kind,
    amount: null,
    needs: members.flatMap(({ needs }) => needs),
    members,
    isRising: members.every(({ isRising }) => isRising),
    judge: (judging) => {
      const verdicts = members.map((member) => member.judge(judging))
      const standings = verdicts.map(({ standing }) => standing)
      const standing = kind === 'allOf' ? allStanding(standings) : someStanding(standings, least)
      const shown =
        kind === 'allOf' ? verdicts.toSorted((a, b) => -byEffort(a, b))[0] : nearestFirst(verdicts)[least - 1]
      if (!shown) throw new Error(`group ${own.id} at ${at.pointer} has no members`)
      return {
        line: { ...line, measure: shown.line.measure },
        standing,
        required: shown.required,
        counted: shown.counted,
        remaining: shown.remaining,
        node: {
          op: kind === 'allOf' ? 'all' : kind === 'anyOf' ? 'any' : 'k-of',
          text: `line.${line.id}`,
          ...(line.clause !== undefined && { clause: line.clause }),
          in: verdicts.map(({ node }) => node),
          ...(kind === 'kOf' && { args: { k: least } }),
          out: standing,
        },
        ...(kind === 'allOf' ? { lines: verdicts } : { alternatives: verdicts }),
      }
    },
  }
  return line
}

export const anyOfLine: LineOperator = {
  key: 'anyOf',
  read: (at, own, reading) => {
    const members = membersOf(at, 'anyOf', reading)
    return members && groupLine(at, own, members, 'anyOf', 1)
  },
}

export const allOfLine: LineOperator = {
  key: 'allOf',
  read: (at, own, reading) => {
    const members = membersOf(at, 'allOf', reading)
    return members && groupLine(at, own, members, 'allOf', members.length)
  },
}

export const kOfLine: LineOperator = {
  key: 'kOf',
  read: (at, own, reading) => {
    const members = membersOf(at, 'of', reading)
    const least = readInteger(child(at, 'kOf'), 1, members?.length ?? 1)
    return members && least !== null ? groupLine(at, own, members, 'kOf', least) : null
  },
}
