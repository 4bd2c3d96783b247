import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from './database.ts'

const database = testDatabase()

/** Tables whose rows nobody may remove once they stand, their owner included. */
const kept = [
  'activity',
  'attempt',
  'attempt_epoch',
  'attempt_submission',
  'attendance_confirmation',
  'attendance_mark',
  'certificate',
  'certificate_change',
  'certificate_content',
  'certificate_credential',
  'certificate_erasure',
  'certificate_image',
  'certificate_key',
  'certificate_log',
  'certificate_log_head',
  'certificate_log_node',
  'certificate_pdf',
  'certificate_status',
  'closing',
  'closing_row',
  'course_version',
  'declaration_act',
  'declaration_file',
  'event',
  'event_count',
  'exam_act',
  'exam_act_seat',
  'exam_late_decision',
  'exam_late_head',
  'exam_message_read',
  'exam_paper',
  'exam_paper_item',
  'exam_room_record',
  'exam_room_signature',
  'exam_tail_consent',
  'exemption',
  'exemption_end',
  'former_name',
  'ledger_entry',
  'person_class',
  'person_evidence',
  'person_holding',
  'person_holding_end',
  'question_import',
  'question_version',
  'response_event',
  'response_foreign',
  'result',
  'result_release',
  'result_set',
  'rule_case_set',
  'rule_draft',
  'rule_dry_run',
  'rule_pack',
  'rule_publication',
  'time_adjustment',
  'title_review',
  'title_review_candidate',
]

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
