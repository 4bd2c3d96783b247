import type { Db } from '../../../platform/db/database.ts'
import { evaluate, recheck } from '../../../rules/index.ts'
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
import { rulebook } from './rulebook.ts'

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
 * takes back what it reverses. Every trace is re-added by code of its own.
 */
export const checkLedger = async (db: Db, today: string, atOnce = 500): Promise<LedgerFinding[]> => {
  const findings: LedgerFinding[] = (await entriesWithoutActivity(db)).map((entry) => ({
    code: 'ledger.activity-missing',
    params: { entry },
  }))
  let after: LedgerPerson | null = null
  for (;;) {
    const people: LedgerPerson[] = await ledgerPeople(db, after, atOnce)
    for (const one of people) findings.push(...(await checkPersonLedger(db, one, today)))
    after = people.at(-1) ?? null
    if (!after || people.length < atOnce) return findings
  }
}

type Entry = Awaited<ReturnType<typeof entriesOf>>[number]

/** The same of one person under one programme. */
export const checkPersonLedger = async (
  db: Db,
  { personId, programmeId }: LedgerPerson,
  today: string,
): Promise<LedgerFinding[]> => {
  const programme = await programmeById(db, programmeId)
  const book = programme && (await rulebook(db, programme.rulePack))
  if (!programme || !book?.ok)
    return [{ code: 'ledger.pack-unusable', params: { person: personId, pack: programme?.rulePack ?? '' } }]
  const { ruleset, pack } = book.value
  const entries = await entriesOf(db, personId, { programmeId })
  const asked = { personId, programme, on: today, participants: pack.participants }
  const facts = await gatherFacts(db, asked)
  const earned = (await activitiesOf(db, personId, programmeId)).flatMap(({ facts: activity }) =>
    postingsFor(judgeIn(ruleset, facts, activity, today), activity.id, pack),
  )
  const findings = reversalFindings(entries)
  for (const period of new Set([...entries, ...earned].map((one) => one.period))) {
    const result = evaluate(ruleset, { ...facts, ask: { ...facts.ask, period } }, { on: today, trace: true })
    if (result.trace && recheck(result.trace).length > 0)
      findings.push({ code: 'ledger.trace-differs', params: { person: personId, period } })
    const derived = result.activities.flatMap(({ id }) =>
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
  const due = new Map(derived.map((one) => [lineOf(one), one]))
  return posted.flatMap((entry): LedgerFinding[] => {
    const expected = entry.reverses === null ? due.get(lineOf(entry)) : undefined
    if (!expected || expected.grains !== entry.grains) return []
    return expected.amount === entry.amount && expected.minutes === entry.minutes
      ? []
      : [
          {
            code: 'ledger.entry-differs',
            params: { entry: entry.id, expected: figuresOf(expected), got: figuresOf(entry) },
          },
        ]
  })
}

const figuresOf = ({
  amount,
  minutes,
}: {
  readonly amount: string
  readonly minutes: number | null
}): string => (minutes === null ? amount : `${amount} (${minutes} min)`)

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
