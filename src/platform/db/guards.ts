import { sql } from 'kysely'
import type { Db, Tx } from './database.ts'

/** Tables whose rows nobody may remove once they stand, their owner included. */
export const keptForEver: readonly string[] = [
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
  'exam_media',
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
  'person_merge',
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

/**
 * Functions that refuse, by the beginning of the SHA-256 of their bodies: a trigger that calls one which was emptied stands
 * there and guards nothing. A migration that rewrites one writes its new body here.
 */
export const guardBodies: Readonly<Record<string, string>> = {
  certificate_change_stays: '7d138341c1a3987f',
  certificate_moves_status_only: '98a933431efdcb79',
  certificate_part_stays: 'ac218a7ec882f25e',
  closing_moves_on: '74019dd42f5761c6',
  guard_attempt: 'da1ec80eb1af2959',
  guard_attempt_epoch: '3489820879712443',
  guard_person_evidence: 'ebfb4c43f14ae361',
  guard_title_review: '18c191ffd639a940',
  guard_title_review_candidate: 'dfd47b34bb310cf6',
  keep_course_version: 'cd7575e69c70c370',
  keep_declaration_file: 'b2154a0a41606351',
  person_merge_is_only_undone: '9a6bd93cda613db8',
  refuse_change: '8b96606a784be06e',
  refuse_course_rewrite: '9586e2ab7d88fcf4',
  rule_draft_moves_on: 'd89e0dc284d73ef9',
  rule_dry_run_moves_on: 'f5ba60824f1504d9',
}

/** Bits of pg_trigger.tgtype: delete 8, update 16, truncate 32. */
const everyChange = sql.lit(56)

/**
 * Which of these tables are not guarded against every kind of change: a guard is missing, off, kept for replicas, narrowed
 * by a condition or a column, calls a function that is not as it was made, or is led past by a rule; or triggers are
 * switched off for whoever signs in.
 */
export const guardsOff = async (db: Db | Tx, tables: readonly string[]): Promise<string[]> => {
  const [names, bodies] = [Object.keys(guardBodies), Object.values(guardBodies)]
  const { rows } = await sql<{ name: string }>`
    with known as (
      select p.oid from pg_proc p join unnest(${names}::text[], ${bodies}::text[]) as k (name, body)
        on p.proname = k.name and left(encode(sha256(convert_to(p.prosrc, 'UTF8')), 'hex'), 16) = k.body
      where p.pronamespace = 'public'::regnamespace),
    whole as (
      select t.tgrelid from pg_trigger t join known k on k.oid = t.tgfoid
      where t.tgenabled in ('O', 'A') and t.tgqual is null and t.tgattr = ''
      group by t.tgrelid having (bit_or(t.tgtype) & ${everyChange}) = ${everyChange}),
    dodged as (
      select from pg_db_role_setting s, unnest(s.setconfig) one
      where one ilike 'session_replication_role=%' and one not ilike '%=origin'
        and s.setdatabase in (0, (select oid from pg_database where datname = current_database())))
    select given.name from unnest(${[...tables]}::text[]) as given (name)
    where exists (select from dodged)
      or not exists (select from whole join pg_class c on c.oid = whole.tgrelid
        where c.oid = to_regclass(given.name) and c.relkind in ('r', 'p') and not exists (select from pg_rewrite w where w.ev_class = c.oid))
    order by 1`.execute(db)
  return rows.map((row) => row.name)
}
