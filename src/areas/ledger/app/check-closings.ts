import { canonicalJson, type Json } from '../../../kernel/canonical-json.ts'
import type { Db } from '../../../platform/db/database.ts'
import { closedPeriodsOf, evaluate, recheck } from '../../../rules/index.ts'
import { type ClosingContent, countedHours } from '../domain/closing-content.ts'
import {
  type ClosingRow,
  closingRowsById,
  hashesOfClosing,
  rowsOfClosing,
  strayRows,
} from '../store/closing-rows.ts'
import { closedClosings, type ClosingRecord, digestsTold } from '../store/closings.ts'
import { activitiesById } from '../store/entries.ts'
import { factsThen, provenRuleset } from './closed-year.ts'
import { hashesOfResult, hashOfJson, hashOfText } from './judge-closing.ts'
import { frozenBookOf } from './rulebook.ts'
import { digestOf } from './run-closing.ts'

/** Something off in the closings, as `doctor` lists it. */
export interface ClosingFinding {
  readonly code:
    | 'ledger.closing-changed'
    | 'ledger.closing-row-differs'
    | 'ledger.closing-evidence-differs'
    | 'ledger.closing-not-derived'
    | 'ledger.closing-incomplete'
    | 'ledger.closing-stray'
    | 'ledger.pack-unusable'
  readonly params: Readonly<Record<string, string | number>>
}

const pageSize = 200

/**
 * Re-derives every closing row: its text from its hash, the FACTS of then from the activities on record, RESULT and trace
 * from those FACTS under the very packs of then; and holds every closing against the digest that the trail keeps.
 */
export const checkClosings = async (
  db: Db,
): Promise<{ readonly rows: number; readonly findings: readonly ClosingFinding[] }> => {
  const findings: ClosingFinding[] = (await strayRows(db)).map((row) => ({
    code: 'ledger.closing-stray',
    params: { row },
  }))
  const bookOf = booksOnce(db)
  let rows = 0
  for (const closing of await closedClosings(db)) {
    findings.push(...(await wholeFindings(db, closing)))
    for (let after: string | null = null; ; ) {
      const page: ClosingRow[] = await rowsOfClosing(db, closing.id, after, pageSize)
      findings.push(...(await pageFindings(db, page, closing, bookOf)))
      rows += page.length
      after = page.at(-1)?.personId ?? null
      if (page.length < pageSize) break
    }
  }
  return { rows, findings }
}

/** The closing's digest, the trail's, and that of the rows there are: a row put in or taken out shows. */
const wholeFindings = async (db: Db, closing: ClosingRecord): Promise<ClosingFinding[]> => {
  const digest = digestOf(await hashesOfClosing(db, closing.id)).toString('base64url')
  const told = await digestsTold(db, closing)
  return told.length === 1 && told[0] === digest && closing.digest?.toString('base64url') === digest
    ? []
    : [{ code: 'ledger.closing-incomplete', params: { closing: closing.id } }]
}

type Book = Awaited<ReturnType<typeof frozenBookOf>>
type BookOf = (hashes: readonly string[]) => Promise<Book>

/** Each set of packs is read once, from the database and not from what this process has compiled before. */
const booksOnce = (db: Db): BookOf => {
  const books = new Map<string, Promise<Book>>()
  return (hashes) => {
    const key = hashes.join(' ')
    const known = books.get(key) ?? frozenBookOf(db, hashes)
    books.set(key, known)
    return known
  }
}

const pageFindings = async (
  db: Db,
  page: readonly ClosingRow[],
  closing: ClosingRecord,
  bookOf: BookOf,
): Promise<ClosingFinding[]> => {
  const contents = page.map((row) => parsed(row.content))
  const activities = await activitiesById(
    db,
    contents.flatMap((content) => content?.evidence.activities ?? []),
  )
  const findings: ClosingFinding[] = []
  for (const [place, row] of page.entries())
    findings.push(...(await rowFindings(db, row, contents[place], { closing, activities, bookOf })))
  return findings
}

interface Given {
  readonly closing: ClosingRecord
  readonly activities: Awaited<ReturnType<typeof activitiesById>>
  readonly bookOf: BookOf
}

const rowFindings = async (
  db: Db,
  row: ClosingRow,
  content: ClosingContent | undefined,
  given: Given,
): Promise<ClosingFinding[]> => {
  const params = { row: row.id, person: row.personId }
  if (
    !content ||
    canonicalJson(content as unknown as Json) !== row.content ||
    !hashOfText(row.content).equals(row.contentHash)
  )
    return [{ code: 'ledger.closing-changed', params }]
  const differs = await columnThatDiffers(db, row, content, given.closing)
  return [
    ...(differs
      ? [{ code: 'ledger.closing-row-differs' as const, params: { ...params, column: differs } }]
      : []),
    ...(await derivationFindings(db, content, params, given)),
  ]
}

/** What the row and its closing repeat of the text. */
const columnThatDiffers = async (
  db: Db,
  row: ClosingRow,
  content: ClosingContent,
  closing: ClosingRecord,
): Promise<string | undefined> => {
  const [before] = row.supersedes === null ? [] : await closingRowsById(db, [row.supersedes])
  const repeated: readonly (readonly [string, unknown, unknown])[] = [
    ['person_id', row.personId, content.person],
    ['period', row.period, closing.period],
    ['standing', row.standing, content.standing],
    ['entries', row.entries.join(), content.evidence.entries.join()],
    ['closed_on', row.closedOn, content.closedOn],
    ['closed_on', closing.closedOn, content.closedOn],
    ['closed_by', closing.closedBy, content.closedBy],
    ['reason', closing.reason, content.reason],
    ['supersedes', before?.contentHash.toString('base64url') ?? null, content.supersedes],
  ]
  return repeated.find(([, got, expected]) => got !== expected)?.[0]
}

const derivationFindings = async (
  db: Db,
  content: ClosingContent,
  params: ClosingFinding['params'],
  { activities, bookOf }: Given,
): Promise<ClosingFinding[]> => {
  const book = await bookOf(content.ruleset.packs)
  if (!book.ok) return [{ code: 'ledger.pack-unusable', params: { ...params, pack: content.ruleset.id } }]
  const { evidence, closedOn } = content
  const closings = evidence.closings.length === 0 ? [] : await closingRowsById(db, evidence.closings)
  const facts = factsThen(content, activities, closings)
  if (hashOfJson(facts) !== evidence.facts) return [{ code: 'ledger.closing-evidence-differs', params }]
  // Refused by the compiler of today, a text may still give what was frozen; where it does not, nobody can tell who is right.
  const ruleset = book.value.isSound ? book.value.ruleset : provenRuleset(book.value, facts, content)
  if (!ruleset) return [{ code: 'ledger.pack-unusable', params: { ...params, pack: content.ruleset.id } }]
  const result = evaluate(ruleset, facts, { on: closedOn, trace: true })
  const derived = { ...hashesOfResult(result), standing: result.standing, ruleset: result.pack.hash }
  const stated = { ...content.result, standing: content.standing, ruleset: content.ruleset.hash }
  const same =
    canonicalJson(derived) === canonicalJson(stated) &&
    isSame(closedPeriodsOf(result, closedOn), content.closed) &&
    isSame(countedHours(result, content.hours.unitMinutes), content.hours) &&
    (result.trace === undefined || recheck(result.trace).length === 0)
  return same ? [] : [{ code: 'ledger.closing-not-derived', params }]
}

const isSame = (one: object, other: object): boolean =>
  canonicalJson(one as unknown as Json) === canonicalJson(other as unknown as Json)

const parsed = (text: string): ClosingContent | undefined => {
  try {
    return JSON.parse(text) as ClosingContent
  } catch {
    return undefined
  }
}
