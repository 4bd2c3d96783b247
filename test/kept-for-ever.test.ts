import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { keptForEver, guardBodies, guardsOff } from '../src/platform/db/guards.ts'
import { testDatabase } from './database.ts'

const database = testDatabase()
const kept = [...keptForEver]

/** Tables that a trigger guards against the given statements, by the bits of pg_trigger.tgtype: 8 delete, 32 truncate. */
const guarded = async (bit: 8 | 32): Promise<string[]> => {
  const { rows } = await sql<{ name: string }>`
    select distinct c.relname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where not t.tgisinternal and t.tgenabled = 'O' and (t.tgtype & 2) = 2 and (t.tgtype & ${sql.lit(bit)}) <> 0
    order by 1`.execute(database.db)
  return rows.map((row) => row.name)
}

test('every table that is kept for ever is guarded against delete and against truncate', async () => {
  expect((await guarded(8)).filter((name) => kept.includes(name))).toEqual(kept)
  expect((await guarded(32)).filter((name) => kept.includes(name))).toEqual(kept)
  // A table guarded by the row alone would be emptied at a stroke.
  expect(await guarded(32)).toEqual(expect.arrayContaining(await guarded(8)))
})

test.each(kept)('%s cannot be truncated by its owner', async (name) => {
  const emptied = database.rolledBack((tx) => sql`truncate ${sql.table(name)} cascade`.execute(tx))
  await expect(emptied).rejects.toMatchObject({ code: 'ZX001' })
})

test('the bodies of the guards that doctor knows are those the migrations write', async () => {
  const { rows } = await sql<{ name: string; body: string }>`
    select proname as name, left(encode(sha256(convert_to(prosrc, 'UTF8')), 'hex'), 16) as body from pg_proc p
    where exists (select from pg_trigger t where t.tgfoid = p.oid and not t.tgisinternal and (t.tgtype & 2) = 2 and t.tgrelid::regclass::text = any(${kept})) order by 1`.execute(
    database.db,
  )
  expect(Object.fromEntries(rows.map(({ name, body }) => [name, body]))).toEqual(guardBodies)
})

/** A guard that still stands there by name, and holds nothing back. */
const hollow: Record<string, [string, string[]]> = {
  'taken off': ['drop trigger certificate_log_append_only on certificate_log', ['certificate_log']],
  'switched off': [
    'alter table certificate_log disable trigger certificate_log_append_only',
    ['certificate_log'],
  ],
  'kept for replicas alone': [
    'alter table certificate_log enable replica trigger certificate_log_append_only',
    ['certificate_log'],
  ],
  'taken off against a truncate': [
    'drop trigger certificate_log_no_truncate on certificate_log',
    ['certificate_log'],
  ],
  'put under a condition that is never met': [
    `drop trigger certificate_log_append_only on certificate_log;
     create trigger certificate_log_append_only before update or delete on certificate_log for each row when (false) execute function refuse_change()`,
    ['certificate_log'],
  ],
  'narrowed to one column': [
    `drop trigger certificate_log_append_only on certificate_log;
     create trigger certificate_log_append_only before delete or update of kind on certificate_log for each row execute function refuse_change()`,
    ['certificate_log'],
  ],
  'exchanged for one that lets everything pass': [
    `create function lets_pass() returns trigger language plpgsql as 'begin return new; end';
     drop trigger certificate_log_append_only on certificate_log;
     create trigger certificate_log_append_only before update or delete on certificate_log for each row execute function lets_pass()`,
    ['certificate_log'],
  ],
  'emptied of its body': [
    `create or replace function certificate_moves_status_only() returns trigger language plpgsql as 'begin return new; end'`,
    ['certificate'],
  ],
  'led past by a rule': ['create rule hide as on insert to event do instead nothing', ['event']],
}
test.each(Object.entries(hollow))('doctor finds a guard %s', async (_what, [statement, found]) => {
  const off = await database.rolledBack(async (tx) => {
    for (const one of statement.split(/;\n/)) await sql.raw(one).execute(tx)
    return guardsOff(tx, keptForEver)
  })
  expect(off).toEqual(found)
})

test('doctor finds guards switched off for everybody who signs in to the database', async () => {
  const off = await database.rolledBack(async (tx) => {
    await sql`do $$ begin execute format('alter database %I set session_replication_role = replica', current_database()); end $$`.execute(
      tx,
    )
    return guardsOff(tx, keptForEver)
  })
  expect(off).toEqual(keptForEver)
})

test('a name somebody went by, a key that signed, and a person’s evidence are not rewritten', async () => {
  const person = '01900000-0000-7000-8000-000000000001'
  const rows = sql`
    with p as (insert into person (id, name, name_grams, created_at) values (${person}, '张三', '{}', now()) returning id),
      k as (insert into certificate_key values ('k', '{}', now())),
      n as (insert into former_name select gen_random_uuid(), id, '张二', now(), null, '更名' from p)
    insert into person_evidence (id, person_id, from_day, facts, source, recorded_at)
      select gen_random_uuid(), id, '2026-01-01', '{"title":"工程师"}', 'self', now() from p`
  const rewriting = (statement: ReturnType<typeof sql>) =>
    database.rolledBack(async (tx) => {
      await rows.execute(tx)
      await statement.execute(tx)
    })
  for (const statement of [
    sql`update former_name set name = '李四'`,
    sql`delete from former_name`,
    sql`update certificate_key set public_jwk = '{"x":1}'`,
    sql`delete from certificate_key`,
    sql`update person_evidence set facts = '{"title":"高级工程师"}'`,
    sql`delete from person_evidence`,
  ])
    await expect(rewriting(statement)).rejects.toMatchObject({ code: 'ZX001' })
  // That somebody has seen the papers is added, and only once.
  await rewriting(sql`update person_evidence set checked_at = now(), checked_by = ${person}`)
  await expect(
    rewriting(sql`do $$ begin
      update person_evidence set checked_at = now();
      update person_evidence set checked_at = null;
    end $$`),
  ).rejects.toMatchObject({ code: 'ZX001' })
})
