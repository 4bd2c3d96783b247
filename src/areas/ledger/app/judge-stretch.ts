import type { Tx } from '../../../platform/db/database.ts'
import { turns } from '../../../platform/turns.ts'
import { evaluate, fold, type Folded, planOf, type SumsPlan, writeVarint } from '../../../rules/index.ts'
import type { programmeById } from '../store/entries.ts'
import type { RegisterRun } from '../store/register.ts'
import { streamPeople } from '../store/stream-people.ts'
import type { RegisterStanding } from '../store/tables.ts'
import { type Evidence, gatherEvidence, takesPart } from './gather-facts.ts'
import { placesOf, streamedJudge, type Unposted } from './judge-streamed.ts'
import { judgeUnposted } from './judge-unposted.ts'
import { rulesetsAlike } from './rulesets-alike.ts'
import type { Rulebook } from './rulebook.ts'
import { daysOfPeriod } from './start-closing.ts'
import { bytesOf, uuidOf } from './uuid-bytes.ts'

/** People gone through whole, per question. */
const wholeAtOnce = 400

export interface Stretch {
  readonly run: Pick<RegisterRun, 'period' | 'onDay'>
  readonly programme: NonNullable<Awaited<ReturnType<typeof programmeById>>>
  readonly book: Rulebook
  /** People behind this id, up to and with the other. */
  readonly after: string | null
  readonly upTo: string
}

/** Is told how everybody stands; ids as their sixteen bytes, `counted` used again for the next. */
export interface StretchReader {
  bySums(id: Uint8Array, plan: SumsPlan, path: number, counted: Float64Array): void
  byEvidence(id: Uint8Array, folded: Folded, standing: RegisterStanding): void
}

export const standingOfPath = (plan: SumsPlan, path: number): RegisterStanding =>
  path === 0 ? 'outside' : plan.standingOf(path)

/** Writes the code of a standing that sums decide and answers its length: nobody whom no requirement reaches counts anything. */
export const writeAmounts = (into: Uint8Array, path: number, counted: Float64Array): number => {
  let length = 0
  if (path !== 0) for (const grains of counted) length = writeVarint(into, length, grains)
  return length
}

/** Judges a stretch of a register: sums where they decide, the evidence itself of everybody else; both say the same, the one sooner. */
export const judgeStretch = async (
  tx: Tx,
  { run, programme, book, after, upTo }: Stretch,
  reader: StretchReader,
): Promise<void> => {
  const { ruleset, pack } = book
  const days = daysOfPeriod(run.period) as { from: string; to: string }
  const asked = { programme, on: run.onDay, participants: pack.participants }
  const plan = planOf(ruleset, run.period)
  const sums = plan.kind === 'sums' && plan.alone ? plan : null
  const places = sums ? placesOf(sums) : []
  const judge = sums && streamedJudge(sums, places, asked)
  const whole: string[] = []
  const unposted = new Map<string, readonly [Unposted]>()
  const range = {
    programmeId: programme.id,
    period: { key: run.period, to: days.to },
    rulesetHashes: sums ? await rulesetsAlike(tx, sums) : [],
    places,
    factsAsked: sums?.factsAsked ?? [],
    after,
    upTo,
  }
  await streamPeople(tx, range, (person) => {
    if (!person.takesPart && !person.isPartial) return
    const path = judge?.pathOf(person) ?? null
    if (path !== null && sums && judge) return reader.bySums(person.id, sums, path, judge.counted)
    const some = person.takesPart ? judge?.unposted(person) : null
    if (some) unposted.set(uuidOf(person.id), [some])
    else whole.push(uuidOf(person.id))
  })
  if (sums)
    whole.push(
      ...(await judgeUnposted(
        tx,
        [{ book, plan: sums }],
        { programmeId: programme.id, on: run.onDay },
        unposted,
        (id, [path]) =>
          reader.bySums(
            bytesOf(id),
            sums,
            path as number,
            (unposted.get(id) as readonly [Unposted])[0].counted,
          ),
      )),
    )
  const work = turns()
  for (let at = 0; at < whole.length; at += wholeAtOnce) {
    const ids = whole.slice(at, at + wholeAtOnce)
    const known = await gatherEvidence(tx, ids, { ...asked, period: run.period, reopened: run.period })
    for (const id of ids) {
      await work.pass()
      const { facts } = known.get(id) as Evidence
      if (!takesPart(facts, programme)) continue
      const result = evaluate(ruleset, facts, { on: run.onDay, hints: false })
      reader.byEvidence(bytesOf(id), fold(result, ruleset), result.applies ? result.standing : 'outside')
    }
  }
}
