-- The standing of a whole register: what it is judged from in one ordered pass, and what was found.

-- What tells whether two activities can be in each other's way, and by when everything an activity says was known, so that a
-- register need not open the evidence of everybody. Null: gone through whole.
alter table activity
  add column from_day date,
  -- Days between which it has sessions; without any it can be in no hour's way.
  add column first_session date,
  add column last_session date,
  add column completed_on date,
  add column known_on date,
  -- First four bytes of the SHA-256 of the work's and of the topic's identity; equal ones have equal keys.
  add column work_key int,
  add column topic_key int;
alter table activity disable trigger activity_append_only;
update activity a set
  from_day = (facts ->> 'from')::date,
  first_session = (select min((s ->> 'date')::date) from jsonb_array_elements(facts -> 'sessions') s),
  last_session = (select max((s ->> 'date')::date) from jsonb_array_elements(facts -> 'sessions') s),
  completed_on = coalesce(facts ->> 'completedOn', facts ->> 'to')::date,
  known_on = greatest(
    coalesce(facts ->> 'completedOn', facts ->> 'to')::date,
    (facts ->> 'registeredOn')::date,
    (select max((r ->> 'on')::date) from jsonb_array_elements(facts -> 'recognitions') r),
    (select max(greatest((p ->> 'appliedOn')::date, (p ->> 'on')::date, (p ->> 'from')::date)) from jsonb_array_elements(facts -> 'approvals') p)),
  work_key = ('x' || substr(encode(sha256(convert_to(facts ->> 'work', 'UTF8')), 'hex'), 1, 8))::bit(32)::int,
  topic_key = ('x' || substr(encode(sha256(convert_to(facts ->> 'topic', 'UTF8')), 'hex'), 1, 8))::bit(32)::int;
alter table activity enable trigger activity_append_only;
-- The same in 34 bytes, for one ordered pass to take as it lies: hash of the id, the five days, the two keys, and which of the
-- keys, of the sessions and of `reverses` there are. Null where the marks are not kept.
alter table activity add column register_code bytea generated always as (
  int4send(uuid_hash(id)) || date_send(from_day) || date_send(coalesce(first_session, from_day)) || date_send(coalesce(last_session, from_day))
    || date_send(completed_on) || date_send(known_on) || int4send(coalesce(work_key, 0)) || int4send(coalesce(topic_key, 0))
    || int2send((case when work_key is null then 0 else 1 end + case when topic_key is null then 0 else 2 end
      + case when reverses is null then 0 else 4 end + case when first_session is null then 0 else 8 end)::int2)) stored;
create index activity_register on activity (programme_id, person_id) include (register_code);

-- An entry in 30 bytes: hash of the activity's id, grains, day of recognition, the beginnings of the hashes of its ruleset and
-- of measure and category, and whether one rule was known to give it.
alter table ledger_entry add column register_code bytea not null generated always as (
  int4send(uuid_hash(activity_id)) || int4send(grains) || date_send(recognised_on)
    || substr(decode(md5(ruleset_hash), 'hex'), 1, 8) || substr(decode(md5(measure || ' ' || category), 'hex'), 1, 8)
    || int2send((case when rule is null then 0 else 1 end)::int2)) stored;
create index ledger_entry_register on ledger_entry (programme_id, person_id) include (period, register_code);

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
