-- A class has its name in English too, as its course has; empty where there is none.
alter table training_class add column name_en text not null default '';
-- Classes filed before that bear the name filing gave them: the course title and an ordinal.
update training_class k set name_en = c.title_en || ' (class ' || substring(k.name from '（第([0-9]+)期）$') || ')'
  from pub_course c
  where c.version_id = k.course_version_id and c.title_en <> '' and k.name ~ '（第[0-9]+期）$'
    and regexp_replace(k.name, '（第[0-9]+期）$', '') = c.title;
create or replace view pub_training_class as
  select k.id, k.programme_id, k.institution_id, k.course_version_id, k.filing_number, k.name, k.mode, k.from_day, k.to_day, k.capacity, k.fee_fen, k.state, k.demo,
    (select count(*) from enrolment e where e.class_id = k.id and e.state in ('confirmed', 'completed', 'not-completed'))::int as enrolled,
    k.name_en
  from training_class k;
