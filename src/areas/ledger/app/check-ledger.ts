import { canonicalJson, type Json } from '../../../kernel/canonical-json.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import { type Activity, evaluate, type Facts, recheck } from '../../../rules/index.ts'
import { judgeIn } from '../domain/judge-in.ts'
import { postingsFor, type Posting } from '../domain/postings.ts'
import {
  activitiesOf,
  entriesOf,
  entriesWithoutActivity,
  type LedgerPerson,
  ledgerPeople,
  programmeById,
} from '../store/entries.ts'
import { gatherFacts } from './gather-facts.ts'
import { type BooksInTime, booksInTime } from './books-in-time.ts'
import { type Rulebook, rulebook } from './rulebook.ts'

/** Something off in the ledger, as `doctor` lists it. */
export interface LedgerFinding {
  readonly code:
    | 'ledger.sum-differs'
    | 'ledger.entry-differs'
    | 'ledger.activity-missing'
    | 'ledger.reversal-differs'
    | 'ledger.trace-differs'
    | 'ledger.pack-unusable'
  readonly params: Readonly<Record<string, string | number>>
}

/**
 * Re-derives every person's credits from the activities on record and compares them with the ledger: the sums of every
 * measure, period by period, those of periods without an entry left included; what single entries say; that a reversal
 * takes back what it reverses. Every trace is re-added by code of its own. Each activity is judged by the text in force
 * when it was credited: one published since changes standings, and rewrites no entry.
 */
export const checkLedger = async (db: Db, today: string, atOnce = 500): Promise<LedgerFinding[]> => {
  const findings: LedgerFinding[] = (await entriesWithoutActivity(db)).map((entry) => ({
    code: 'ledger.activity-missing',
    params: { entry },
  }))
  const books = await booksInTime(db)
  let after: LedgerPerson | null = null
  for (;;) {
    const people: LedgerPerson[] = await ledgerPeople(db, after, atOnce)
    for (const one of people) findings.push(...(await checkPersonLedger(db, books, one, today)))
    after = people.at(-1) ?? null
    if (!after || people.length < atOnce) return findings
  }
}

type Entry = Awaited<ReturnType<typeof entriesOf>>[number]

/** The same of one person under one programme. */
export const checkPersonLedger = async (
  db: Db | Tx,
  books: BooksInTime,
  { personId, programmeId }: LedgerPerson,
  today: string,
): Promise<LedgerFinding[]> => {
  const programme = await programmeById(db, programmeId)
  const book = programme && (await rulebook(db, programme.rulePack))
  if (!programme || !book?.ok)
    return [{ code: 'ledger.pack-unusable', params: { person: personId, pack: programme?.rulePack ?? '' } }]
  const entries = await entriesOf(db, personId, { programmeId })
  const findings = reversalFindings(entries)
  const activities = await activitiesOf(db, personId, programmeId)
  const byBook = await booksOfActivities(books, programme.rulePack, book.value, activities, entries)
  for (const [one, ids] of byBook) {
    const known = new Set(ids)
    const facts = await gatherFacts(db, {
      personId,
      programme,
      on: today,
      participants: one.pack.participants,
    })
    findings.push(
      ...checkUnder(one, facts, today, {
        personId,
        activities: activities.filter(({ id }) => known.has(id)).map((activity) => activity.facts),
        entries: entries.filter(({ activityId }) => known.has(activityId)),
      }),
    )
  }
  return findings
}

/** Activities by the text under which each was credited, or would have been when it was recorded. */
export const booksOfActivities = async (
  books: BooksInTime,
  packId: string,
  now: Rulebook,
  activities: readonly { readonly id: string; readonly recordedAt: Date }[],
  entries: readonly Entry[],
): Promise<ReadonlyMap<Rulebook, readonly string[]>> => {
  const entryOf = new Map(entries.filter((one) => one.reverses === null).map((one) => [one.activityId, one]))
  const byBook = new Map<Rulebook, string[]>()
  for (const { id, recordedAt } of activities) {
    const entry = entryOf.get(id)
    const credited = await (entry ? books.of(entry) : books.at(packId, recordedAt))
    const one = credited ?? now
    byBook.set(one, [...(byBook.get(one) ?? []), id])
  }
  return byBook
}

interface Credited {
  readonly personId: string
  readonly activities: readonly Activity[]
  readonly entries: readonly Entry[]
}

/** What was credited under one rulebook, derived anew from all the evidence. */
const checkUnder = (
  { ruleset, pack }: Rulebook,
  facts: Facts,
  today: string,
  { personId, activities, entries }: Credited,
): LedgerFinding[] => {
  const findings: LedgerFinding[] = []
  const own = new Set(activities.map(({ id }) => id))
  const earned = activities.flatMap((activity) =>
    postingsFor(judgeIn(ruleset, facts, activity, today), activity.id, pack),
  )
  for (const period of new Set([...entries, ...earned].map((one) => one.period))) {
    const result = evaluate(ruleset, { ...facts, ask: { ...facts.ask, period } }, { on: today, trace: true })
    if (result.trace && recheck(result.trace).length > 0)
      findings.push({ code: 'ledger.trace-differs', params: { person: personId, period } })
    const derived = result.activities
      .filter(({ id }) => own.has(id))
      .flatMap(({ id }) =>
        postingsFor(result, id, pack)
          .filter((one) => one.period === period)
          .map((posting) => ({ ...posting, activityId: id })),
      )
    const posted = entries.filter((one) => one.period === period)
    findings.push(
      ...sumFindings(derived, posted).map((found) => ({
        ...found,
        params: { person: personId, period, ...found.params },
      })),
      ...entryFindings(derived, posted),
    )
  }
  return findings
}

const sumFindings = (derived: readonly Posting[], posted: readonly Entry[]): LedgerFinding[] => {
  const [expected, got] = [grainsBy(derived), grainsBy(posted)]
  return [...new Set([...expected.keys(), ...got.keys()])].flatMap((key): LedgerFinding[] => {
    const [due, kept] = [expected.get(key) ?? 0, got.get(key) ?? 0]
    const [category = '', measure = ''] = key.split('\n')
    return due === kept
      ? []
      : [{ code: 'ledger.sum-differs', params: { category, measure, expected: due, got: kept } }]
  })
}

const grainsBy = (
  amounts: readonly { readonly category: string; readonly measure: string; readonly grains: number }[],
): Map<string, number> => {
  const sums = new Map<string, number>()
  for (const { category, measure, grains } of amounts) {
    const key = `${category}\n${measure}`
    sums.set(key, (sums.get(key) ?? 0) + grains)
  }
  return sums
}

/** What an entry shows to people beside its grains: later activities may move grains between entries, but not what they say. */
const entryFindings = (
  derived: readonly (Posting & { readonly activityId: string })[],
  posted: readonly Entry[],
): LedgerFinding[] => {
  const derivedOf = new Map(derived.map((one) => [lineOf(one), one]))
  return posted.flatMap((entry): LedgerFinding[] => {
    const expected = entry.reverses === null ? derivedOf.get(lineOf(entry)) : undefined
    if (!expected || expected.grains !== entry.grains) return []
    const [due, got] = [told(expected), told(entry)]
    return due === got
      ? []
      : [{ code: 'ledger.entry-differs', params: { entry: entry.id, expected: due, got } }]
  })
}

/** What an entry tells its reader: the figure, the rule that gave it, and the arithmetic step by step. */
const told = ({ amount, minutes, rule, steps }: Pick<Posting, 'amount' | 'minutes' | 'rule' | 'steps'>) =>
  [
    minutes === null ? amount : `${amount} (${minutes} min)`,
    `by ${rule}`,
    canonicalJson(steps as unknown as Json),
  ].join(' ')

const lineOf = (one: {
  readonly activityId: string
  readonly obligation: string
  readonly category: string
  readonly measure: string
}): string => [one.activityId, one.obligation, one.category, one.measure].join('\n')

const reversalFindings = (entries: readonly Entry[]): LedgerFinding[] => {
  const byId = new Map(entries.map((one) => [one.id, one]))
  return entries.flatMap((entry): LedgerFinding[] => {
    if (entry.reverses === null) return []
    const reversed = byId.get(entry.reverses)
    return reversed && reversed.grains === -entry.grains && (reversed.minutes ?? 0) === -(entry.minutes ?? 0)
      ? []
      : [{ code: 'ledger.reversal-differs', params: { entry: entry.id, reverses: entry.reverses } }]
  })
}
