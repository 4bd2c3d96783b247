import { systemActor } from '../../../access/index.ts'
import { ok } from '../../../kernel/result.ts'
import { binaryWriter } from '../../../platform/db/binary-copy.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { command, type Unit } from '../../../platform/perform.ts'
import type { Services } from '../../../platform/services.ts'
import { type Folded, type SumsPlan, varintBytes } from '../../../rules/index.ts'
import { programmeById } from '../store/entries.ts'
import {
  copyStandings,
  countRegister,
  dropRegisterRun,
  forgetSuperseded,
  insertShapes,
  lockRegisterRun,
  moveRegisterRun,
  nextRange,
  type RegisterRun,
  type RunTallies,
  shapesOf,
  supersedeBefore,
} from '../store/register.ts'
import { storeGroups } from '../store/register-groups.ts'
import type { RegisterStanding } from '../store/tables.ts'
import { dayOfGroups } from './register-standings.ts'
import { judgeStretch, standingOfPath, type StretchReader, writeAmounts } from './judge-stretch.ts'
import { rulebook } from './rulebook.ts'

/** People per transaction: a killed run repeats that much at most. */
const peopleAtOnce = 20_000
const rowsForgotten = 50_000

interface Batch {
  readonly runId: string
  /** People per transaction, where it is not the usual. */
  readonly atOnce?: number
}

/** Judges the next range of a run, stores what it found and moves the mark, all at once or not at all. */
export const judgeRange = command({
  name: 'ledger.judgeRange',
  action: 'register.run',
  async load(unit, input: Batch) {
    const run = await lockRegisterRun(unit.tx, input.runId)
    const programme = run && (await programmeById(unit.tx, run.programmeId))
    return run && programme ? { owners: {}, run, programme } : undefined
  },
  async run(unit, { atOnce }, { run, programme }) {
    if (run.state !== 'running') return ok({ done: true })
    const book = await rulebook(unit.tx, programme.rulePack)
    if (!book.ok)
      throw new Error(`rule pack ${programme.rulePack} of ${programme.code} cannot be used: ${book.code}`)
    if (book.value.ruleset.hash !== run.rulesetHash) {
      // Half by the rules before and half by those of now would be neither: it is begun anew by whoever wants it.
      await dropRegisterRun(unit.tx, run)
      return ok({ done: true })
    }
    const people = run.people ?? (await countRegister(unit.tx, programme.id))
    const range = await nextRange(unit.tx, programme.id, run.afterPerson, atOnce ?? peopleAtOnce)
    const rows = await rowsOf(unit.tx, run)
    await judgeStretch(
      unit.tx,
      { run, programme, book: book.value, after: run.afterPerson, upTo: range.upTo },
      rows,
    )
    const found = await rows.store()
    await moveRegisterRun(unit.tx, run, {
      afterPerson: range.upTo,
      people: range.isLast ? run.done + found.people : Math.max(people, run.done + found.people),
      done: run.done + found.people,
      tallies: found.tallies,
      finishedAt: range.isLast ? unit.now : null,
    })
    if (range.isLast) await supersedeBefore(unit.tx, run)
    return ok({ done: range.isLast })
  },
})

type Store = () => Promise<{ people: number; tallies: RunTallies }>

/** What a range found, kept as the bytes that go into the table. */
const rowsOf = async (tx: Tx, run: RegisterRun): Promise<StretchReader & { store(): ReturnType<Store> }> => {
  const shapes = await shapesOf(tx, run.number)
  const fresh: { run: number; shape: number; standing: RegisterStanding; folded: string }[] = []
  const numbersOfPaths = new Map<number, { shape: number; standing: RegisterStanding }>()
  const writer = binaryWriter()
  const tallies: RunTallies = {
    met: run.met,
    unmet: run.unmet,
    undetermined: run.undetermined,
    outside: run.outside,
    whole: run.whole,
  }
  let people = 0
  let scratch = new Uint8Array(64)
  const numberOf = (folded: string, standing: RegisterStanding): number => {
    const known = shapes.get(folded)
    if (known !== undefined) return known
    const shape = shapes.size + 1
    shapes.set(folded, shape)
    fresh.push({ run: run.number, shape, standing, folded })
    return shape
  }
  const add = (
    id: Uint8Array,
    shape: number,
    standing: RegisterStanding,
    code: Uint8Array,
    length: number,
  ) => {
    writer.row(4)
    writer.int(run.number)
    writer.bytes(id)
    writer.int(shape)
    writer.bytes(code, length)
    tallies[standing] += 1
    people += 1
  }
  return {
    bySums(id: Uint8Array, plan: SumsPlan, path: number, counted: Float64Array): void {
      let known = numbersOfPaths.get(path)
      if (!known) {
        const standing = standingOfPath(plan, path)
        known = { shape: numberOf(plan.shapeOf(path), standing), standing }
        numbersOfPaths.set(path, known)
      }
      if (scratch.length < counted.length * varintBytes)
        scratch = new Uint8Array(counted.length * varintBytes)
      add(id, known.shape, known.standing, scratch, writeAmounts(scratch, path, counted))
    },
    byEvidence(id: Uint8Array, { shape, code }: Folded, standing: RegisterStanding): void {
      tallies.whole += 1
      add(id, numberOf(shape, standing), standing, code, code.length)
    },
    async store(): Promise<{ people: number; tallies: RunTallies }> {
      await insertShapes(tx, fresh)
      if (people > 0) await copyStandings(tx, writer.finish())
      return { people, tallies }
    },
  }
}

/** Takes away a part of what earlier runs have left, once a later one has finished. */
export const forgetRange = command({
  name: 'ledger.forgetRange',
  action: 'register.run',
  async load(unit: Pick<Unit, 'tx'>, input: Batch) {
    const run = await lockRegisterRun(unit.tx, input.runId)
    return run && { owners: {}, run }
  },
  async run(unit, _input, { run }) {
    return ok({ done: (await forgetSuperseded(unit.tx, run.programmeId, rowsForgotten)) < rowsForgotten })
  },
})

/** Adds up what a finished run found, by district, employer and title level. Run again, it finds the same. */
const groupRun = command({
  name: 'ledger.groupRegister',
  action: 'register.run',
  async load(unit, input: Batch) {
    const run = await lockRegisterRun(unit.tx, input.runId)
    return run && { owners: {}, run }
  },
  async run(unit, _input, { run }) {
    if (run.state === 'done') await storeGroups(unit.tx, run, dayOfGroups(run))
    return ok({ done: true })
  },
})

/** Goes through a register to its end, from wherever an earlier worker left it. */
export const judgeRegister = (services: Services, asked: Batch): Promise<void> =>
  toTheEnd(services, asked, [judgeRange, forgetRange])

/** The same, and then adds up what was found. */
export const runRegister = async (services: Services, asked: Batch): Promise<void> => {
  await judgeRegister(services, asked)
  await toTheEnd(services, asked, [groupRun])
}

type Step = typeof judgeRange | typeof forgetRange | typeof groupRun

const toTheEnd = async (services: Services, asked: Batch, steps: readonly Step[]): Promise<void> => {
  for (const step of steps)
    for (;;) {
      const by = { actor: systemActor, requestId: `register ${asked.runId}` }
      const ran = await services.perform(step, asked, by)
      if (!ran.ok) throw new Error(`register ${asked.runId}: ${ran.code}`)
      if (ran.value.done) break
    }
}
