import type { Tx } from '../../../platform/db/database.ts'
import { type Compared, comparedPlans, compareRegister, type JudgedBySums } from '../../ledger/index.ts'
import { changedRules } from '../domain/changed-rules.ts'
import { type RuleEffect, effectsOf, type Touched } from '../domain/effects.ts'
import { type FoundLine, shapeLines, unfoldLines } from '../domain/folded.ts'
import { reasonOf } from '../domain/reason.ts'
import { type Tallied, tallyOf } from '../domain/tally.ts'
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

/** A pair of paths: what is alike of all people who took it. */
interface Pair {
  readonly shape: RunShape
  readonly before: StandWord
  readonly after: StandWord
  readonly minutesBefore: (counted: Float64Array) => number
  readonly minutesAfter: (counted: Float64Array) => number
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
  const pairs = new Map<number, Map<number, Map<readonly string[], Map<Touched, Pair>>>>()
  let groupOf: GroupOf = () => ({ employer: null, district: null, titleLevel: null, class: null })
  let whole = 0
  let kept: Promise<void> = Promise.resolve()

  const wordOf = (side: 'before' | 'after', path: number): StandWord =>
    path === 0 ? 'outside' : (plans?.[side].standingOf(path) ?? 'outside')
  const made = (was: number, is: number, lacks: readonly string[], touched: Touched): Pair => {
    if (!plans) throw new Error('nobody is judged from sums without plans')
    const [wordBefore, wordAfter] = [wordOf('before', was), wordOf('after', is)]
    const lines = { before: shapeLines(plans.before, was), after: shapeLines(plans.after, is) }
    return {
      shape: rows.shapeOf({ before: wordBefore, after: wordAfter, lines, lacks, touched }),
      before: wordBefore,
      after: wordAfter,
      minutesBefore: lackingMinutes(plans.before, wordBefore),
      minutesAfter: lackingMinutes(plans.after, wordAfter),
    }
  }
  const pairOf = (was: number, is: number, lacks: readonly string[], touched: Touched): Pair => {
    const some = pairs.get(was) ?? new Map<number, Map<readonly string[], Map<Touched, Pair>>>()
    pairs.set(was, some)
    const others = some.get(is) ?? new Map<readonly string[], Map<Touched, Pair>>()
    some.set(is, others)
    const alike = others.get(lacks) ?? new Map<Touched, Pair>()
    others.set(lacks, alike)
    const known = alike.get(touched) ?? made(was, is, lacks, touched)
    alike.set(touched, known)
    return known
  }

  const bySums = (id: Uint8Array, was: JudgedBySums, is: JudgedBySums, lacks: readonly string[]): void => {
    const touched =
      effectBySums?.(
        { word: wordOf('before', was.path), counted: was.counted },
        { word: wordOf('after', is.path), counted: is.counted },
      ) ?? noRule
    const pair = pairOf(was.path, is.path, lacks, touched)
    const group = groupOf(Buffer.from(id.buffer, id.byteOffset, id.length).toString('latin1'))
    rows.addSums(id, pair.shape, was.counted, is.counted, group.employer)
    const figures = {
      before: pair.before,
      after: pair.after,
      beforeMinutes: pair.minutesBefore(was.counted),
      afterMinutes: pair.minutesAfter(is.counted),
      lacks,
    }
    tally.add(figures, group, () =>
      reasonOf(
        unfoldLines(pair.shape.lines?.before ?? [], [...was.counted]),
        unfoldLines(pair.shape.lines?.after ?? [], [...is.counted]),
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
        const group = own.get(one.personId) ?? groupOf('')
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
