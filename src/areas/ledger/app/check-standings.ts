import type { Db, Tx } from '../../../platform/db/database.ts'
import { evaluate, fold } from '../../../rules/index.ts'
import { programmeById } from '../store/entries.ts'
import {
  changedSince,
  keptRuns,
  type KeptStanding,
  keptStandings,
  recordedAt,
  shapesKept,
  talliesApart,
} from '../store/kept-standings.ts'
import { lastId } from '../store/range-queries.ts'
import { nextRange, type RegisterRun } from '../store/register.ts'
import type { RegisterStanding } from '../store/tables.ts'
import { type BooksInTime, booksInTime } from './books-in-time.ts'
import { type Evidence, gatherEvidence, takesPart } from './gather-facts.ts'
import { judgeStretch, standingOfPath, type Stretch, writeAmounts } from './judge-stretch.ts'
import { uuidOf } from './uuid-bytes.ts'

/** A stored standing that is not what the register gives. */
export interface StandingFinding {
  readonly code:
    | 'ledger.standing-differs'
    | 'ledger.standing-missing'
    | 'ledger.standing-foreign'
    | 'ledger.tally-differs'
    | 'ledger.pack-unusable'
  readonly params: Readonly<Record<string, string | number>>
}

const peopleAtOnce = 20_000
const suspectsAtOnce = 400

/**
 * Judges every register anew that a run has stored, by the rules and as of the day of that run, and compares all of it,
 * person by person, and what the run and its groups add up to. Who studied since is judged by what was on record then; whoever has changed otherwise since, in
 * facts, enrolment or by a merge, is not held against what nobody can tell any more.
 */
export const checkStandings = async (
  db: Db,
  atOnce = peopleAtOnce,
): Promise<{ readonly standings: number; readonly findings: readonly StandingFinding[] }> =>
  db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      const books = await booksInTime(tx)
      const findings: StandingFinding[] = []
      let standings = 0
      for (const run of await keptRuns(tx)) {
        const found = await checkRun(tx, books, run, atOnce)
        standings += found.standings
        findings.push(...found.findings)
      }
      return { standings, findings }
    })

const checkRun = async (tx: Tx, books: BooksInTime, run: RegisterRun, atOnce: number) => {
  const programme = await programmeById(tx, run.programmeId)
  const book =
    programme &&
    (await books.of({ pack: programme.rulePack, rulesetHash: run.rulesetHash, recordedAt: run.startedAt }))
  if (!programme || !book) {
    const params = { run: run.id, pack: programme?.rulePack ?? '' }
    return { standings: 0, findings: [{ code: 'ledger.pack-unusable' as const, params }] }
  }
  const shapes = new Map((await shapesKept(tx, run.number)).map((one) => [one.shape, one]))
  const findings: StandingFinding[] = []
  let standings = 0
  const end = run.state === 'done' ? lastId : (run.afterPerson ?? lastId)
  for (let after: string | null = null; after !== end; ) {
    const range = await nextRange(tx, programme.id, after, atOnce)
    const upTo: string = range.isLast || range.upTo > end ? end : range.upTo
    const stretch = { run, programme, book, after, upTo }
    const kept = await keptStandings(tx, run.number, after, upTo)
    standings += kept.size
    const suspects = await suspectsOf(tx, stretch, shapes, kept)
    const ids = [...suspects.keys()]
    for (let at = 0; at < ids.length; at += suspectsAtOnce)
      findings.push(
        ...(await convicted(
          tx,
          { ...stretch, run },
          shapes,
          new Map(ids.slice(at, at + suspectsAtOnce).map((id) => [id, suspects.get(id) ?? null])),
        )),
      )
    after = upTo
  }
  if (run.state === 'done')
    for (const apart of await talliesApart(tx, run))
      findings.push({ code: 'ledger.tally-differs', params: { run: run.id, period: run.period, ...apart } })
  return { standings, findings }
}

type Shapes = ReadonlyMap<number, { readonly standing: RegisterStanding; readonly folded: string }>

/** Whoever is kept otherwise than is found now, with what is kept; null: nothing. */
const suspectsOf = async (
  tx: Tx,
  stretch: Stretch,
  shapes: Shapes,
  kept: Map<string, KeptStanding>,
): Promise<Map<string, KeptStanding | null>> => {
  const suspects = new Map<string, KeptStanding | null>()
  const folded = new Map<number, string>()
  let scratch = Buffer.alloc(64)
  const hold = (
    id: Uint8Array,
    shape: string,
    standing: RegisterStanding,
    code: Uint8Array,
    length: number,
  ) => {
    const key = Buffer.from(id.buffer, id.byteOffset, id.length).toString('latin1')
    const own = kept.get(key)
    kept.delete(key)
    const said = own && shapes.get(own.shape)
    const isSame =
      own !== undefined &&
      said?.folded === shape &&
      said.standing === standing &&
      own.code.length === length &&
      own.code.compare(code, 0, length) === 0
    if (!isSame) suspects.set(uuidOf(id), own ?? null)
  }
  await judgeStretch(tx, stretch, {
    bySums(id, plan, path, counted) {
      const shape = folded.get(path) ?? plan.shapeOf(path)
      folded.set(path, shape)
      if (scratch.length < counted.length * 8) scratch = Buffer.alloc(counted.length * 8)
      hold(id, shape, standingOfPath(plan, path), scratch, writeAmounts(scratch, path, counted))
    },
    byEvidence: (id, { shape, code }, standing) => hold(id, shape, standing, code, code.length),
  })
  for (const [key, own] of kept) suspects.set(uuidOf(Buffer.from(key, 'latin1')), own)
  return suspects
}

/** Of those kept otherwise, whoever cannot be what the run found: by what was on record at any time while it went on. */
const convicted = async (
  tx: Tx,
  { run, programme, book }: Stretch & { readonly run: RegisterRun },
  shapes: Shapes,
  suspects: ReadonlyMap<string, KeptStanding | null>,
): Promise<StandingFinding[]> => {
  const ids = [...suspects.keys()]
  const changed = await changedSince(tx, programme.id, ids, run.startedAt)
  const recorded = await recordedAt(tx, programme.id, ids)
  const asked = { programme, on: run.onDay, participants: book.pack.participants }
  const known = await gatherEvidence(tx, ids, { ...asked, period: run.period, reopened: run.period })
  const foundAt = (
    facts: Evidence['facts'],
    instant: Date | null,
  ): { shape: string; code: Uint8Array } | null => {
    const then = {
      ...facts,
      activities: (facts.activities ?? []).filter(
        ({ id }) => instant === null || (recorded.get(id) ?? instant) < instant,
      ),
    }
    return takesPart(then, programme)
      ? fold(evaluate(book.ruleset, then, { on: run.onDay, hints: false }), book.ruleset)
      : null
  }
  return ids.flatMap((id): StandingFinding[] => {
    if (changed.otherwise.has(id)) return []
    const own = suspects.get(id) ?? null
    const said = own && shapes.get(own.shape)
    const { facts } = known.get(id) as Evidence
    const since = changed.studied.get(id) ?? []
    // Before each activity that came since, and after the last.
    const isAsThen = [...since, null].some((instant) => {
      const found = foundAt(facts, instant)
      if (!found || !own) return found === null && own === null
      const isSame = said?.folded === found.shape && own.code.compare(found.code) === 0
      return isSame && said.standing === standingIn(found.shape)
    })
    if (isAsThen) return []
    const now = foundAt(facts, since[0] ?? null)
    const code = !own ? 'standing-missing' : now ? 'standing-differs' : 'standing-foreign'
    return [
      {
        code: `ledger.${code}`,
        params: {
          person: id,
          run: run.id,
          period: run.period,
          ...(said && { kept: said.standing }),
          ...(now && { found: standingIn(now.shape) }),
        },
      },
    ]
  })
}

/** The standing that a shape begins with. */
const standingIn = (folded: string): RegisterStanding => {
  const [applies, standing] = JSON.parse(folded) as [0 | 1, RegisterStanding]
  return applies === 1 ? standing : 'outside'
}
