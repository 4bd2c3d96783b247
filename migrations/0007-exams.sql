-- Question bank, sealed papers, sittings, and the append-only journal of what candidates did.

-- A question's versions never change: a running exam shows and scores the version its paper was sealed with.
create table question (
  id uuid primary key,
  programme_id uuid not null references programme (id),
  created_at timestamptz not null,
  created_by uuid
);
create index question_programme on question (programme_id, id);

create table question_version (
  id uuid primary key,
  question_id uuid not null references question (id),
  programme_id uuid not null,
  number int not null,
  kind text not null check (kind in ('single', 'multiple', 'judgement')),
  title text not null,
  stem text not null,
  -- [{id, text}]; the ids say nothing about order or key.
  options jsonb not null,
  -- Ids of the right options. Read by scoring and by the recorded act of showing a key, sent to no candidate.
  key jsonb not null,
  question_hash text not null,
  key_hash text not null,
  created_at timestamptz not null,
  unique (question_id, number),
  -- The same question imported twice is the same question.
  unique (programme_id, question_hash, key_hash)
);
create trigger question_version_append_only before update or delete on question_version for each row execute function refuse_change();

create table question_import (
  id uuid primary key,
  programme_id uuid not null references programme (id),
  file_name text not null,
  file_hash text not null,
  version_ids uuid[] not null,
  already_known int not null,
  refused jsonb not null,
  made_at timestamptz not null,
  made_by uuid
);
create trigger question_import_append_only before update or delete on question_import for each row execute function refuse_change();

create table exam_paper (
  id uuid primary key,
  programme_id uuid not null references programme (id),
  title text not null,
  profile jsonb not null,
  maximum text not null,
  item_count int not null check (item_count > 0),
  hash text not null,
  sealed_at timestamptz not null,
  sealed_by uuid
);
create index exam_paper_programme on exam_paper (programme_id, sealed_at);
create trigger exam_paper_append_only before update or delete on exam_paper for each row execute function refuse_change();

create table exam_paper_item (
  paper_id uuid not null references exam_paper (id),
  position int not null,
  slot text not null,
  question_version_id uuid not null references question_version (id),
  points text not null,
  primary key (paper_id, position),
  unique (paper_id, slot),
  unique (paper_id, question_version_id)
);
create trigger exam_paper_item_append_only before update or delete on exam_paper_item for each row execute function refuse_change();

create sequence exam_sitting_number;

create table exam_sitting (
  id uuid primary key,
  number int not null default nextval('exam_sitting_number'),
  programme_id uuid not null references programme (id),
  -- The class examined; null for a sitting open to named candidates of several classes.
  class_id uuid,
  paper_id uuid not null references exam_paper (id),
  title text not null,
  site_id uuid references organisation (id),
  room_id uuid references room (id),
  opens_at timestamptz not null,
  entry_until timestamptz not null,
  closes_at timestamptz not null,
  duration_minutes int not null check (duration_minutes > 0),
  -- {passMark: {numerator, denominator}, bands: [...]}, frozen here whatever the programme says later.
  pass_rule jsonb not null,
  created_at timestamptz not null,
  created_by uuid,
  ended_at timestamptz,
  end_reason text,
  cancelled_at timestamptz,
  cancel_reason text,
  check (opens_at <= entry_until and entry_until <= closes_at and opens_at < closes_at)
);
create index exam_sitting_class on exam_sitting (class_id);
create index exam_sitting_site on exam_sitting (site_id, opens_at);
create index exam_sitting_programme on exam_sitting (programme_id, opens_at);

create table exam_candidate (
  id uuid primary key,
  sitting_id uuid not null references exam_sitting (id),
  person_id uuid not null,
  ticket_number text not null unique,
  -- Counts up when a new ticket code is given: the older code stops working.
  ticket_issue int not null default 0,
  registered_at timestamptz not null,
  constraint exam_candidate_once unique (sitting_id, person_id)
);
create index exam_candidate_person on exam_candidate (person_id);

-- Made with the sitting, long before anybody starts; nothing a candidate does creates one.
create table attempt (
  id uuid primary key,
  sitting_id uuid not null references exam_sitting (id),
  candidate_id uuid not null unique references exam_candidate (id),
  person_id uuid not null,
  paper_id uuid not null references exam_paper (id),
  -- [{slot, options: [ids]}] in the order this candidate sees, written out.
  permutation jsonb not null,
  permutation_hash text not null,
  created_at timestamptz not null,
  started_at timestamptz,
  -- Number of the newest epoch; 0 before the start.
  epoch int not null default 0
) with (fillfactor = 80);
create index attempt_sitting on attempt (sitting_id);
create index attempt_person on attempt (person_id);

create function guard_attempt() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then raise exception 'attempts are never deleted' using errcode = 'ZX001'; end if;
  if (old.id, old.sitting_id, old.candidate_id, old.person_id, old.paper_id, old.permutation, old.permutation_hash, old.created_at)
    is distinct from (new.id, new.sitting_id, new.candidate_id, new.person_id, new.paper_id, new.permutation, new.permutation_hash, new.created_at)
    or (old.started_at is not null and old.started_at is distinct from new.started_at)
    or new.epoch < old.epoch
  then raise exception 'an attempt only starts once and counts its epochs up' using errcode = 'ZX001'; end if;
  return new;
end $$;
create trigger attempt_guard before update or delete on attempt for each row execute function guard_attempt();

-- One row per page that was let in. fence is set once; high_water, head and reach follow the log for speed.
create table attempt_epoch (
  attempt_id uuid not null references attempt (id),
  epoch int not null,
  machine text not null,
  writer text not null,
  granted_at timestamptz not null,
  granted_by uuid,
  fence int,
  high_water int not null default 0,
  head bytea not null,
  reach int not null default 0,
  primary key (attempt_id, epoch)
) with (fillfactor = 70);

create function guard_attempt_epoch() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then raise exception 'epochs are never deleted' using errcode = 'ZX001'; end if;
  if (old.attempt_id, old.epoch, old.machine, old.writer, old.granted_at) is distinct from (new.attempt_id, new.epoch, new.machine, new.writer, new.granted_at)
    or (old.fence is not null and old.fence is distinct from new.fence)
    or new.high_water < old.high_water
  then raise exception 'an epoch is fenced once and its mark only rises' using errcode = 'ZX001'; end if;
  return new;
end $$;
create trigger attempt_epoch_guard before update or delete on attempt_epoch for each row execute function guard_attempt_epoch();

-- The log. What arrived is here once and for ever; what of it counts is computed from it.
create table response_event (
  attempt_id uuid not null,
  epoch int not null,
  seq int not null,
  slot text,
  type text not null,
  body jsonb not null,
  mono bigint not null,
  wall bigint not null,
  origin_epoch int,
  origin_seq int,
  prev bytea not null,
  hash bytea not null,
  received_at timestamptz not null,
  primary key (attempt_id, epoch, seq)
);
create trigger response_event_append_only before update or delete on response_event for each row execute function refuse_change();
create trigger response_event_no_truncate before truncate on response_event for each statement execute function refuse_change();

-- What arrived and may not enter the log, kept as evidence.
create table response_foreign (
  attempt_id uuid not null references attempt (id),
  epoch int not null,
  seq int not null,
  hash text not null,
  reason text not null check (reason in ('seal', 'conflict', 'chain')),
  event jsonb not null,
  received_at timestamptz not null,
  primary key (attempt_id, epoch, seq, hash)
);
create trigger response_foreign_append_only before update or delete on response_foreign for each row execute function refuse_change();

create table time_adjustment (
  id uuid primary key,
  -- One act may give time to many attempts.
  act_id uuid not null,
  attempt_id uuid not null references attempt (id),
  seconds int not null check (seconds <> 0 and abs(seconds) <= 86400),
  past_close boolean not null,
  cause text not null,
  reason text not null check (length(reason) > 0),
  made_at timestamptz not null,
  made_by uuid
);
create index time_adjustment_attempt on time_adjustment (attempt_id);
create trigger time_adjustment_append_only before update or delete on time_adjustment for each row execute function refuse_change();

-- At most one per attempt: 100 submits at once are one row.
create table attempt_submission (
  attempt_id uuid primary key references attempt (id),
  by text not null check (by in ('candidate', 'time', 'invigilator')),
  submitted_at timestamptz not null,
  submitted_by uuid,
  reason text,
  -- [{epoch, seq, hash}]: how far each epoch counts.
  heads jsonb not null,
  answered int not null,
  root text not null,
  receipt text not null unique
);
create trigger attempt_submission_append_only before update or delete on attempt_submission for each row execute function refuse_change();

-- Last contact of running attempts; lost with a crash and of no consequence.
create unlogged table attempt_presence (
  attempt_id uuid primary key,
  at timestamptz not null,
  epoch int not null,
  answered int not null,
  unsent int not null
);

-- Opens one attempt at one seat in place of a sign-in; only the hash is here.
create table seat_key (
  key_hash bytea primary key,
  attempt_id uuid not null references attempt (id),
  issued_at timestamptz not null
);
create index seat_key_attempt on seat_key (attempt_id);

create table result_set (
  id uuid primary key,
  sitting_id uuid not null references exam_sitting (id),
  run int not null,
  paper_hash text not null,
  pass_rule jsonb not null,
  computed_at timestamptz not null,
  computed_by uuid,
  hash text not null,
  unique (sitting_id, run)
);
create trigger result_set_append_only before update or delete on result_set for each row execute function refuse_change();

create table result (
  result_set_id uuid not null references result_set (id),
  attempt_id uuid not null references attempt (id),
  person_id uuid not null,
  status text not null check (status in ('scored', 'absent')),
  score text,
  maximum text not null,
  passed boolean not null,
  grade_zh text not null,
  grade_en text not null,
  exam_date date,
  items jsonb not null,
  journal_root text,
  row_hash text not null,
  primary key (result_set_id, attempt_id)
);
create index result_person on result (person_id);
create trigger result_append_only before update or delete on result for each row execute function refuse_change();

create table result_release (
  result_set_id uuid primary key references result_set (id),
  released_at timestamptz not null,
  released_by uuid
);
create trigger result_release_append_only before update or delete on result_release for each row execute function refuse_change();

create view pub_exam_sitting as
  select s.id, s.programme_id, s.class_id, s.paper_id, s.title, s.site_id, s.room_id, s.opens_at, s.entry_until, s.closes_at, s.duration_minutes,
    s.pass_rule, s.ended_at, s.cancelled_at, exists (select 1 from result_set r join result_release l on l.result_set_id = r.id where r.sitting_id = s.id) as released
  from exam_sitting s;

-- Released results in force: of each sitting the newest released set.
create view pub_exam_result as
  select s.id as sitting_id, s.class_id, r.person_id, r.attempt_id, r.status, r.score, r.maximum, r.passed, r.grade_zh, r.grade_en, r.exam_date, r.row_hash
  from exam_sitting s
  join lateral (
    select t.id from result_set t join result_release l on l.result_set_id = t.id where t.sitting_id = s.id order by t.run desc limit 1
  ) as newest on true
  join result r on r.result_set_id = newest.id
  where s.cancelled_at is null;
