import type { Db } from '../../../platform/db/database.ts'
import { evaluate, recheck } from '../../../rules/index.ts'
import { entriesOf, ledgerPeople, programmeById } from '../store/entries.ts'
import { gatherFacts } from './gather-facts.ts'
import { rulebook } from './rulebook.ts'

/** Something off in the ledger, as `doctor` lists it. */
export interface LedgerFinding {
  readonly code: 'ledger.sum-differs' | 'ledger.trace-differs' | 'ledger.pack-unusable'
  readonly params: Readonly<Record<string, string | number>>
}

const pageSize = 500

/**
 * Re-derives every person's credits from the evidence on record and compares them with the sums of the ledger, period by
 * period; every trace is re-added by code of its own.
 */
export const checkLedger = async (db: Db, today: string): Promise<LedgerFinding[]> => {
  const findings: LedgerFinding[] = []
  let after: string | null = null
  for (;;) {
    const people = await ledgerPeople(db, after, pageSize)
    for (const { personId, programmeId } of people)
      findings.push(...(await checkPerson(db, personId, programmeId, today)))
    const last = people.at(-1)
    if (!last || people.length < pageSize) return findings
    after = last.personId
  }
}

const checkPerson = async (
  db: Db,
  personId: string,
  programmeId: string,
  today: string,
): Promise<LedgerFinding[]> => {
  const programme = await programmeById(db, programmeId)
  const book = programme && (await rulebook(db, programme.rulePack))
  if (!programme || !book?.ok)
    return [{ code: 'ledger.pack-unusable', params: { person: personId, pack: programme?.rulePack ?? '' } }]
  const entries = await entriesOf(db, personId, { programmeId })
  const findings: LedgerFinding[] = []
  for (const period of new Set(entries.map((entry) => entry.period))) {
    const facts = await gatherFacts(db, {
      personId,
      programme,
      on: today,
      period,
      participants: book.value.pack.participants,
    })
    const result = evaluate(book.value.ruleset, facts, { on: today, trace: true })
    if (result.trace && recheck(result.trace).length > 0)
      findings.push({ code: 'ledger.trace-differs', params: { person: personId, period } })
    const derived = sumBy(
      result.activities
        .flatMap((one) => one.credited)
        .filter((one) => one.period === period && one.measure === 'hours')
        .map((one) => [one.category, one.minutes ?? 0]),
    )
    const posted = sumBy(
      entries
        .filter((one) => one.period === period && one.measure === 'hours')
        .map((one) => [one.category, one.grains]),
    )
    for (const category of new Set([...derived.keys(), ...posted.keys()])) {
      const [expected, got] = [derived.get(category) ?? 0, posted.get(category) ?? 0]
      if (expected !== got)
        findings.push({
          code: 'ledger.sum-differs',
          params: { person: personId, period, category, expected, got },
        })
    }
  }
  return findings
}

const sumBy = (pairs: readonly (readonly [string, number])[]): Map<string, number> => {
  const sums = new Map<string, number>()
  for (const [key, value] of pairs) sums.set(key, (sums.get(key) ?? 0) + value)
  return sums
}
