-- Whether a closed row is of somebody exempt, for certificates that must say so in place of hours. Null: from nothing, and of
-- closings made before that was kept.
create or replace view pub_closing_row as
  select r.id, r.closing_id, r.programme_id, r.person_id, r.period, r.standing, r.content, r.content_hash, r.supersedes, r.closed_on, r.closed_at,
    exists (select from closing_row s where s.supersedes = r.id) as superseded,
    (select p.exempt from closing_person p where p.closing_id = r.closing_id and p.person_id = r.person_id) as exempt
  from closing_row r;
