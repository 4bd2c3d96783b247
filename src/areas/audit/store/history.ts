import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/database.ts'
import type { Part } from './parts.ts'

export interface HistoryRow {
  readonly id: string
  readonly at: Date
  /** Exact instant as text: the cursor must not lose the microseconds a Date has no room for. */
  readonly exactAt: string
  readonly name: string
  readonly subjectKind: string
  readonly actorKind: 'account' | 'system' | 'public'
  readonly actorName: string | null
  readonly onBehalfOfName: string | null
  readonly requestId: string
  readonly data: Record<string, unknown>
}

/** Who reads: people of these organisations are named to one another, others stand under the name of theirs. */
export interface Reader {
  readonly accountId: string | null
  readonly organisationIds: readonly string[]
}

export interface Asked {
  readonly after: readonly [string, string] | undefined
  readonly limit: number
  /** `null`: everybody is named. */
  readonly reader: Reader | null
}

/** Events about one subject, newest first; of what is recorded within another record, those of that record's that bear it. */
export const historyOf = (
  db: Db | Tx,
  subjectId: string,
  parts: readonly Part[],
  asked: Asked,
): Promise<HistoryRow[]> =>
  events(
    db,
    // What was recorded about a person under any of their ids; and that a record was merged stands at the other one.
    sql`e.subject_id = any(pub_person_ids(${subjectId}))
      or (e.name = any(array['people.personMerged', 'people.personMergeUndone']) and e.data->>'absorbed' = ${subjectId})
      ${sql.join(
        parts.map(
          (part) =>
            sql`or (e.subject_id = any(pub_person_ids(${part.subjectId})) and e.data @> ${JSON.stringify(part.bears)}::jsonb)`,
        ),
        sql` `,
      )}`,
    asked,
    // Of a list that put others on record too a person's history says where it came from and no more.
    sql`case when e.name = 'people.peopleRecorded' and e.subject_id <> ${subjectId} then jsonb_build_object('source', e.data->'source') else e.data - 'rows' end`,
  )

/** Events about one account, and those in which a colleague handed it something to do. */
export const accountHistoryOf = (db: Db | Tx, accountId: string, asked: Asked): Promise<HistoryRow[]> =>
  events(
    db,
    sql`e.subject_id = ${accountId}
      or (e.name in ('accounts.delegationGiven', 'accounts.delegationRevoked') and e.data->>'account' = ${accountId})`,
    asked,
  )

/** Events that made or changed one certificate; its batch's is about all certificates of the batch. */
export const certificateHistoryOf = (
  db: Db | Tx,
  { number, personId, issuedFor }: { number: string; personId: string; issuedFor: string },
  asked: Asked,
): Promise<HistoryRow[]> =>
  events(
    db,
    sql`(e.subject_id = any(pub_person_ids(${personId})) and e.name like 'certificates.%' and ${number} in (e.data->>'number', e.data->>'by'))
      or (e.subject_id = ${issuedFor} and e.name = 'certificates.certificatesIssued' and e.data->'certificates' @> ${JSON.stringify([{ number }])}::jsonb)`,
    asked,
  )

const events = async (
  db: Db | Tx,
  about: RawBuilder<unknown>,
  { after, limit, reader }: Asked,
  data: RawBuilder<unknown> = sql`e.data - 'rows'`,
): Promise<HistoryRow[]> => {
  const { rows } = await sql<HistoryRow>`
    select e.id, e.at, e.at::text as exact_at, e.name, e.subject_kind, e.actor_kind, ${reader ? nameFor(reader, sql`a.id`, sql`a.display_name`) : sql`a.display_name`} as actor_name,
      coalesce(o.name, ${reader ? nameFor(reader, sql`g.id`, sql`g.display_name`) : sql`g.display_name`}) as on_behalf_of_name, e.request_id, ${data} as data
    from event e left join pub_account a on a.id = e.actor_account left join pub_organisation o on o.id = e.on_behalf_of
      left join pub_account g on g.id = e.on_behalf_of
    where (${about}) and ${after ? sql`(e.at, e.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`}
    order by e.at desc, e.id desc limit ${limit}`.execute(db)
  return rows
}

const nameFor = (
  { accountId, organisationIds }: Reader,
  account: RawBuilder<unknown>,
  name: RawBuilder<unknown>,
): RawBuilder<unknown> => sql`
  case when ${account} = ${accountId}::uuid or exists (
      select from pub_role_assignment r where r.account_id = ${account} and r.organisation_id = any(${[...organisationIds]}::uuid[]))
    then ${name}
    else (select w.name from pub_role_assignment r join pub_organisation w on w.id = r.organisation_id
      where r.account_id = ${account} order by r.from_day desc, r.organisation_id limit 1)
  end`
