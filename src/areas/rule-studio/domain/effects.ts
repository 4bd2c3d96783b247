import type { ActivityResult, SumsPlan } from '../../../rules/index.ts'
import { type ChangedRule, nameOfRule } from './changed-rules.ts'
import { creditsBetween, creditsMoved, grainsOf, type PerUnit } from './credit-cause.ts'
import type { FoundLine } from './folded.ts'
import type { StandWord } from './tally.ts'

/**
 * What a rule does that says something else. Amounts are grains: of a requirement, what people lack less (`gained`) and
 * more (`lost`); of any other rule, what is counted more and less. `follows`: it says the same, and others move it.
 */
export interface RuleEffect {
  readonly part: string
  /** Null: rules of the part that cannot be told apart. */
  readonly id: string | null
  readonly change: ChangedRule['change'] | 'follows'
  readonly people: number
  readonly activities: number
  readonly amounts: readonly { readonly measure: string; readonly gained: number; readonly lost: number }[]
}

interface Row extends Pick<RuleEffect, 'part' | 'id' | 'change'> {
  readonly name: string
  people: number
  activities: number
  readonly amounts: Map<string, { gained: number; lost: number }>
}

interface Side {
  readonly standing: StandWord
  readonly lines: readonly FoundLine[]
  readonly activities: readonly ActivityResult[]
}

/** How somebody stands by a plan; `counted` in grains, by leaf. */
interface SideBySums {
  readonly word: StandWord
  readonly counted: ArrayLike<number>
}

interface Moving {
  readonly changed: readonly ChangedRule[]
  readonly period: string
  readonly perUnit: PerUnit
}

/** The rules that touch somebody, by name: one list for all whom the same rules touch. */
export type Touched = readonly string[]
const nothing: Touched = []
const noRows: readonly Row[] = []

interface Touching {
  readonly names: Touched
  readonly rows: readonly Row[]
  /** With one more. */
  readonly next: Map<Row, Touching>
}

/** Counts what each changed rule does as people go by, and says of each of them which rules it was. */
export const effectsOf = ({ changed, period, perUnit }: Moving) => {
  const rows = new Map<string, Row>()
  const changeOf = new Map(changed.map((one) => [nameOfRule(one), one.change]))
  const rowOf = (part: string, id: string | null): Row => {
    const name = nameOfRule({ part, id: id ?? '' })
    const found = rows.get(name)
    if (found) return found
    // Several rules of one part, told together, are changed ones too.
    const isJoint = id === null && changed.some((one) => one.part === part)
    const change = changeOf.get(name) ?? (isJoint ? 'changed' : 'follows')
    const made: Row = { name, part, id, change, people: 0, activities: 0, amounts: new Map() }
    rows.set(name, made)
    return made
  }
  for (const { part, id } of changed) rowOf(part, id)
  const isChangedLine = (id: string): boolean => changeOf.has(nameOfRule({ part: 'require', id }))
  const isCreditedOtherwise = changed.some(({ part }) => part !== 'require' && part !== 'population')

  /** Rules that touch somebody, met one after the other: whoever the same ones touch comes to the same object. */
  const untouched: Touching = { names: nothing, rows: [], next: new Map() }
  const and = (touching: Touching, row: Row): Touching => {
    const known = touching.next.get(row)
    if (known) return known
    const rows = [...touching.rows, row]
    const made: Touching = { names: rows.map(({ name }) => name), rows, next: new Map() }
    touching.next.set(row, made)
    return made
  }
  /** Counts a person for each of them. */
  const counting = ({ rows: touching, names }: Touching): Touched => {
    for (const row of touching) row.people += 1
    return names
  }
  const touch = (touching: readonly Row[]): Touched => counting(touching.reduce(and, untouched))

  /** Whom a requirement reaches on one side only is told of by whom it reaches, and of nothing else. */
  const oneSided = (was: StandWord, is: StandWord): Touched | null => {
    if (was !== 'outside' && is !== 'outside') return null
    return was === is ? nothing : touch([rowOf('population', 'population')])
  }
  const joining = changed.filter(({ joins }) => joins)
  const isReachedOtherwise = changed.some(({ part }) => part === 'population')
  /** Stands otherwise, though no requirement alone is met or missed otherwise: by whom they reach, or how they are joined. */
  const withoutLine = (was: StandWord, is: StandWord): readonly Row[] => {
    if (isReachedOtherwise && (was === 'undetermined' || is === 'undetermined'))
      return [rowOf('population', 'population')]
    if (joining.length === 0) return []
    return [rowOf('require', joining.length === 1 ? (joining[0] as ChangedRule).id : null)]
  }

  return {
    /** For whom these two plans decide. */
    bySums(before: SumsPlan, after: SumsPlan): (was: SideBySums, is: SideBySums) => Touched {
      const lines = linesOfPlans(before, after)
        .filter(({ id, least }) => isChangedLine(id) || least.before !== least.after)
        .map((line) => ({ ...line, row: rowOf('require', line.id) }))
      return (was, is) => {
        const alone = oneSided(was.word, is.word)
        if (alone) return alone
        let [touching, flips] = [untouched, false]
        for (const { row, measure, place, least } of lines) {
          const lacked =
            place.before === -1 ? 0 : Math.max(0, least.before - (was.counted[place.before] as number))
          const lacks =
            place.after === -1 ? 0 : Math.max(0, least.after - (is.counted[place.after] as number))
          if (lacked === lacks) continue
          touching = and(touching, row)
          amountTo(row, measure, lacked - lacks)
          flips ||= lacked === 0 || lacks === 0
        }
        const others = was.word !== is.word && !flips ? withoutLine(was.word, is.word) : noRows
        return counting(others.reduce(and, touching))
      }
    },

    /** For whoever was judged from the evidence. */
    byEvidence(was: Side, is: Side): Touched {
      const alone = oneSided(was.standing, is.standing)
      if (alone) return alone
      const touched = new Set<Row>()
      let flips = false
      for (const [old, next] of paired(was.lines, is.lines)) {
        const { id, measure } = (next ?? old) as FoundLine
        const [before, after] = [grainsOfLine(old, perUnit.before), grainsOfLine(next, perUnit.after)]
        const lacked = Math.max(0, before.required - before.counted)
        flips ||= (lacked === 0) !== after.counted >= after.required
        if (!isChangedLine(id) && before.required === after.required) continue
        // Hours that other rules give or take are told of those: another amount is held against the hours of before.
        const isHeld = isCreditedOtherwise && old !== undefined && before.required !== after.required
        const lacks = Math.max(0, after.required - (isHeld ? before.counted : after.counted))
        if (lacked === lacks) continue
        const row = rowOf('require', id)
        touched.add(row)
        amountTo(row, measure, lacked - lacks)
      }
      for (const credit of creditsBetween(was.activities, is.activities)) {
        const caused = creditsMoved(credit, period, perUnit, changed)
        for (const { part, id, measure, grains } of caused) amountTo(rowOf(part, id), measure, grains)
        for (const row of new Set(caused.map(({ part, id }) => rowOf(part, id)))) {
          row.activities += 1
          touched.add(row)
        }
      }
      if (was.standing !== is.standing && !flips)
        for (const row of withoutLine(was.standing, is.standing)) touched.add(row)
      // In the order of the report, so that the same rules are one list.
      return touch([...rows.values()].filter((row) => touched.has(row)))
    },

    /** Changed rules in their order, then what they move besides. */
    result: (): readonly RuleEffect[] =>
      [...rows.values()]
        .filter(({ change, people }) => change !== 'follows' || people > 0)
        .map(({ amounts, name: _name, ...row }) => ({
          ...row,
          amounts: [...amounts]
            .toSorted(([a], [b]) => (a < b ? -1 : 1))
            .map(([measure, amount]) => ({ measure, ...amount })),
        })),
  }
}

const linesOfPlans = (before: SumsPlan, after: SumsPlan) => {
  const at = ({ leaves }: SumsPlan, id: string): number => leaves.findIndex((leaf) => leaf.id === id)
  const ids = new Set([...after.leaves, ...before.leaves].map(({ id }) => id))
  return [...ids].flatMap((id) => {
    const place = { before: at(before, id), after: at(after, id) }
    const [old, next] = [before.leaves[place.before], after.leaves[place.after]]
    const measure = (next ?? old)?.measure
    const least = { before: old?.least ?? 0, after: next?.least ?? 0 }
    return measure === undefined ? [] : [{ id, measure, place, least }]
  })
}

/** Lines of one id, of several holdings, in their order. */
const paired = (
  before: readonly FoundLine[],
  after: readonly FoundLine[],
): readonly (readonly [FoundLine | undefined, FoundLine | undefined])[] => {
  const [was, is] = [Map.groupBy(before, ({ id }) => id), Map.groupBy(after, ({ id }) => id)]
  return [...new Set([...is.keys(), ...was.keys()])].flatMap((id) => {
    const [old, next] = [was.get(id) ?? [], is.get(id) ?? []]
    return Array.from(
      { length: Math.max(old.length, next.length) },
      (_, place) => [old[place], next[place]] as const,
    )
  })
}

const grainsOfLine = (line: FoundLine | undefined, perUnit: (measure: string) => number) => ({
  required: line ? grainsOf(line.required, perUnit(line.measure)) : 0,
  counted: line ? grainsOf(line.counted, perUnit(line.measure)) : 0,
})

const amountTo = ({ amounts }: Row, measure: string, grains: number): void => {
  if (grains === 0) return
  const amount = amounts.get(measure) ?? { gained: 0, lost: 0 }
  amounts.set(measure, amount)
  if (grains > 0) amount.gained += grains
  else amount.lost -= grains
}
