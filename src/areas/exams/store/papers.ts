import { sql } from 'kysely'
import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import type { ItemKind, Key, Media, Option, Part } from '../domain/item.ts'
import type { ScoringProfile } from '../domain/scoring.ts'
import type { ExamTables } from './tables.ts'

/** A question on a paper with everything scoring and sealing need. Never sent out as it is: it holds the key. */
export interface PaperQuestion {
  readonly slot: string
  readonly versionId: string
  readonly kind: ItemKind
  readonly title: string
  readonly stem: string
  readonly options: Option[]
  readonly parts: Part[]
  readonly media: Media[]
  readonly key: Key
  readonly questionHash: string
  readonly keyHash: string
  readonly points: string
}

export interface PaperRow {
  readonly id: string
  readonly programmeId: string
  readonly title: string
  readonly profile: ScoringProfile
  readonly maximum: string
  readonly itemCount: number
  readonly hash: string
  readonly sealedAt: Date
}

/** Hashes of versions of one programme, by id; what is not there is missing from the answer. */
export const versionHashes = async (tx: Tx, programmeId: string, versionIds: readonly string[]) =>
  as<ExamTables>(tx)
    .selectFrom('questionVersion')
    .select(['id', 'questionHash', 'keyHash'])
    .where('programmeId', '=', programmeId)
    .where('id', 'in', versionIds.length > 0 ? [...versionIds] : ['00000000-0000-0000-0000-000000000000'])
    .execute()

export const insertPaper = async (
  tx: Tx,
  paper: Omit<PaperRow, 'sealedAt' | 'profile' | 'itemCount'> & {
    profile: ScoringProfile
    items: readonly { slot: string; versionId: string; points: string }[]
  },
  by: string | null,
  now: Date,
): Promise<void> => {
  const tables = as<ExamTables>(tx)
  const { items, profile, ...rest } = paper
  await tables
    .insertInto('examPaper')
    .values({
      ...rest,
      profile: JSON.stringify(profile),
      itemCount: items.length,
      sealedAt: now,
      sealedBy: by,
    })
    .execute()
  await tables
    .insertInto('examPaperItem')
    .values(
      items.map((item, at) => ({
        paperId: paper.id,
        position: at + 1,
        slot: item.slot,
        questionVersionId: item.versionId,
        points: item.points,
      })),
    )
    .execute()
}

export const findPaper = (tx: Db | Tx, paperId: string): Promise<PaperRow | undefined> =>
  as<ExamTables>(tx)
    .selectFrom('examPaper')
    .select(['id', 'programmeId', 'title', 'profile', 'maximum', 'itemCount', 'hash', 'sealedAt'])
    .where('id', '=', paperId)
    .executeTakeFirst()

/** The questions of a paper in its own order, keys included. */
export const paperQuestions = (tx: Db | Tx, paperId: string): Promise<PaperQuestion[]> =>
  as<ExamTables>(tx)
    .selectFrom('examPaperItem as i')
    .innerJoin('questionVersion as v', 'v.id', 'i.questionVersionId')
    .select([
      'i.slot',
      'v.id as versionId',
      'v.kind',
      'v.title',
      'v.stem',
      'v.options',
      'v.parts',
      'v.media',
      'v.key',
      'v.questionHash',
      'v.keyHash',
      'i.points',
    ])
    .where('i.paperId', '=', paperId)
    .orderBy('i.position')
    .execute()

export const listPaperRows = async (
  tx: Tx,
  programmeId: string,
  after: string | undefined,
  limit: number,
) => {
  const { rows } = await sql<PaperRow & { sittings: number }>`
    select p.id, p.programme_id, p.title, p.profile, p.maximum, p.item_count, p.hash, p.sealed_at,
      (select count(*) from exam_sitting s where s.paper_id = p.id)::int as sittings
    from exam_paper p where p.programme_id = ${programmeId} and ${after ? sql`p.id < ${after}::uuid` : sql`true`}
    order by p.id desc limit ${limit}`.execute(tx)
  return rows
}

export const sittingsWithPaper = async (tx: Tx, paperId: string): Promise<number> => {
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int as n from exam_sitting where paper_id = ${paperId}`.execute(tx)
  return rows[0]?.n ?? 0
}
