import { sql } from 'kysely'
import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import type { RuleStudioTables } from './tables.ts'

const columns = ['id', 'code', 'name', 'nameEn', 'officeId', 'rulePack', 'zone', 'fromDay', 'toDay'] as const

export interface Programme {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly nameEn: string
  readonly officeId: string
  readonly rulePack: string
  readonly zone: string
  readonly fromDay: string
  readonly toDay: string | null
}

/** Programmes that go by one of these packs. */
export const programmesOfPacks = (tx: Db | Tx, packs: readonly string[]): Promise<Programme[]> =>
  as<RuleStudioTables>(tx)
    .selectFrom('pubProgramme')
    .select(columns)
    .where(sql<boolean>`rule_pack = any(${[...packs]}::text[])`)
    .orderBy('code')
    .orderBy('id')
    .execute()

export const programmesOfOffices = (tx: Db | Tx, offices: readonly string[]): Promise<Programme[]> =>
  as<RuleStudioTables>(tx)
    .selectFrom('pubProgramme')
    .select(columns)
    .where(sql<boolean>`office_id = any(${[...offices]}::uuid[])`)
    .orderBy('code')
    .execute()

export const findProgramme = (tx: Db | Tx, id: string): Promise<Programme | undefined> =>
  as<RuleStudioTables>(tx).selectFrom('pubProgramme').select(columns).where('id', '=', id).executeTakeFirst()

export interface ClosedPeriod {
  readonly programmeId: string
  readonly period: string
  readonly toDay: string
}

/** Closed periods of programmes that end on a day or later, the earliest first. */
export const closedPeriodsOf = (
  tx: Db | Tx,
  programmes: readonly string[],
  fromDay: string,
): Promise<ClosedPeriod[]> =>
  as<RuleStudioTables>(tx)
    .selectFrom('pubClosing')
    .select(['programmeId', 'period', 'toDay'])
    .where(sql<boolean>`programme_id = any(${[...programmes]}::uuid[])`)
    .where('kind', '=', 'regular')
    .where('state', '=', 'closed')
    .where('toDay', '>=', fromDay)
    .orderBy('fromDay')
    .orderBy('programmeId')
    .execute()

/** Organisations by their ids, for those whom groups are made of. */
export const organisationNames = async (
  tx: Db | Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly zh: string; readonly en: string }>> => {
  const { rows } = await sql<{ id: string; name: string; nameEn: string }>`
    select id, name, name_en from pub_organisation where id = any(${[...ids]}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, name, nameEn }) => [id, { zh: name, en: nameEn }]))
}
