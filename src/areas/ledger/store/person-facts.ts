import { sql } from 'kysely'
import { isId } from '../../../kernel/id.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'

/** English names of the classes activities come from; facts are kept in the words they were proven in. */
export const englishTitles = async (
  tx: Db | Tx,
  activityIds: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  if (activityIds.length === 0) return new Map()
  const { rows } = await sql<{ id: string; nameEn: string }>`
    select e.id, k.name_en from pub_enrolment e join pub_training_class k on k.id = e.class_id
    where e.id = any(${[...activityIds]}::uuid[])`.execute(tx)
  return new Map(rows.map((row) => [row.id, row.nameEn]))
}

/** Why classes were not completed, as frozen on closing: codes by the enrolment an activity comes from. */
export const notCompletedReasons = async (
  tx: Db | Tx,
  activityIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> => {
  if (activityIds.length === 0) return new Map()
  const { rows } = await sql<{ id: string; codes: string[] }>`
    select e.id, array(select r ->> 'code' from jsonb_array_elements(e.outcome -> 'reasons') r) as codes from pub_enrolment e
    where e.id = any(${[...activityIds]}::uuid[]) and e.state = 'not-completed'`.execute(tx)
  return new Map(rows.map(({ id, codes }) => [id, codes]))
}

/** Names of organisations that facts know by their ids; whatever else stands there is none's. */
export const organisationNames = async (
  tx: Db | Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly zh: string; readonly en: string }>> => {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; name: string; nameEn: string }>`
    select id, name, name_en from pub_organisation where id = any(${ids.filter(isId)}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, name, nameEn }) => [id, { zh: name, en: nameEn }]))
}
