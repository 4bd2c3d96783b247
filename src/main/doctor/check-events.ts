import { sql } from 'kysely'
import type { Json } from '../../kernel/canonical-json.ts'
import type { Db } from '../../platform/db/database.ts'
import type { IdentityVault } from '../../platform/ports/ports.ts'
import { type EventRow, sealOf } from '../../platform/sealed-event.ts'

interface Wrong {
  readonly subject: string
  readonly detail: string
}

type Row = Omit<EventRow, 'data'> & { readonly data: string; readonly seal: string | null }

/** Every event against its seal, and every event that another names as the one before it. */
export const checkEvents = async (
  db: Db,
  vault: IdentityVault,
  atOnce = 5000,
): Promise<{ subjects: number; wrong: Wrong[] }> => {
  const wrong = [...(await gone(db)), ...(await unsealed(db))]
  let subjects = 0
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const { rows } = await sql<Row>`
      select id, at, name, version, subject_kind, subject_id, actor_kind, actor_account, actor_key, on_behalf_of, request_id,
        data::text as data, previous, seal
      from event where id > ${after}::uuid order by id limit ${atOnce}`.execute(db)
    for (const { seal, data, ...row } of rows) {
      if (seal !== null && seal !== sealOf(vault, { ...row, data: JSON.parse(data) as Json }))
        wrong.push({
          subject: row.id,
          detail: 'was changed, or not written by this house: its seal does not fit',
        })
    }
    subjects += rows.length
    const last = rows.at(-1)
    if (!last || rows.length < atOnce) return { subjects, wrong }
    after = last.id
  }
}

/** The next event of a subject tells that one was taken out; of the last of a subject the count of the trail does. */
const gone = async (db: Db): Promise<Wrong[]> => {
  const { rows } = await sql<{ id: string; previous: string }>`
    select id, previous from event where previous is not null
      and not exists (select from event earlier where earlier.id = event.previous)`.execute(db)
  return rows.map(({ id, previous }) => ({ subject: previous, detail: `is gone; ${id} came after it` }))
}

/** Events from before there were seals are older than every sealed one. */
const unsealed = async (db: Db): Promise<Wrong[]> => {
  const { rows } = await sql<{ id: string }>`
    select id from event where seal is null and at >= (select min(at) from event where seal is not null)`.execute(
    db,
  )
  return rows.map(({ id }) => ({ subject: id, detail: 'bears no seal: it was put in by hand' }))
}
