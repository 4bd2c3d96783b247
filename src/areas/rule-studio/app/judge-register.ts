import type { Tx } from '../../../platform/db/database.ts'
import { type Compared, comparedPlans, compareRegister, type JudgedBySums } from '../../ledger/index.ts'
import { changedRules } from '../domain/changed-rules.ts'
import { type RuleEffect, effectsOf, type Touched } from '../domain/effects.ts'
import { type FoundLine, shapeLines, unfoldLines } from '../domain/folded.ts'
import { flippedOf, reasonOf } from '../domain/reason.ts'
import { type Group, type Tallied, tallyOf } from '../domain/tally.ts'
import type { DryRun } from '../store/dry-runs.ts'
import { type GroupOf, groupsOfRun } from '../store/run-groups.ts'
import { type RunRows, type RunShape, rowsOfRun } from '../store/run-standings.ts'
import type { StandWord } from '../store/tables.ts'
import type { RunSetting } from './dry-run.ts'

/** All that a run counts; `whole`: of its people, those gone through whole. */
export interface RunTally extends Tallied {
  readonly whole: number
  readonly effects: readonly RuleEffect[]
}

const noRule: Touched = []
const nowhere: Group = { employer: null, district: null, titleLevel: null, class: null }

/** A pair of paths: what is alike of all people who took it. */
interface Pair {
  readonly shape: RunShape
  readonly before: StandWord
  readonly after: StandWord
  readonly minutesBefore: (counted: Float64Array) => number
  readonly minutesAfter: (counted: Float64Array) => number
  /** The line that is met on one side alone, if there is one. */
  readonly flipped: ReturnType<typeof flippedOf>
}

/** Two paths with the words they stand for; `pairs` are few: they differ in what is lacking and in the rules that touch. */
interface Paths {
  readonly before: StandWord
  readonly after: StandWord
  readonly pairs: { readonly lacks: readonly string[]; readonly touched: Touched; readonly pair: Pair }[]
}

/**
 * Judges everybody of the register under the texts in force and those with the draft among them, in one pass over the
 * snapshot of `tx`; what is found of a range of people is handed to `keep`, in another transaction, as the next is read.
 */
export const judgeBoth = async (
  tx: Tx,
  run: DryRun,
  { programme, before, after }: RunSetting,
  keep: (rows: RunRows) => Promise<void>,
): Promise<RunTally> => {
  const comparison = { before, after, programme, period: run.period, on: run.onDay }
  const plans = comparedPlans(comparison)
  const [rows, tally, groups] = [rowsOfRun(run.number), tallyOf(), groupsOfRun(run)]
  const grainsIn =
    ({ ruleset }: RunSetting['before']) =>
    (measure: string) =>
      ruleset.measures.get(measure)?.perUnit ?? 1
  const effects = effectsOf({
    changed: changedRules(before, after, run.toDay),
    period: run.period,
    perUnit: { before: grainsIn(before), after: grainsIn(after) },
  })
  const effectBySums = plans && effects.bySums(plans.before, plans.after)
  const paths = new Map<number, Map<number, Paths>>()
  let groupOf: GroupOf = () => nowhere
  let whole = 0
  let kept: Promise<void> = Promise.resolve()

  const wordOf = (side: 'before' | 'after', path: number): StandWord =>
    path === 0 ? 'outside' : (plans?.[side].standingOf(path) ?? 'outside')
  const pathsOf = (was: number, is: number): Paths => {
    const some = paths.get(was) ?? new Map<number, Paths>()
    paths.set(was, some)
    const known = some.get(is) ?? { before: wordOf('before', was), after: wordOf('after', is), pairs: [] }
    some.set(is, known)
    return known
  }
  const made = (
    was: number,
    is: number,
    { before: wordBefore, after: wordAfter }: Paths,
    lacks: readonly string[],
    touched: Touched,
  ): Pair => {
    if (!plans) throw new Error('nobody is judged from sums without plans')
    const lines = { before: shapeLines(plans.before, was), after: shapeLines(plans.after, is) }
    return {
      shape: rows.shapeOf({ before: wordBefore, after: wordAfter, lines, lacks, touched }),
      before: wordBefore,
      after: wordAfter,
      minutesBefore: lackingMinutes(plans.before, wordBefore),
      minutesAfter: lackingMinutes(plans.after, wordAfter),
      flipped: flippedOf(was === 0 ? [] : plans.before.leaves, is === 0 ? [] : plans.after.leaves),
    }
  }

  const bySums = (id: Buffer, was: JudgedBySums, is: JudgedBySums, lacks: readonly string[]): void => {
    const both = pathsOf(was.path, is.path)
    const touched =
      effectBySums?.(
        { word: both.before, counted: was.counted },
        { word: both.after, counted: is.counted },
      ) ?? noRule
    let pair = both.pairs.find((one) => one.touched === touched && one.lacks === lacks)?.pair
    if (!pair)
      both.pairs.push({ lacks, touched, pair: (pair = made(was.path, is.path, both, lacks, touched)) })
    const { shape, flipped } = pair
    const group = groupOf(id)
    rows.addSums(id, shape, was.counted, is.counted, group.employer)
    const figures = {
      before: pair.before,
      after: pair.after,
      beforeMinutes: pair.minutesBefore(was.counted),
      afterMinutes: pair.minutesAfter(is.counted),
      lacks,
    }
    tally.add(
      figures,
      group,
      () =>
        flipped(was.counted, is.counted) ??
        reasonOf(
          unfoldLines(shape.lines?.before ?? [], [...was.counted]),
          unfoldLines(shape.lines?.after ?? [], [...is.counted]),
        ),
    )
  }

  await compareRegister(tx, comparison, {
    async begin(range) {
      groupOf = await groups.ofRange(tx, range)
    },
    bySums,
    async byEvidence(people: readonly Compared[]) {
      const own = await groups.ofPeople(
        tx,
        people.map(({ personId }) => personId),
      )
      for (const one of people) {
        const [was, is] = [one.before, one.after]
        const lacks = is.standing === 'undetermined' ? is.lacks : []
        const touched = effects.byEvidence(was, is)
        const shape = rows.shapeOf({ before: was.standing, after: is.standing, lines: null, lacks, touched })
        const group = own.get(one.personId) ?? nowhere
        const figures = {
          before: was.lines as readonly FoundLine[],
          after: is.lines as readonly FoundLine[],
          beforeMinutes: was.missingMinutes,
          afterMinutes: is.missingMinutes,
        }
        rows.addFigures(Buffer.from(one.personId.replaceAll('-', ''), 'hex'), shape, figures, group.employer)
        tally.add(
          {
            before: was.standing,
            after: is.standing,
            beforeMinutes: was.missingMinutes ?? 0,
            afterMinutes: is.missingMinutes ?? 0,
            lacks,
          },
          group,
          () => reasonOf(was.lines, is.lines),
        )
        whole += 1
      }
    },
    async end() {
      await kept
      kept = keep(rows.take())
      // Whoever waits for it next is told; until then it must not end the process.
      kept.catch(() => undefined)
    },
  })
  await kept
  return { ...tally.result(), whole, effects: effects.result() }
}

type Leaves = NonNullable<ReturnType<typeof comparedPlans>>['before']['leaves']

/** Minutes lacking by what leaves count: grains of hours are minutes. 0 where the requirement is met or reaches nobody. */
const lackingMinutes = (
  { leaves }: { readonly leaves: Leaves },
  word: StandWord,
): ((counted: Float64Array) => number) => {
  if (word === 'met' || word === 'outside') return () => 0
  const hours = leaves.flatMap(({ measure, least }, place) =>
    measure === 'hours' ? [[place, least] as const] : [],
  )
  return (counted) => {
    let most = 0
    for (const [place, least] of hours) {
      const lacking = least - (counted[place] as number)
      if (lacking > most) most = lacking
    }
    return most
  }
}
