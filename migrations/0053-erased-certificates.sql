-- Erasing a person destroys what their certificates say, and the salt without which nobody can link a leaf of the log to
-- them. The leaf, the number and the hash stay: the log is whole, and the numbers have no gap.
create table certificate_erasure (
  number text primary key references certificate (number),
  -- Of the content that was destroyed: what the log's leaf names.
  content_hash bytea not null unique check (length(content_hash) = 32),
  reason text not null,
  erased_by uuid,
  erased_at timestamptz not null
);
create trigger certificate_erasure_append_only before update or delete on certificate_erasure for each row execute function refuse_change();
create trigger certificate_erasure_no_truncate before truncate on certificate_erasure for each statement execute function refuse_change();

-- Contents and credentials are never changed, and go only with an erasure that is on record.
create function certificate_part_stays() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and exists (select from certificate_erasure e where e.number = old.number) then return old; end if;
  raise exception 'a part of certificate % is never changed or removed', old.number using errcode = 'ZX001';
end $$;
drop trigger certificate_content_append_only on certificate_content;
create trigger certificate_content_append_only before update or delete on certificate_content for each row execute function certificate_part_stays();
drop trigger certificate_credential_append_only on certificate_credential;
create trigger certificate_credential_append_only before update or delete on certificate_credential for each row execute function certificate_part_stays();

-- The office's words on a change may name the holder: they go as well, and nothing else of the change.
create function certificate_change_stays() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.reason = '' and (to_jsonb(new) - 'reason') = (to_jsonb(old) - 'reason')
    and exists (select from certificate_erasure e where e.number = old.number) then return new; end if;
  raise exception 'a change of certificate % is never rewritten', old.number using errcode = 'ZX001';
end $$;
drop trigger certificate_change_append_only on certificate_change;
create trigger certificate_change_append_only before update or delete on certificate_change for each row execute function certificate_change_stays();

create or replace function certificate_moves_status_only() returns trigger language plpgsql as $$
declare
  personal constant text[] := array['holder', 'holder_grams', 'grade', 'grade_zh', 'grade_en', 'exam_date', 'employer_id'];
begin
  if tg_op = 'UPDATE' and new.holder = '' and new.holder_grams = '{}'
    and num_nonnulls(new.grade, new.grade_zh, new.grade_en, new.exam_date, new.employer_id) = 0
    and (to_jsonb(new) - personal) = (to_jsonb(old) - personal)
    and exists (select from certificate_erasure e where e.number = old.number) then return new; end if;
  if tg_op = 'DELETE' or old.status <> 'valid'
    or (to_jsonb(new) - array['status', 'revoked_on', 'superseded_by']) is distinct from (to_jsonb(old) - array['status', 'revoked_on', 'superseded_by'])
  then
    raise exception 'an issued certificate does not change' using errcode = 'ZX001';
  end if;
  return new;
end $$;
