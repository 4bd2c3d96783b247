-- What a dry run finds of everybody, in few bytes each: written as one ordered pass goes through the register.

alter table rule_dry_run add column number int generated always as identity unique;

-- What standings have in common, by a number within the run. `lines`: { before, after }, each [id, measure, required, grains in a
-- unit] by leaf line in the order of the pack; null where a standing tells its lines itself.
create table rule_dry_run_shape (
  run int not null references rule_dry_run (number),
  shape int not null,
  before text not null check (before in ('met', 'unmet', 'undetermined', 'outside')),
  after text not null check (after in ('met', 'unmet', 'undetermined', 'outside')),
  lines jsonb,
  -- Facts whose absence leaves it undetermined after.
  lacks text[] not null,
  primary key (run, shape)
);

-- `code`: varints of the grains that the lines count, before and then after; where the shape has no lines, JSON:
-- { before, after, beforeMinutes, afterMinutes }, lines as { id, measure, required, counted, remaining }.
create table rule_dry_run_standing (
  run int not null,
  person_id uuid not null,
  shape int not null,
  code bytea not null,
  -- Employer on the last day of the period.
  employer_id uuid,
  primary key (run, person_id)
);

-- Lists of runs that are done are kept as they are; `rule_dry_run_person` is written by servers before this one alone.
with shapes as (
  select run_id, before, after, lacks, row_number() over (partition by run_id order by before, after, lacks) as shape
  from rule_dry_run_person where before is not null group by run_id, before, after, lacks
), kept as (
  insert into rule_dry_run_shape (run, shape, before, after, lacks)
  select r.number, s.shape, s.before, s.after, s.lacks from shapes s join rule_dry_run r on r.id = s.run_id where r.state = 'done'
)
insert into rule_dry_run_standing (run, person_id, shape, code, employer_id)
select r.number, p.person_id, s.shape, convert_to((coalesce(nullif(p.lines, '{}'), '{"before": [], "after": []}') || jsonb_build_object(
  'beforeMinutes', p.before_minutes, 'afterMinutes', p.after_minutes))::text, 'UTF8'), p.employer_id
from rule_dry_run_person p join rule_dry_run r on r.id = p.run_id and r.state = 'done'
  join shapes s on (s.run_id, s.before, s.after, s.lacks) = (p.run_id, p.before, p.after, p.lacks);

-- Where somebody works is asked of a stretch of people, and the class of one record alone likewise.
create index employment_person on employment (person_id, from_day);
create view pub_recorded_class as select person_id, programme_id, class, from_day, decided_at from person_class;

-- When something else than study changed that a standing may hang on: what is derived later may then say something else.
create view pub_person_change as
  select person_id, recorded_at as changed_at from person_evidence
  union all select person_id, applied_at from enrolment
  union all select person_id, withdrawn_at from enrolment where withdrawn_at is not null
  union all select m.id, at.at from person_merge p cross join lateral (values (p.survivor_id), (p.absorbed_id)) as m (id)
    cross join lateral (values (p.merged_at), (p.undone_at)) as at (at) where at.at is not null;
