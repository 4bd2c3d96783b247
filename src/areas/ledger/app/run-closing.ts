import { systemActor } from '../../../access/index.ts'
import { canonicalJson, type Json } from '../../../kernel/canonical-json.ts'
import { newId } from '../../../kernel/id.ts'
import { ok } from '../../../kernel/result.ts'
import { command, type Unit } from '../../../platform/perform.ts'
import type { Services } from '../../../platform/services.ts'
import { countedHours, type ClosingContent, spanOf } from '../domain/closing-content.ts'
import { ledgerEvents } from '../events.ts'
import {
  entriesInPeriod,
  hashesOfClosing,
  insertClosingRows,
  standingsOfClosing,
} from '../store/closing-rows.ts'
import {
  type ClosingRecord,
  lockClosing,
  moveClosing,
  peopleWaiting,
  writeCounted,
} from '../store/closings.ts'
import { lockPeopleLedgers, programmeById } from '../store/entries.ts'
import { countPeople } from './count-people.ts'
import { hashesOfResult, hashOfJson, hashOfText, type Judged, judgePeople } from './judge-closing.ts'
import { rulebook, type Rulebook } from './rulebook.ts'

/** People per transaction: a killed worker repeats little, and a person's ledger is held up for a moment only. */
const batchSize = 200
/** Counting holds nobody up, and mostly adds up what is on the ledger. */
const countedAtOnce = 2_000

interface Batch {
  readonly closingId: string
  /** People per transaction, where it is not the usual. */
  readonly atOnce?: number
}

type Programme = NonNullable<Awaited<ReturnType<typeof programmeById>>>

const load = async (unit: Pick<Unit, 'tx'>, input: Batch) => {
  const closing = await lockClosing(unit.tx, input.closingId)
  const programme = closing && (await programmeById(unit.tx, closing.programmeId))
  return closing && programme ? { owners: {}, closing, programme } : undefined
}

const bookOf = async (unit: Unit, programme: Programme): Promise<Rulebook> => {
  const book = await rulebook(unit.tx, programme.rulePack)
  if (!book.ok)
    throw new Error(`rule pack ${programme.rulePack} of ${programme.code} cannot be used: ${book.code}`)
  return book.value
}

/** Counts the next people of a closing, and says when all are counted. A second run finds them counted. */
export const countBatch = command({
  name: 'ledger.countBatch',
  action: 'closing.run',
  load,
  async run(unit, { closingId, atOnce }: Batch, { closing, programme }) {
    if (closing.state !== 'counting') return ok({ done: true })
    const people = await peopleWaiting(unit.tx, closingId, 'count', atOnce ?? countedAtOnce)
    if (people.length === 0) {
      await moveClosing(unit.tx, closingId, { state: 'counted' })
      return ok({ done: true })
    }
    const book = await bookOf(unit, programme)
    await writeCounted(
      unit.tx,
      closingId,
      await countPeople(unit.tx, book, closing, programme, people),
      false,
    )
    return ok({ done: false })
  },
})

/** Freezes the rows of the next people. What a killed run has frozen stays, and is not frozen again. */
export const closeBatch = command({
  name: 'ledger.closeBatch',
  action: 'closing.run',
  load,
  async run(unit, { closingId, atOnce }: Batch, { closing, programme }) {
    if (closing.state !== 'closing') return ok({ done: true })
    const people = await peopleWaiting(unit.tx, closingId, 'close', atOnce ?? batchSize)
    if (people.length === 0) {
      await finish(unit, closing)
      return ok({ done: true })
    }
    await lockPeopleLedgers(unit.tx, people)
    const book = await bookOf(unit, programme)
    const on = closing.closedOn as string
    const judged = await judgePeople(unit.tx, book, closing, programme, people, on, true)
    const entries = await entriesInPeriod(unit.tx, people, closing)
    await insertClosingRows(
      unit.tx,
      judged
        .filter(({ counted }) => counted.standing !== 'outside' && !counted.same)
        .map((one) =>
          rowOf(one, unit.now, { closing, programme, book, entries: entries.get(one.personId) ?? [] }),
        ),
    )
    await writeCounted(
      unit.tx,
      closingId,
      judged.map((one) => one.counted),
      true,
    )
    return ok({ done: false })
  },
})

interface Given {
  readonly closing: ClosingRecord
  readonly programme: Programme
  readonly book: Rulebook
  readonly entries: string[]
}

/** The row to be frozen, its text and the hash of it. */
const rowOf = (one: Judged, now: Date, given: Given) => {
  const { closing, programme, entries } = given
  const content = contentOf(one, given)
  const text = canonicalJson(content as unknown as Json)
  return {
    id: newId(),
    closingId: closing.id,
    programmeId: programme.id,
    personId: one.personId,
    period: closing.period,
    standing: content.standing,
    content: text,
    contentHash: hashOfText(text),
    supersedes: one.evidence.before?.id ?? null,
    entries,
    closedOn: content.closedOn,
    closedAt: now,
  }
}

const contentOf = (
  { personId, evidence, result, closed }: Judged,
  { closing, programme, book, entries }: Given,
): ClosingContent => {
  const { facts, closings, before } = evidence
  return {
    schema: 'zhixin.closing/1',
    programme: programme.code,
    person: personId,
    period: spanOf(result) ?? { key: closing.period, from: closing.fromDay, to: closing.toDay },
    standing: result.standing,
    closed,
    hours: countedHours(result, book.pack.unit.minutes),
    result: hashesOfResult(result),
    ruleset: { ...result.pack, packs: book.hashes },
    evidence: {
      facts: hashOfJson(facts),
      person: facts.person.facts,
      activities: (facts.activities ?? []).map((activity) => activity.id),
      ...(facts.holdings && { holdings: facts.holdings }),
      ...(facts.exemptions && { exemptions: facts.exemptions }),
      closings,
      entries,
    },
    closedOn: closing.closedOn as string,
    closedBy: closing.closedBy as string,
    supersedes: before && before.contentHash.toString('base64url'),
    reason: closing.reason,
  }
}

/** All rows stand: their digest goes into the closing and into the trail, and what waits for it is told. */
const finish = async (unit: Unit, closing: ClosingRecord): Promise<void> => {
  const digest = digestOf(await hashesOfClosing(unit.tx, closing.id))
  await moveClosing(unit.tx, closing.id, { state: 'closed', closedAt: unit.now, digest })
  await unit.emit({
    name: ledgerEvents.periodClosed,
    subject: { kind: 'programme', id: closing.programmeId },
    data: {
      closing: closing.id,
      period: closing.period,
      kind: closing.kind,
      ...(await standingsOfClosing(unit.tx, closing.id)),
      digest: digest.toString('base64url'),
    },
  })
}

/** Of a closing: SHA-256 over its rows' hashes, in the order of the people's ids. */
export const digestOf = (hashes: readonly Buffer[]): Buffer =>
  hashOfText(hashes.map((hash) => hash.toString('base64url')).join('\n'))

const toTheEnd =
  (batch: typeof countBatch | typeof closeBatch) =>
  async (services: Services, asked: Batch): Promise<void> => {
    for (;;) {
      const by = { actor: systemActor, requestId: `closing ${asked.closingId}` }
      const ran = await services.perform(batch, asked, by)
      if (!ran.ok) throw new Error(`closing ${asked.closingId}: ${ran.code}`)
      if (ran.value.done) return
    }
  }

export const countClosing = toTheEnd(countBatch)
export const closePeriod = toTheEnd(closeBatch)
