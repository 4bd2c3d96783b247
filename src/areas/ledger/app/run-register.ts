import { systemActor } from '../../../access/index.ts'
import { ok } from '../../../kernel/result.ts'
import { binaryWriter } from '../../../platform/db/binary-copy.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { command, type Unit } from '../../../platform/perform.ts'
import type { Services } from '../../../platform/services.ts'
import { evaluate, fold, planOf, type SumsPlan, varintBytes, writeVarint } from '../../../rules/index.ts'
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
import { streamPeople } from '../store/stream-people.ts'
import type { RegisterStanding } from '../store/tables.ts'
import { type Evidence, gatherEvidence } from './gather-facts.ts'
import { placesOf, streamedJudge, type Unposted } from './judge-streamed.ts'
import { judgeUnposted } from './judge-unposted.ts'
import { type Rulebook, rulebook } from './rulebook.ts'
import { daysOfPeriod } from './start-closing.ts'
import { bytesOf, uuidOf } from './uuid-bytes.ts'

/** People per transaction: a killed run repeats that much at most. */
const peopleAtOnce = 20_000
/** People gone through whole, per question. */
const wholeAtOnce = 400
const rowsForgotten = 50_000

interface Batch {
  readonly runId: string
  /** People per transaction, where it is not the usual. */
  readonly atOnce?: number
}

type Programme = NonNullable<Awaited<ReturnType<typeof programmeById>>>

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
    const found = await judge(unit.tx, { run, programme, book: book.value, upTo: range.upTo })
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

interface Judging {
  readonly run: RegisterRun
  readonly programme: Programme
  readonly book: Rulebook
  readonly upTo: string
}

/** Sums where they decide, the evidence itself of everybody else; both say the same, the one sooner. */
const judge = async (tx: Tx, { run, programme, book, upTo }: Judging) => {
  const { ruleset, pack } = book
  const days = daysOfPeriod(run.period) as { from: string; to: string }
  const asked = { programme, on: run.onDay, participants: pack.participants }
  const plan = planOf(ruleset, run.period)
  const sums = plan.kind === 'sums' && plan.alone ? plan : null
  const places = sums ? placesOf(sums) : []
  const judgeOf = sums && streamedJudge(sums, places, asked)
  const rows = await rowsOf(tx, run)
  const whole: string[] = []
  const unposted = new Map<string, Unposted>()
  const range = {
    programmeId: programme.id,
    period: { key: run.period, to: days.to },
    rulesetHash: ruleset.hash,
    places,
    factsAsked: sums?.factsAsked ?? [],
    after: run.afterPerson,
    upTo,
  }
  await streamPeople(tx, range, (person) => {
    if (!person.takesPart && !person.isPartial) return
    const path = judgeOf?.pathOf(person) ?? null
    if (path !== null && sums && judgeOf) return rows.addPath(person.id, sums, path, judgeOf.counted)
    const some = person.takesPart ? judgeOf?.unposted(person) : null
    if (some) unposted.set(uuidOf(person.id), some)
    else whole.push(uuidOf(person.id))
  })
  if (sums)
    whole.push(
      ...(await judgeUnposted(
        tx,
        book,
        sums,
        { programmeId: programme.id, on: run.onDay },
        unposted,
        (id, path, counted) => rows.addPath(bytesOf(id), sums, path, counted),
      )),
    )
  for (let at = 0; at < whole.length; at += wholeAtOnce) {
    const ids = whole.slice(at, at + wholeAtOnce)
    const known = await gatherEvidence(tx, ids, { ...asked, period: run.period, reopened: run.period })
    for (const id of ids) {
      const { facts } = known.get(id) as Evidence
      const isPart = (facts.activities ?? []).length > 0 || takesPart(facts.person.facts, programme)
      if (!isPart) continue
      const result = evaluate(ruleset, facts, { on: run.onDay, hints: false })
      const { shape, code } = fold(result, ruleset)
      rows.addFolded(bytesOf(id), shape, result.applies ? result.standing : 'outside', code)
    }
  }
  return rows.store()
}

const takesPart = (facts: Evidence['facts']['person']['facts'], { code }: Programme): boolean =>
  (facts['programme'] ?? []).some(({ value }) => Array.isArray(value) && value.includes(code.toLowerCase()))

/** What a range found, kept as the bytes that go into the table. */
const rowsOf = async (tx: Tx, run: RegisterRun) => {
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
    addPath(id: Uint8Array, plan: SumsPlan, path: number, counted: Float64Array): void {
      let known = numbersOfPaths.get(path)
      if (!known) {
        const standing = path === 0 ? 'outside' : plan.standingOf(path)
        known = { shape: numberOf(plan.shapeOf(path), standing), standing }
        numbersOfPaths.set(path, known)
      }
      if (scratch.length < counted.length * varintBytes)
        scratch = new Uint8Array(counted.length * varintBytes)
      let length = 0
      // Nobody whom no requirement reaches counts anything towards one.
      if (path !== 0) for (const grains of counted) length = writeVarint(scratch, length, grains)
      add(id, known.shape, known.standing, scratch, length)
    },
    addFolded(id: Uint8Array, folded: string, standing: RegisterStanding, code: Uint8Array): void {
      tallies.whole += 1
      add(id, numberOf(folded, standing), standing, code, code.length)
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

/** Goes through a register to its end, from wherever an earlier worker left it. */
export const judgeRegister = async (services: Services, asked: Batch): Promise<void> => {
  for (const step of [judgeRange, forgetRange])
    for (;;) {
      const by = { actor: systemActor, requestId: `register ${asked.runId}` }
      const ran = await services.perform(step, asked, by)
      if (!ran.ok) throw new Error(`register ${asked.runId}: ${ran.code}`)
      if (ran.value.done) break
    }
}
