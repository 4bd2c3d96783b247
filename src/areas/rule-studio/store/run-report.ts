import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/database.ts'
import { type FoundFigures, type ShapeLines, unfoldFound } from '../domain/folded.ts'
import type { StandWord } from './tables.ts'

export interface PersonFound extends FoundFigures {
  readonly personId: string
  readonly name: string
  readonly employer: string | null
  readonly wordBefore: StandWord
  readonly wordAfter: StandWord
  readonly lacks: readonly string[]
  /** Names of the rules that touch them; null: of a run that did not keep them. */
  readonly touched: readonly string[] | null
}

export interface PeopleAsked {
  readonly before?: StandWord | undefined
  readonly after?: StandWord | undefined
  readonly moved?: boolean | undefined
  /** Name of a rule that touches them. */
  readonly rule?: string | undefined
  readonly q?: string | undefined
  /** They are few enough to be looked out and sorted; of many, an index of names meets the first ones soon. */
  readonly few?: boolean | undefined
}

interface Row extends Omit<PersonFound, keyof FoundFigures> {
  readonly lines: ShapeLines | null
  readonly code: Buffer
}

/** People of a run by name, in pages; one row more than asked tells of a next page. */
export const peopleFound = async (
  tx: Db | Tx,
  run: number,
  asked: PeopleAsked,
  after: readonly [string, string] | undefined,
  limit: number,
): Promise<PersonFound[]> => {
  const found = sql`
    select f.person_id, f.code, f.employer_id, h.before, h.after, h.lines, h.lacks, h.touched
    from rule_dry_run_standing f join rule_dry_run_shape h on h.run = f.run and h.shape = f.shape
    where f.run = ${run}
      and ${asked.before ? sql`h.before = ${asked.before}` : sql`true`}
      and ${asked.after ? sql`h.after = ${asked.after}` : sql`true`}
      and ${asked.moved ? sql`h.before <> h.after` : sql`true`}
      and ${asked.rule ? sql`${asked.rule} = any (h.touched)` : sql`true`}`
  const { rows } = await sql<Row>`
    select f.person_id, p.recorded_name as name, o.name as employer, f.before as word_before, f.after as word_after, f.lines, f.lacks, f.touched, f.code
    from pub_person p join (${found} ${asked.few ? sql`offset 0` : sql``}) as f on f.person_id = p.id
      left join pub_organisation o on o.id = f.employer_id
    where ${asked.q ? sql`strpos(p.recorded_name, ${asked.q}) > 0` : sql`true`}
      and ${after ? sql`(p.recorded_name, p.id) > (${after[0]}, ${after[1]}::uuid)` : sql`true`}
    order by p.recorded_name, p.id limit ${limit + 1}`.execute(tx)
  return rows.map(({ lines, code, ...row }) => ({ ...row, ...figuresOf(row, lines, code) }))
}

const figuresOf = (
  { wordBefore, wordAfter }: Pick<Row, 'wordBefore' | 'wordAfter'>,
  lines: ShapeLines | null,
  code: Buffer,
): FoundFigures => {
  if (!lines) return JSON.parse(code.toString('utf8')) as FoundFigures
  return unfoldFound(lines, code, { before: wordBefore === 'met', after: wordAfter === 'met' })
}

/** Whether a run has kept which rules touch whom. */
export const keepsTouched = async (tx: Db | Tx, run: number): Promise<boolean> => {
  const { rows } = await sql<{ kept: boolean }>`
    select exists (select from rule_dry_run_shape where run = ${run} and touched is not null) as kept`.execute(
    tx,
  )
  return rows[0]?.kept ?? false
}
