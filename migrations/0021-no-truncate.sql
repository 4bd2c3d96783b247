-- What is kept for ever is not emptied at a stroke either: row triggers do not see a truncate.
create trigger person_class_no_truncate before truncate on person_class for each statement execute function refuse_change();
create trigger course_version_no_truncate before truncate on course_version for each statement execute function refuse_change();
create trigger question_version_no_truncate before truncate on question_version for each statement execute function refuse_change();
create trigger question_import_no_truncate before truncate on question_import for each statement execute function refuse_change();
create trigger exam_paper_no_truncate before truncate on exam_paper for each statement execute function refuse_change();
create trigger exam_paper_item_no_truncate before truncate on exam_paper_item for each statement execute function refuse_change();
create trigger attempt_no_truncate before truncate on attempt for each statement execute function refuse_change();
create trigger attempt_epoch_no_truncate before truncate on attempt_epoch for each statement execute function refuse_change();
create trigger response_foreign_no_truncate before truncate on response_foreign for each statement execute function refuse_change();
create trigger time_adjustment_no_truncate before truncate on time_adjustment for each statement execute function refuse_change();
create trigger attempt_submission_no_truncate before truncate on attempt_submission for each statement execute function refuse_change();
create trigger result_set_no_truncate before truncate on result_set for each statement execute function refuse_change();
create trigger result_no_truncate before truncate on result for each statement execute function refuse_change();
create trigger result_release_no_truncate before truncate on result_release for each statement execute function refuse_change();
create trigger rule_pack_no_truncate before truncate on rule_pack for each statement execute function refuse_change();
create trigger activity_no_truncate before truncate on activity for each statement execute function refuse_change();

-- Names people went by, and the keys certificates were signed with: later rows are added, earlier ones stand.
create trigger former_name_append_only before update or delete on former_name for each row execute function refuse_change();
create trigger former_name_no_truncate before truncate on former_name for each statement execute function refuse_change();
create trigger certificate_key_append_only before update or delete on certificate_key for each row execute function refuse_change();
create trigger certificate_key_no_truncate before truncate on certificate_key for each statement execute function refuse_change();

-- Evidence is never rewritten: only that somebody has seen the papers is added to it, once.
create function guard_person_evidence() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.checked_at is not null
    or (to_jsonb(new) - array['checked_by', 'checked_at']) is distinct from (to_jsonb(old) - array['checked_by', 'checked_at'])
  then raise exception 'evidence of a person is never rewritten' using errcode = 'ZX001'; end if;
  return new;
end $$;
create trigger person_evidence_guard before update or delete on person_evidence for each row execute function guard_person_evidence();
create trigger person_evidence_no_truncate before truncate on person_evidence for each statement execute function refuse_change();

-- A course version that was submitted can no more be removed than rewritten; a draft may be thrown away.
create function keep_course_version() returns trigger language plpgsql as $$
begin
  if old.status in ('submitted', 'approved', 'refused', 'retired')
  then raise exception 'course version % was submitted and cannot be removed', old.id using errcode = 'ZX001'; end if;
  return old;
end $$;
create trigger course_version_kept before delete on course_version for each row execute function keep_course_version();
