import { sql } from 'kysely'
import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import type { Certificates, CredentialForm } from './tables.ts'

export const findCredential = async (
  tx: Db | Tx,
  number: string,
  form: CredentialForm,
): Promise<string | undefined> => {
  const kept = await as<Certificates>(tx)
    .selectFrom('certificateCredential')
    .select('credential')
    .where('number', '=', number)
    .where('form', '=', form)
    .executeTakeFirst()
  return kept?.credential
}

export const insertCredential = async (
  tx: Tx,
  number: string,
  form: CredentialForm,
  credential: string,
  now: Date,
): Promise<void> => {
  await as<Certificates>(tx)
    .insertInto('certificateCredential')
    .values({ number, form, credential, madeAt: now })
    .execute()
}

/** A certificate's place in the status lists. */
export interface StatusPlace {
  readonly list: number
  readonly index: number
}

export const findStatusPlace = (tx: Db | Tx, number: string): Promise<StatusPlace | undefined> =>
  as<Certificates>(tx)
    .selectFrom('certificateStatus')
    .select(['list', 'index'])
    .where('number', '=', number)
    .executeTakeFirst()

/** Certificates that are not at the place of the status lists that the trail tells, in events of this name. */
export const placesOff = async (db: Db, taken: string): Promise<string[]> => {
  const { rows } = await sql<{ number: string }>`
    select e.data->>'number' as number from event e left join certificate_status s on s.number = e.data->>'number'
    where e.name = ${taken} and (s.list, s.index) is distinct from ((e.data->>'list')::int, (e.data->>'index')::int) order by 1`.execute(
    db,
  )
  return rows.map((row) => row.number)
}

/** The newest list in use; 0 before there is one. */
export const newestList = async (tx: Db | Tx): Promise<number> => {
  const { newest } = await as<Certificates>(tx)
    .selectFrom('certificateStatus')
    .select((of) => of.fn.max('list').as('newest'))
    .executeTakeFirstOrThrow()
  return newest ?? 0
}

/** Takes a place for a certificate; false when somebody has it. */
export const takeStatusPlace = async (tx: Tx, number: string, place: StatusPlace): Promise<boolean> => {
  const taken = await as<Certificates>(tx)
    .insertInto('certificateStatus')
    .values({ number, ...place })
    .onConflict((clash) => clash.columns(['list', 'index']).doNothing())
    .returning('index')
    .executeTakeFirst()
  return taken !== undefined
}

/** Indexes of a list whose certificates are not in force any more, in order. */
export const lapsedIn = async (tx: Db | Tx, list: number): Promise<number[]> => {
  const { rows } = await sql<{ index: number }>`
    select s.index from certificate_status s join certificate c on c.number = s.number
    where s.list = ${list} and c.status <> 'valid' order by s.index`.execute(tx)
  return rows.map((row) => row.index)
}
