import { sql } from 'kysely'
import type { Json } from '../../../kernel/canonical-json.ts'
import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import type { DraftOrigin, DraftState, RuleStudioTables } from './tables.ts'

export interface Draft {
  readonly id: string
  readonly officeId: string
  readonly packId: string
  readonly baseHash: string | null
  readonly origin: DraftOrigin
  readonly pack: Record<string, unknown>
  readonly cases: Record<string, unknown>[]
  readonly hash: string
  readonly revision: number
  readonly state: DraftState
  readonly writers: string[]
  readonly writerPersons: string[]
  readonly createdBy: string
  readonly createdAt: Date
  readonly savedBy: string
  readonly savedAt: Date
  readonly note: string
  readonly proposedAt: Date | null
  readonly answer: string
  readonly decidedBy: string | null
  readonly decidedAt: Date | null
}

export const insertDraft = async (
  tx: Tx,
  draft: Omit<
    Draft,
    'revision' | 'state' | 'note' | 'proposedAt' | 'answer' | 'decidedBy' | 'decidedAt' | 'pack' | 'cases'
  > & { readonly pack: unknown; readonly cases: unknown },
): Promise<void> => {
  await as<RuleStudioTables>(tx)
    .insertInto('ruleDraft')
    .values({ ...draft, pack: JSON.stringify(draft.pack), cases: JSON.stringify(draft.cases) })
    .execute()
}

export const findDraft = (tx: Db | Tx, id: string): Promise<Draft | undefined> =>
  as<RuleStudioTables>(tx).selectFrom('ruleDraft').selectAll().where('id', '=', id).executeTakeFirst()

/** The draft, held until the transaction ends: two officers act on it one after the other. */
export const lockDraft = (tx: Tx, id: string): Promise<Draft | undefined> =>
  as<RuleStudioTables>(tx)
    .selectFrom('ruleDraft')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

export interface Written {
  readonly packId: string
  readonly pack: unknown
  readonly cases: unknown
  readonly hash: string
  readonly baseHash: string | null
  readonly writers: string[]
  readonly writerPersons: string[]
  readonly savedBy: string
  readonly savedAt: Date
}

/** Writes a draft anew; it goes back to being edited where it was returned. */
export const writeDraft = async (tx: Tx, draft: Draft, written: Written): Promise<number> => {
  const revision = draft.revision + 1
  await as<RuleStudioTables>(tx)
    .updateTable('ruleDraft')
    .set({
      ...written,
      pack: JSON.stringify(written.pack),
      cases: JSON.stringify(written.cases),
      revision,
      state: 'editing',
    })
    .where('id', '=', draft.id)
    .execute()
  return revision
}

export const moveDraft = async (
  tx: Tx,
  id: string,
  to:
    | {
        readonly state: 'proposed'
        readonly note: string
        readonly proposedAt: Date
        readonly writers: string[]
        readonly writerPersons: string[]
      }
    | {
        readonly state: 'returned' | 'published' | 'withdrawn'
        readonly answer: string
        readonly decidedBy: string
        readonly decidedAt: Date
      },
): Promise<void> => {
  await as<RuleStudioTables>(tx).updateTable('ruleDraft').set(to).where('id', '=', id).execute()
}

export interface DraftListed {
  readonly id: string
  readonly packId: string
  readonly title: Json
  readonly state: DraftState
  readonly savedBy: string
  readonly savedAt: Date
}

/** Drafts of these offices, the last saved first. Those that are over only on asking for a pack. */
export const draftsOf = async (
  tx: Db | Tx,
  offices: readonly string[],
  packId?: string,
): Promise<DraftListed[]> => {
  const { rows } = await sql<DraftListed>`
    select d.id, d.pack_id, d.pack -> 'title' as title, d.state, coalesce(a.display_name, '') as saved_by, d.saved_at
    from rule_draft d left join pub_account a on a.id = d.saved_by
    where d.office_id = any(${[...offices]}::uuid[])
      and ${packId === undefined ? sql`d.state not in ('published', 'withdrawn')` : sql`d.pack_id = ${packId}`}
    order by d.saved_at desc, d.id limit 200`.execute(tx)
  return rows
}

export const accountNames = async (
  tx: Db | Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const rows = await as<RuleStudioTables>(tx)
    .selectFrom('pubAccount')
    .select(['id', 'displayName'])
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.id, row.displayName]))
}
