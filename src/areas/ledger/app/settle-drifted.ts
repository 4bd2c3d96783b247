import { type Actor, systemActor } from '../../../access/index.ts'
import { dayInZone } from '../../../kernel/calendar.ts'
import { newId } from '../../../kernel/id.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import { command } from '../../../platform/perform.ts'
import type { Services } from '../../../platform/services.ts'
import { creditsIn } from '../domain/judge-in.ts'
import { postingsFor } from '../domain/postings.ts'
import {
  activitiesOf,
  entriesOf,
  entriesOfActivities,
  insertEntries,
  type LedgerPerson,
  ledgerPeople,
  lockPersonLedger,
  programmeById,
} from '../store/entries.ts'
import { booksInTime } from './books-in-time.ts'
import { booksOfActivities, checkPersonLedger } from './check-ledger.ts'
import { gatherFacts } from './gather-facts.ts'
import { rulebook } from './rulebook.ts'
import { correctionsOf } from './settle-credits.ts'

/**
 * Brings the entries of one person to what the evidence on record gives, each activity under the text it was credited by:
 * wrong entries are taken back and the right ones given, with the reason. It is for sums that drifted before credit that
 * moves was entered anew; where an entry or a reversal says what nobody posted, nothing is entered (`ledger.not-drift`).
 */
export const settlePerson = command({
  name: 'ledger.settlePerson',
  action: 'ledger.post',
  async load(unit, { personId, programmeId }: LedgerPerson & { readonly reason: string }) {
    await lockPersonLedger(unit.tx, personId)
    const programme = await programmeById(unit.tx, programmeId)
    return programme ? { owners: { professional: [personId] }, programme } : undefined
  },
  async run(unit, { personId, programmeId, reason }, { programme }) {
    if (reason.trim().length < 2) return refuse('ledger.reason-missing')
    const { tx, now } = unit
    const today = dayInZone(now, programme.zone)
    const book = await rulebook(tx, programme.rulePack)
    if (!book.ok) return book
    const books = await booksInTime(tx)
    const person = { personId, programmeId }
    const found = await checkPersonLedger(tx, books, person, today)
    if (found.some(({ code }) => code !== 'ledger.sum-differs')) return refuse('ledger.not-drift')
    if (found.length === 0) return ok({ entries: 0 })
    const activities = await activitiesOf(tx, personId, programmeId)
    const entries = await entriesOf(tx, personId, { programmeId })
    const taken = new Set(activities.flatMap(({ reverses, id }) => (reverses === null ? [] : [reverses, id])))
    const byBook = await booksOfActivities(books, programme.rulePack, book.value, activities, entries)
    let entered = 0
    for (const [{ ruleset, pack }, ids] of byBook) {
      const asked = { personId, programme, on: today, participants: pack.participants }
      const facts = await gatherFacts(tx, asked)
      const credited = await entriesOfActivities(tx, ids)
      for (const { id, facts: other } of activities.filter(
        (one) => ids.includes(one.id) && !taken.has(one.id),
      )) {
        const result = creditsIn(ruleset, { ...facts, ask: { on: today } }, other, today)
        const rows = correctionsOf(
          credited.filter(({ activityId }) => activityId === id),
          postingsFor(result, id, pack),
          { ...person, other, pack: result.pack, today, reason },
        )
        if (rows.length === 0) continue
        await insertEntries(tx, rows, now)
        entered += rows.length
        await unit.emit({
          name: 'ledger.creditMoved',
          subject: { kind: 'person', id: personId },
          data: {
            activity: id,
            reason,
            entries: rows.map(({ period, measure, amount }) => ({ period, measure, amount })),
            ruleset: result.pack.hash,
          },
        })
      }
    }
    // What corrections do not mend is no drift: nothing of it is kept.
    const left = await checkPersonLedger(tx, books, person, today)
    return left.length === 0 ? ok({ entries: entered }) : refuse('ledger.not-drift')
  },
})

export interface Settled {
  readonly settled: readonly (LedgerPerson & { readonly entries: number })[]
  /** Whom it could not settle, by the code of the refusal. */
  readonly left: readonly (LedgerPerson & { readonly code: string })[]
}

/** The same for everybody whose sums differ, one person at a time: cut off, it goes on where it is run again. */
export const settleDrifted = async (
  services: Services,
  reason: string,
  today: string,
  actor: Actor = systemActor,
): Promise<Settled> => {
  const [settled, left]: [Settled['settled'][number][], Settled['left'][number][]] = [[], []]
  const books = await booksInTime(services.db)
  const by = { actor, requestId: `settle ${newId()}` }
  for (let after: LedgerPerson | null = null; ; ) {
    const people: LedgerPerson[] = await ledgerPeople(services.db, after, 500)
    for (const one of people) {
      const found = await checkPersonLedger(services.db, books, one, today)
      if (!found.some(({ code }) => code === 'ledger.sum-differs')) continue
      const done = await services.perform(settlePerson, { ...one, reason }, by)
      if (done.ok) settled.push({ ...one, entries: done.value.entries })
      else left.push({ ...one, code: done.code })
    }
    after = people.at(-1) ?? null
    if (!after) return { settled, left }
  }
}
