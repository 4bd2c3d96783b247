import pg from 'pg'
import { sql } from 'kysely'
import { binaryRows } from '../../../platform/db/binary-copy.ts'
import { copyEach } from '../../../platform/db/copy.ts'
import { clientOf, type Db, type Tx } from '../../../platform/db/database.ts'
import type { RegisterRun } from './register.ts'
import type { RegisterStanding } from './tables.ts'

/** Runs whose standings are kept, with the pack of their programme. */
export const keptRuns = async (tx: Db | Tx): Promise<RegisterRun[]> => {
  const { rows } = await sql<RegisterRun>`
    select * from register_run where state <> 'superseded' and after_person is not null order by started_at, id`.execute(
    tx,
  )
  return rows
}

/** What a run has kept of a person. */
export interface KeptStanding {
  readonly shape: number
  readonly code: Buffer
}

/** Standings of a stretch of people, by the id's bytes as Latin-1. */
export const keptStandings = async (
  tx: Tx,
  run: number,
  after: string | null,
  upTo: string,
): Promise<Map<string, KeptStanding>> => {
  const found = new Map<string, KeptStanding>()
  const behind = after === null ? '' : `person_id > ${pg.escapeLiteral(after)}::uuid and `
  await copyEach(
    await clientOf(tx),
    `copy (select person_id, shape, code from register_standing
      where run = ${Number(run)} and ${behind} person_id <= ${pg.escapeLiteral(upTo)}::uuid) to stdout (format binary)`,
    binaryRows(3, ({ bytes, at, length }) => {
      const [id, shape, code] = [at[0] as number, at[1] as number, at[2] as number]
      found.set(bytes.toString('latin1', id, id + 16), {
        shape: bytes.readInt32BE(shape),
        // The bytes belong to the connection, which uses them again.
        code: Buffer.from(bytes.subarray(code, code + (length[2] as number))),
      })
    }),
  )
  return found
}

export const shapesKept = async (
  tx: Tx,
  run: number,
): Promise<{ shape: number; standing: RegisterStanding; folded: string }[]> => {
  const { rows } = await sql<{ shape: number; standing: RegisterStanding; folded: string }>`
    select shape, standing, folded from register_shape where run = ${run}`.execute(tx)
  return rows
}

/** Of people: when they studied or were closed since an instant, and who changed otherwise. */
export interface ChangedSince {
  readonly studied: ReadonlyMap<string, readonly Date[]>
  readonly otherwise: ReadonlySet<string>
}

export const changedSince = async (
  tx: Tx,
  programmeId: string,
  ids: readonly string[],
  since: Date,
): Promise<ChangedSince> => {
  const { rows } = await sql<{ id: string; studied: boolean; at: Date }>`
    select who.id, c.studied, c.at from unnest(${[...ids]}::uuid[]) as who (id)
      cross join lateral unnest(pub_person_ids(who.id)) as own (id) cross join lateral (
        select true as studied, recorded_at as at from activity
          where person_id = own.id and programme_id = ${programmeId} and recorded_at >= ${since}
        union all select false, changed_at from pub_person_change where person_id = own.id and changed_at >= ${since}
        union all select false, closed_at from closing_row
          where person_id = own.id and programme_id = ${programmeId} and closed_at >= ${since}
        union all select false, at.at from exemption x left join exemption_end e on e.exemption_id = x.id
          cross join lateral (values (x.recorded_at), (e.recorded_at)) as at (at)
          where x.person_id = own.id and x.programme_id = ${programmeId} and at.at >= ${since}
      ) as c order by who.id, c.at`.execute(tx)
  const studied = new Map<string, Date[]>()
  for (const { id, at } of rows.filter((row) => row.studied))
    studied.set(id, [...(studied.get(id) ?? []), at])
  return { studied, otherwise: new Set(rows.filter((row) => !row.studied).map(({ id }) => id)) }
}

/** When each activity of a programme was recorded, of people with whatever was merged into theirs. */
export const recordedAt = async (
  tx: Tx,
  programmeId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Date>> => {
  const { rows } = await sql<{ id: string; at: Date }>`
    select a.id, a.recorded_at as at from unnest(${[...ids]}::uuid[]) as who (id)
      cross join lateral unnest(pub_person_ids(who.id)) as own (id)
      join activity a on a.person_id = own.id and a.programme_id = ${programmeId}`.execute(tx)
  return new Map(rows.map(({ id, at }) => [id, at]))
}

/** What a finished run and its groups were told to come to, where its standings come to something else. */
export interface TallyApart {
  /** `register_run`, or a kind of group. */
  readonly tally: string
  readonly standing: RegisterStanding
  readonly kept: number
  readonly found: number
}

/** A person is in one group of every kind; a run whose groups are not added up yet has none. */
export const talliesApart = async (tx: Tx, { number }: RegisterRun): Promise<TallyApart[]> => {
  const { rows } = await sql<TallyApart>`
    with found as (
      select w.standing, count(s.person_id)::int as n
      from unnest(array['met', 'unmet', 'undetermined', 'outside']) as w (standing)
        left join register_shape h on h.run = ${number} and h.standing = w.standing
        left join register_standing s on s.run = h.run and s.shape = h.shape
      group by w.standing
    ), told as (
      select 'register_run' as tally, met, unmet, undetermined, outside from register_run where number = ${number}
      union all
      select kind, sum(met), sum(unmet), sum(undetermined), sum(outside) from register_group where run = ${number} group by kind
    )
    select t.tally, f.standing, k.n::int as kept, f.n as found from told t
      cross join lateral (values ('met', t.met), ('unmet', t.unmet), ('undetermined', t.undetermined), ('outside', t.outside)) as k (standing, n)
      join found f on f.standing = k.standing
    where k.n <> f.n order by t.tally, f.standing`.execute(tx)
  return rows
}
