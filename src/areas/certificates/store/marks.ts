import { as, type Db, type Tx } from '../../../platform/db/database.ts'
import { markKinds, type MarkKind } from '../domain/mark.ts'
import type { Certificates } from './tables.ts'

export interface Mark {
  readonly kind: MarkKind
  readonly fromDay: string
  /** Null: none from that day on. */
  readonly sha256: Buffer | null
  readonly signatory: string
  readonly setAt: Date
}

export const marksOf = (connection: Db | Tx, programmeId: string): Promise<Mark[]> =>
  as<Certificates>(connection)
    .selectFrom('certificateMark')
    .select(['kind', 'fromDay', 'sha256', 'signatory', 'setAt'])
    .where('programmeId', '=', programmeId)
    .orderBy('fromDay', 'desc')
    .orderBy('kind')
    .execute()

/** The marks printed on certificates issued on a day. */
export const marksInForce = async (
  connection: Db | Tx,
  programmeId: string,
  day: string,
): Promise<Mark[]> => {
  const begun = (await marksOf(connection, programmeId)).filter((mark) => mark.fromDay <= day)
  return markKinds.flatMap((kind) => begun.find((mark) => mark.kind === kind) ?? [])
}

export const saveMark = async (
  tx: Tx,
  mark: Omit<Mark, 'setAt'> & { readonly programmeId: string },
  by: string | null,
  now: Date,
): Promise<void> => {
  const { programmeId, kind, fromDay, sha256, signatory } = mark
  const set = { sha256, signatory, setBy: by, setAt: now }
  await as<Certificates>(tx)
    .insertInto('certificateMark')
    .values({ programmeId, kind, fromDay, ...set })
    .onConflict((clash) => clash.columns(['programmeId', 'kind', 'fromDay']).doUpdateSet(set))
    .execute()
}

export const keepImage = async (tx: Tx, sha256: Buffer, bytes: Buffer, now: Date): Promise<void> => {
  await as<Certificates>(tx)
    .insertInto('certificateImage')
    .values({ sha256, bytes, addedAt: now })
    .onConflict((clash) => clash.column('sha256').doNothing())
    .execute()
}

export const findImage = async (connection: Db | Tx, sha256: Buffer): Promise<Buffer | undefined> =>
  (
    await as<Certificates>(connection)
      .selectFrom('certificateImage')
      .select('bytes')
      .where('sha256', '=', sha256)
      .executeTakeFirst()
  )?.bytes

/** Every image that was ever given: a few of each programme. */
export const keptImages = (db: Db): Promise<{ sha256: Buffer; bytes: Buffer }[]> =>
  as<Certificates>(db).selectFrom('certificateImage').select(['sha256', 'bytes']).execute()

/** What a specimen says of the programme: its names and its office's. */
export const programmeNames = async (connection: Db | Tx, programmeId: string) =>
  as<Certificates>(connection)
    .selectFrom('pubProgramme as p')
    .innerJoin('pubOrganisation as o', 'o.id', 'p.officeId')
    .select(['p.code', 'p.name', 'p.nameEn', 'p.officeId', 'o.name as issuer', 'o.nameEn as issuerEn'])
    .where('p.id', '=', programmeId)
    .executeTakeFirst()
