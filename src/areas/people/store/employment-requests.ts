import { sql } from 'kysely'
import { as, type Tx } from '../../../platform/db/database.ts'
import type { PeopleTables } from './tables.ts'

type NewRequest = Pick<
  PeopleTables['employmentRequest'],
  'id' | 'personId' | 'employerId' | 'post' | 'fromDay' | 'leavingId' | 'lastDay' | 'askedBy'
>

export const insertRequest = async (tx: Tx, request: NewRequest, now: Date): Promise<void> => {
  await as<PeopleTables>(tx)
    .insertInto('employmentRequest')
    .values({ ...request, askedAt: now })
    .execute()
}

export const lockRequest = (tx: Tx, id: string) =>
  as<PeopleTables>(tx)
    .selectFrom('employmentRequest')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

export const settleRequest = async (
  tx: Tx,
  id: string,
  how: { state: 'accepted' | 'refused' | 'withdrawn'; reason?: string; employmentId?: string },
  by: string | null,
  at: Date,
): Promise<void> => {
  await as<PeopleTables>(tx)
    .updateTable('employmentRequest')
    .set({
      state: how.state,
      reason: how.reason ?? '',
      employmentId: how.employmentId ?? null,
      settledBy: by,
      settledAt: at,
    })
    .where('id', '=', id)
    .execute()
}

export const markNoted = async (tx: Tx, id: string, by: string | null, at: Date): Promise<void> => {
  await as<PeopleTables>(tx)
    .updateTable('employmentRequest')
    .set({ notedBy: by, notedAt: at })
    .where('id', '=', id)
    .execute()
}

export interface RequestRow {
  readonly id: string
  readonly personId: string
  readonly personName: string
  readonly birth: string | null
  readonly sealed: Buffer | null
  readonly employerId: string
  readonly employerName: string
  readonly leavingEmployerId: string | null
  readonly leavingEmployerName: string | null
  readonly post: string
  readonly fromDay: string
  readonly lastDay: string | null
  readonly state: 'waiting' | 'accepted' | 'refused' | 'withdrawn'
  readonly reason: string
  readonly askedAt: Date
  readonly settledAt: Date | null
  readonly notedAt: Date | null
}

/** Whose requests: of these people, to these employers, and accepted ones of people who left these employers. */
export interface RequestReach {
  readonly persons: readonly string[]
  readonly employers: readonly string[]
}

/** Newest first. `open`: those that wait for one of these employers (or for any, where the reach is everything). */
export const listRequestRows = async (
  tx: Tx,
  reach: RequestReach | undefined,
  filter: { personId: string | undefined; open: boolean },
  before: string | undefined,
  limit: number,
): Promise<RequestRow[]> => {
  const employers = sql`any(${[...(reach?.employers ?? [])]}::uuid[])`
  const joining = reach ? sql`r.employer_id = ${employers}` : sql`true`
  const left = reach ? sql`r.state = 'accepted' and e.employer_id = ${employers}` : sql`false`
  const mine = reach ? sql`r.person_id = any(${[...reach.persons]}::uuid[])` : sql`true`
  const shown = filter.open
    ? sql`((r.state = 'waiting' and (${joining})) or (r.noted_at is null and (${left})))`
    : sql`((${joining}) or (${left}) or (${mine}))`
  const { rows } = await sql<RequestRow>`
    select r.id, p.survivor_id as person_id, p.name as person_name, p.birth, r.employer_id, o.name as employer_name,
      e.employer_id as leaving_employer_id, f.name as leaving_employer_name,
      r.post, r.from_day, r.last_day, r.state, r.reason, r.asked_at, r.settled_at, r.noted_at,
      (select d.sealed from identity_document d where d.person_id = any(pub_person_ids(r.person_id)) order by (d.ended_at is null) desc, d.added_at desc limit 1) as sealed
    from employment_request r
      join pub_person p on p.id = r.person_id
      join pub_organisation o on o.id = r.employer_id
      left join employment e on e.id = r.leaving_id
      left join pub_organisation f on f.id = e.employer_id
    where ${shown}
      and ${filter.personId ? sql`r.person_id = any(pub_person_ids(${filter.personId}))` : sql`true`}
      and ${before ? sql`r.id < ${before}` : sql`true`}
    order by r.id desc limit ${limit}`.execute(tx)
  return rows
}
