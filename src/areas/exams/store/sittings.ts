import { sql } from 'kysely'
import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import type { PassRule, Share } from '../domain/grading.ts'
import type { ExamTables } from './tables.ts'

export interface SittingRow {
  readonly id: string
  readonly number: number
  readonly programmeId: string
  readonly classId: string | null
  readonly paperId: string
  readonly title: string
  readonly siteId: string | null
  readonly roomId: string | null
  readonly opensAt: Date
  readonly entryUntil: Date
  readonly closesAt: Date
  readonly durationMinutes: number
  readonly passRule: PassRule
  readonly leaveAfterMinutes: number | null
  readonly configKeys: string[]
  readonly endedAt: Date | null
  readonly endReason: string | null
  readonly cancelledAt: Date | null
  readonly cancelReason: string | null
}

/** Of a sitting `s` of a class `k`: one called after its class is so in English too, a title of its own has no other. */
export const titleEn = sql`case when s.title = k.name then k.name_en else '' end as title_en`

export interface SittingListRow extends SittingRow {
  readonly titleEn: string
  readonly className: string | null
  readonly classNameEn: string | null
  readonly institutionId: string | null
  readonly siteName: string | null
  readonly siteNameEn: string | null
  readonly roomName: string | null
  readonly candidates: number
  readonly running: number
  readonly submitted: number
  readonly results: 'none' | 'scored' | 'released'
}

/** The class an exam is arranged for, with what its course and programme say about passing. */
export const findExaminedClass = async (tx: Tx, classId: string) =>
  as<ExamTables>(tx)
    .selectFrom('pubTrainingClass as k')
    .innerJoin('pubProgramme as p', 'p.id', 'k.programmeId')
    .leftJoin('pubCourse as c', 'c.versionId', 'k.courseVersionId')
    .select([
      'k.id',
      'k.programmeId',
      'k.institutionId',
      'k.name',
      'k.nameEn',
      'k.state',
      'p.officeId',
      'p.passMark',
      'c.examSpec',
    ])
    .where('k.id', '=', classId)
    .executeTakeFirst()

export type ExaminedClass = NonNullable<Awaited<ReturnType<typeof findExaminedClass>>>

/** The pass mark of a course where it has one, else the programme's. */
export const passMarkOf = (examined: ExaminedClass): Share => examined.examSpec?.passMark ?? examined.passMark

export const siteHasRoom = async (
  tx: Tx,
  siteId: string | undefined,
  roomId: string | undefined,
): Promise<boolean> => {
  const tables = as<ExamTables>(tx)
  if (roomId) {
    const room = await tables
      .selectFrom('pubRoom')
      .select('organisationId')
      .where('id', '=', roomId)
      .executeTakeFirst()
    return room !== undefined && (siteId === undefined || room.organisationId === siteId)
  }
  if (!siteId) return true
  const site = await tables
    .selectFrom('pubOrganisation')
    .select('kind')
    .where('id', '=', siteId)
    .executeTakeFirst()
  return site?.kind === 'site' || site?.kind === 'institution'
}

export const organisationOfRoom = async (tx: Tx, roomId: string): Promise<string | null> =>
  (
    await as<ExamTables>(tx)
      .selectFrom('pubRoom')
      .select('organisationId')
      .where('id', '=', roomId)
      .executeTakeFirst()
  )?.organisationId ?? null

export const insertSitting = async (
  tx: Tx,
  sitting: Omit<SittingRow, 'number' | 'endedAt' | 'endReason' | 'cancelledAt' | 'cancelReason'>,
  by: string | null,
  now: Date,
): Promise<number> => {
  const made = await as<ExamTables>(tx)
    .insertInto('examSitting')
    .values({ ...sitting, passRule: JSON.stringify(sitting.passRule), createdAt: now, createdBy: by })
    .returning('number')
    .executeTakeFirstOrThrow()
  return made.number
}

const columns = [
  'id',
  'number',
  'programmeId',
  'classId',
  'paperId',
  'title',
  'siteId',
  'roomId',
  'opensAt',
  'entryUntil',
  'closesAt',
  'durationMinutes',
  'passRule',
  'leaveAfterMinutes',
  'configKeys',
  'endedAt',
  'endReason',
  'cancelledAt',
  'cancelReason',
] as const

export const lockSitting = (tx: Tx, sittingId: string): Promise<SittingRow | undefined> =>
  as<ExamTables>(tx)
    .selectFrom('examSitting')
    .select(columns)
    .where('id', '=', sittingId)
    .forUpdate()
    .executeTakeFirst()

export const findSitting = (tx: Db | Tx, sittingId: string): Promise<SittingRow | undefined> =>
  as<ExamTables>(tx).selectFrom('examSitting').select(columns).where('id', '=', sittingId).executeTakeFirst()

/** Office of a programme, institution of a class: whose a sitting is, beside the invigilators of its site. */
export const ownersOfSitting = async (
  tx: Db | Tx,
  sitting: Pick<SittingRow, 'programmeId' | 'classId' | 'siteId'>,
) => {
  const { rows } = await sql<{ officeId: string; institutionId: string | null }>`
    select p.office_id, (select k.institution_id from pub_training_class k where k.id = ${sitting.classId}) as institution_id
    from pub_programme p where p.id = ${sitting.programmeId}`.execute(tx)
  return {
    office: rows.map((row) => row.officeId),
    institution: rows.flatMap((row) => (row.institutionId ? [row.institutionId] : [])),
    invigilator: sitting.siteId ? [sitting.siteId] : [],
  }
}

export const officeOfProgramme = async (tx: Db | Tx, programmeId: string): Promise<string | undefined> =>
  (
    await as<ExamTables>(tx)
      .selectFrom('pubProgramme')
      .select('officeId')
      .where('id', '=', programmeId)
      .executeTakeFirst()
  )?.officeId

export const setTimes = async (
  tx: Tx,
  sittingId: string,
  times: { opensAt: Date; entryUntil: Date; closesAt: Date; durationMinutes: number },
): Promise<void> => {
  await as<ExamTables>(tx).updateTable('examSitting').set(times).where('id', '=', sittingId).execute()
}

export const setCancelled = async (tx: Tx, sittingId: string, reason: string, now: Date): Promise<void> => {
  await as<ExamTables>(tx)
    .updateTable('examSitting')
    .set({ cancelledAt: now, cancelReason: reason })
    .where('id', '=', sittingId)
    .execute()
}

export const setEnded = async (tx: Tx, sittingId: string, reason: string, now: Date): Promise<void> => {
  await as<ExamTables>(tx)
    .updateTable('examSitting')
    .set({ endedAt: now, endReason: reason })
    .where('id', '=', sittingId)
    .execute()
}

export interface SittingFilter {
  readonly classId?: string | undefined
  readonly programmeId?: string | undefined
  readonly sittingId?: string | undefined
  /** Only those that are running or still to come at this instant. */
  readonly notOverAt?: Date
  /** What the reader may see: everything, or the sittings of these offices, institutions and sites. */
  readonly reach:
    | { readonly all: true }
    | {
        readonly all: false
        readonly offices: readonly string[]
        readonly institutions: readonly string[]
        readonly sites: readonly string[]
      }
}

/** Sittings with names and counts, the next to open first, then the past ones backwards. */
export const listSittingRows = async (
  tx: Tx,
  filter: SittingFilter,
  after: readonly [opensAt: string, id: string] | undefined,
  limit: number,
): Promise<SittingListRow[]> => {
  const { reach } = filter
  const { rows } = await sql<SittingListRow>`
    select s.id, s.number, s.programme_id, s.class_id, s.paper_id, s.title, ${titleEn}, s.site_id, s.room_id, s.opens_at, s.entry_until, s.closes_at,
      s.duration_minutes, s.pass_rule, s.ended_at, s.end_reason, s.cancelled_at, s.cancel_reason,
      k.name as class_name, k.name_en as class_name_en, k.institution_id, o.name as site_name, o.name_en as site_name_en, r.name as room_name,
      counts.candidates, counts.running, counts.submitted,
      case when exists (select 1 from result_set t join result_release l on l.result_set_id = t.id where t.sitting_id = s.id) then 'released'
        when exists (select 1 from result_set t where t.sitting_id = s.id) then 'scored' else 'none' end as results
    from exam_sitting s
    join pub_programme g on g.id = s.programme_id
    left join pub_training_class k on k.id = s.class_id
    left join pub_organisation o on o.id = s.site_id
    left join pub_room r on r.id = s.room_id
    left join lateral (
      select count(*)::int as candidates, count(*) filter (where a.started_at is not null and u.attempt_id is null)::int as running,
        count(u.attempt_id)::int as submitted
      from attempt a left join attempt_submission u on u.attempt_id = a.id where a.sitting_id = s.id
    ) as counts on true
    where ${reach.all ? sql`true` : sql`(g.office_id = any(${[...reach.offices]}::uuid[]) or k.institution_id = any(${[...reach.institutions]}::uuid[]) or s.site_id = any(${[...reach.sites]}::uuid[]))`}
      and ${filter.classId ? sql`s.class_id = ${filter.classId}` : sql`true`}
      and ${filter.programmeId ? sql`s.programme_id = ${filter.programmeId}` : sql`true`}
      and ${filter.sittingId ? sql`s.id = ${filter.sittingId}` : sql`true`}
      and ${filter.notOverAt ? sql`s.closes_at > ${filter.notOverAt} and s.ended_at is null and s.cancelled_at is null` : sql`true`}
      and ${after ? sql`(s.opens_at, s.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`}
    order by s.opens_at desc, s.id desc limit ${limit}`.execute(tx)
  return rows
}

/** How many attempts of a sitting have started, and how many of those are not handed in. */
export const countStarted = async (
  tx: Tx,
  sittingId: string,
): Promise<{ started: number; running: number }> => {
  const { rows } = await sql<{ started: number; running: number }>`
    select count(a.started_at)::int as started, count(*) filter (where a.started_at is not null and u.attempt_id is null)::int as running
    from attempt a left join attempt_submission u on u.attempt_id = a.id where a.sitting_id = ${sittingId}`.execute(
    tx,
  )
  return rows[0] ?? { started: 0, running: 0 }
}
