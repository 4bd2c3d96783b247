-- The standing of a whole register: what it is judged from in one ordered pass, and what was found.

-- What tells whether two activities can be in each other's way, and by when everything an activity says was known, so that a
-- register need not open the evidence of everybody. Null: gone through whole.
alter table activity
  add column first_day date,
  add column last_day date,
  add column completed_on date,
  add column known_on date,
  -- First four bytes of the SHA-256 of the work's and of the topic's identity; equal ones have equal keys.
  add column work_key int,
  add column topic_key int;
alter table activity disable trigger activity_append_only;
update activity a set
  first_day = least((facts ->> 'from')::date, (select min((s ->> 'date')::date) from jsonb_array_elements(facts -> 'sessions') s)),
  last_day = greatest((facts ->> 'to')::date, (select max((s ->> 'date')::date) from jsonb_array_elements(facts -> 'sessions') s)),
  completed_on = coalesce(facts ->> 'completedOn', facts ->> 'to')::date,
  known_on = greatest(
    coalesce(facts ->> 'completedOn', facts ->> 'to')::date,
    (facts ->> 'registeredOn')::date,
    (select max((r ->> 'on')::date) from jsonb_array_elements(facts -> 'recognitions') r),
    (select max(greatest((p ->> 'appliedOn')::date, (p ->> 'on')::date, (p ->> 'from')::date)) from jsonb_array_elements(facts -> 'approvals') p)),
  work_key = ('x' || substr(encode(sha256(convert_to(facts ->> 'work', 'UTF8')), 'hex'), 1, 8))::bit(32)::int,
  topic_key = ('x' || substr(encode(sha256(convert_to(facts ->> 'topic', 'UTF8')), 'hex'), 1, 8))::bit(32)::int;
alter table activity enable trigger activity_append_only;
create index activity_register on activity (programme_id, person_id, id)
  include (first_day, last_day, completed_on, known_on, work_key, topic_key, reverses);

-- The hash in sixteen bytes, for the index.
alter table ledger_entry add column ruleset_key uuid not null generated always as (md5(ruleset_hash)::uuid) stored;
create index ledger_entry_register on ledger_entry (programme_id, person_id, activity_id)
  include (period, category, measure, grains, ruleset_key, rule, recognised_on);

-- Facts of one record alone, for whoever reads thousands at once; of merged records only `pub_person_fact` speaks.
create view pub_recorded_fact as
  select person_id, fact, value, from_day, (next_day - 1)::date as to_day from (
    select e.person_id, f.key as fact, f.value, e.from_day,
      lead(e.from_day) over (partition by e.person_id, f.key order by e.from_day, e.recorded_at, e.id) as next_day
    from person_evidence e, jsonb_each_text(e.facts) f
  ) as spans
  where value <> '' and (next_day is null or next_day > from_day);
-- Every record that was ever one of a merge, also of one undone: what was judged meanwhile may say so.
create view pub_person_merged as
  select survivor_id as person_id from person_merge union select absorbed_id from person_merge;

-- A pass over everybody in a programme's register for one period. Worked out anew whenever asked: nothing here is evidence.
create table register_run (
  id uuid primary key,
  number int generated always as identity unique,
  programme_id uuid not null references programme (id),
  period text not null,
  -- Day as of which people are judged.
  on_day date not null,
  ruleset_hash text not null,
  -- `sums`: from sums where they decide, else by going through the evidence; `whole`: always the latter.
  plan text not null check (plan in ('sums', 'whole')),
  state text not null default 'running' check (state in ('running', 'done', 'superseded')),
  started_by uuid,
  started_at timestamptz not null,
  finished_at timestamptz,
  -- How many there are; null until counted.
  people int,
  -- The last person gone through, by id: a killed run goes on behind.
  after_person uuid,
  done int not null default 0,
  met int not null default 0,
  unmet int not null default 0,
  undetermined int not null default 0,
  outside int not null default 0,
  -- Of them gone through whole.
  whole int not null default 0
);
create index register_run_programme on register_run (programme_id, started_at desc);
create unique index register_run_at_work on register_run (programme_id, period) where state = 'running';

-- The paths that standings took, by a number within the run: a few hundred at most.
create table register_shape (
  run int not null references register_run (number),
  shape int not null,
  standing text not null check (standing in ('met', 'unmet', 'undetermined', 'outside')),
  folded text not null,
  primary key (run, shape),
  unique (run, folded)
);

-- The amounts of one person on that path, as varints (rules: fold).
create table register_standing (
  run int not null references register_run (number),
  person_id uuid not null,
  shape int not null,
  code bytea not null,
  primary key (run, person_id)
);
