import { type Insertable, sql, type Updateable } from 'kysely'
import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import { factsHash } from '../../../platform/db/facts-hash.ts'
import type { State } from '../domain/state.ts'
import type { DeclarationTables } from './tables.ts'

type Table = DeclarationTables['declaration']

/** A declaration with whose it is by now, and the office of its programme. */
export interface DeclarationRecord {
  readonly id: string
  /** The record that speaks for the person. */
  readonly personId: string
  readonly programmeId: string
  readonly officeId: string
  readonly zone: string
  readonly employerId: string | null
  readonly kind: string
  readonly kindZh: string
  readonly kindEn: string
  readonly title: string
  readonly fromDay: string | null
  readonly toDay: string | null
  readonly category: string | null
  readonly answers: Readonly<Record<string, string | number | boolean>>
  readonly serves: readonly string[] | null
  readonly state: State
  readonly revision: number
  readonly step: number
  readonly waitingRole: 'professional' | 'employer' | 'association' | 'district' | 'office' | null
  readonly waitingFor: string | null
  readonly dueOn: string | null
  readonly remindedAt: Date | null
  readonly checkRole: 'employer' | 'association' | 'district' | 'office' | null
  readonly checkId: string | null
  readonly recogniseRole: 'system' | 'employer' | 'association' | 'district' | 'office' | null
  readonly recogniseId: string | null
  readonly accepts: readonly string[]
  readonly associationId: string | null
  readonly districtId: string | null
  readonly firstSubmittedOn: string | null
}

const columns = sql`d.id, pub_person_id(d.person_id) as person_id, d.programme_id, g.office_id, g.zone, d.employer_id, d.kind, d.kind_zh,
  d.kind_en, d.title, d.from_day, d.to_day, d.category, d.answers, d.serves, d.state, d.revision, d.step, d.waiting_role, d.waiting_for, d.due_on,
  d.reminded_at, d.check_role, d.check_id, d.recognise_role, d.recognise_id, d.accepts, d.association_id, d.district_id, d.first_submitted_on`

export const findDeclaration = async (tx: Db | Tx, id: string): Promise<DeclarationRecord | undefined> =>
  (
    await sql<DeclarationRecord>`select ${columns} from declaration d join pub_programme g on g.id = d.programme_id where d.id = ${id}`.execute(
      tx,
    )
  ).rows[0]

/** The same, held until the unit of work ends: two acts on one declaration come one after the other. */
export const lockDeclaration = async (tx: Tx, id: string): Promise<DeclarationRecord | undefined> => {
  await sql`select from declaration where id = ${id} for update`.execute(tx)
  return findDeclaration(tx, id)
}

/** Over what is declared; where no title is named it is what it was before any could be. */
export const declaredHash = factsHash(
  sql`employer_id, kind, kind_zh, kind_en, title, from_day, to_day, category,
    case when serves is null then answers else jsonb_build_object('answers', answers, 'serves', serves) end`,
)

/** The same of one declaration, as its events tell it. */
export const hashOfDeclared = async (tx: Tx, id: string): Promise<string> => {
  const { rows } = await sql<{
    hash: string
  }>`select ${declaredHash} as hash from declaration where id = ${id}`.execute(tx)
  return rows[0]?.hash ?? ''
}

export const insertDeclaration = async (
  tx: Tx,
  row: Omit<Insertable<Table>, 'answers'> & { answers: object },
): Promise<void> => {
  await as<DeclarationTables>(tx)
    .insertInto('declaration')
    .values({ ...row, answers: JSON.stringify(row.answers) })
    .execute()
}

export const updateDeclaration = async (
  tx: Tx,
  id: string,
  change: Omit<Updateable<Table>, 'answers'> & { answers?: object },
): Promise<void> => {
  const { answers, ...rest } = change
  await as<DeclarationTables>(tx)
    .updateTable('declaration')
    .set({ ...rest, ...(answers ? { answers: JSON.stringify(answers) } : {}) })
    .where('id', '=', id)
    .execute()
}

/** Present employers of a person, the longest-serving last. */
export const employersOf = async (tx: Db | Tx, personId: string, today: string) =>
  (
    await sql<{ id: string; name: string; nameEn: string }>`
      select o.id, o.name, o.name_en from pub_employment e join pub_organisation o on o.id = e.employer_id
      where e.person_id = any(pub_person_ids(${personId})) and e.from_day <= ${today}::date and (e.to_day is null or e.to_day >= ${today}::date)
      order by e.from_day desc, o.id`.execute(tx)
  ).rows

/** The association that speaks for an employer; of several the one it joined first. */
export const associationOf = async (tx: Db | Tx, employerId: string, today: string): Promise<string | null> =>
  (
    await sql<{ id: string }>`
      select association_id as id from pub_association_member
      where member_id = ${employerId} and from_day <= ${today}::date and (to_day is null or to_day >= ${today}::date)
      order by from_day, association_id limit 1`.execute(tx)
  ).rows[0]?.id ?? null

/** The district an employer belongs to. */
export const districtOf = async (tx: Db | Tx, employerId: string): Promise<string | null> =>
  (
    await sql<{
      id: string | null
    }>`select district_id as id from pub_organisation where id = ${employerId}`.execute(tx)
  ).rows[0]?.id ?? null

export const personIdOf = async (tx: Db | Tx, id: string): Promise<string | undefined> =>
  (await sql<{ id: string }>`select survivor_id as id from pub_person where id = ${id}`.execute(tx)).rows[0]
    ?.id

/** The records that speak for the people behind accounts. */
export const personsOf = async (tx: Db | Tx, accountIds: readonly string[]): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select distinct pub_person_id(person_id) as id from pub_account where id = any(${[...accountIds]}::uuid[]) and person_id is not null`.execute(
    tx,
  )
  return rows.map(({ id }) => id)
}
