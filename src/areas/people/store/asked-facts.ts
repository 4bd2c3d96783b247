import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/database.ts'

export interface Pack {
  readonly id: string
  readonly pack: unknown
}

/** The newest text of every pack. */
export const packsInForce = async (tx: Db | Tx): Promise<Pack[]> =>
  (await sql<Pack>`select id, pack from pub_rule_pack`.execute(tx)).rows

/** Packs that programmes go by. */
export const packsOfProgrammes = async (tx: Db | Tx): Promise<string[]> =>
  (await sql<{ rulePack: string }>`select distinct rule_pack from pub_programme`.execute(tx)).rows.map(
    ({ rulePack }) => rulePack,
  )

export interface ProgrammeTaken {
  readonly id: string
  readonly name: string
  readonly nameEn: string
  readonly rulePack: string
}

/** Programmes a person takes part in, newest first. */
export const programmesTaken = async (tx: Db | Tx, personId: string): Promise<ProgrammeTaken[]> => {
  const { rows } = await sql<ProgrammeTaken>`
    select p.id, p.name, p.name_en, p.rule_pack from pub_programme p
    where exists (select from pub_enrolment e join pub_training_class k on k.id = e.class_id
      where e.person_id = any(pub_person_ids(${personId})) and e.state <> 'withdrawn' and k.programme_id = p.id)
    order by p.from_day desc, p.id`.execute(tx)
  return rows
}

export interface FactSpan {
  readonly fact: string
  /** Null: known to have none. */
  readonly value: string | null
  readonly from: string | null
  readonly to: string | null
  readonly programmeId: string | null
  /** Names of the organisation that an employer is. */
  readonly zh: string | null
  readonly en: string | null
}

/** What is on record of a person, recorded and derived, the newest first. */
export const factSpans = async (tx: Db | Tx, personId: string): Promise<FactSpan[]> => {
  const { rows } = await sql<FactSpan>`
    select f.fact, f.value, f.from_day as "from", f.to_day as "to", f.programme_id, o.name as zh, o.name_en as en
    from (select * from pub_person_fact where person_id = ${personId}) as f
      left join pub_organisation o on f.fact = 'employer' and o.id::text = f.value
    order by f.fact, f.from_day desc nulls last`.execute(tx)
  return rows
}
