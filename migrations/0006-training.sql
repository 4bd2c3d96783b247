-- Training classes: filed from a catalogued course version; sessions, enrolment, attendance.
create table teacher (
  id uuid primary key,
  institution_id uuid not null references organisation (id),
  name text not null,
  title text not null default '',
  active boolean not null default true,
  demo boolean not null default false,
  constraint teacher_once unique (institution_id, name, title)
);

-- Share of a class's minutes one must attend to complete it: the office's decision, dated by the class's first day.
create table attendance_rule (
  programme_id uuid not null references programme (id),
  from_day date not null,
  numerator int not null check (numerator >= 0),
  denominator int not null check (denominator > 0 and numerator <= denominator),
  -- Document the share rests on.
  basis text not null default '',
  set_by uuid,
  set_at timestamptz not null,
  primary key (programme_id, from_day)
);

create table training_class (
  id uuid primary key,
  programme_id uuid not null references programme (id),
  institution_id uuid not null references organisation (id),
  course_version_id uuid not null references course_version (id),
  filing_number text not null unique,
  name text not null,
  mode text not null check (mode in ('face-to-face', 'distance', 'advanced-seminar')),
  from_day date not null,
  to_day date not null,
  capacity int not null check (capacity > 0),
  fee_fen int not null default 0 check (fee_fen >= 0),
  state text not null check (state in ('filed', 'enrolling', 'running', 'finished', 'closing', 'closed', 'cancelled')),
  contact text not null default '',
  notes text not null default '',
  -- Frozen at filing from the rule in force on the first day: {numerator, denominator}.
  attendance_share jsonb not null,
  filed_at timestamptz not null,
  filed_by uuid,
  -- When enrolment was opened to the public; never for a closed group.
  opened_at timestamptz,
  -- Why it was filed after it had begun; empty when it was filed in time.
  late_reason text not null default '',
  closed_at timestamptz,
  closed_by uuid,
  cancelled_reason text not null default '',
  revision int not null default 1,
  demo boolean not null default false,
  check (to_day >= from_day)
);
create index training_class_institution on training_class (institution_id, from_day);
create index training_class_programme on training_class (programme_id, from_day);
create index training_class_course on training_class (course_version_id);
create index training_class_open on training_class (from_day) where state = 'enrolling';
create index training_class_name_trgm on training_class using gin (name gin_trgm_ops);

create table filing_counter (
  programme_id uuid not null,
  year int not null,
  next int not null,
  primary key (programme_id, year)
);

create table class_session (
  id uuid primary key,
  class_id uuid not null references training_class (id),
  position int not null,
  day date not null,
  starts_at time not null,
  ends_at time not null,
  -- Taught minutes; not above the clock time between start and end, breaks taken off.
  minutes int not null check (minutes > 0),
  room_id uuid references room (id),
  -- Address or link where the session is in no room of the register.
  place text not null default '',
  teacher_id uuid references teacher (id),
  topic text not null default '',
  -- Local wall-clock range of the session, for the two exclusions below.
  during tsrange generated always as (tsrange(day + starts_at, day + ends_at, '[)')) stored,
  cancelled boolean not null default false,
  cancelled_reason text not null default '',
  -- Counts saves, the confirmation and corrections: marks are ordered by it, and a stale save is noticed.
  attendance_revision int not null default 0,
  check (ends_at > starts_at),
  check (minutes <= extract(epoch from (ends_at - starts_at)) / 60),
  constraint session_position unique (class_id, position) deferrable initially deferred,
  constraint session_room_free exclude using gist (room_id with =, during with &&) where (room_id is not null and not cancelled),
  constraint session_teacher_free exclude using gist (teacher_id with =, during with &&) where (teacher_id is not null and not cancelled)
);

create table enrolment (
  id uuid primary key,
  class_id uuid not null references training_class (id),
  person_id uuid not null,
  employer_id uuid references organisation (id),
  source text not null check (source in ('roster', 'self', 'nomination')),
  state text not null check (state in ('confirmed', 'waiting', 'withdrawn', 'completed', 'not-completed')),
  -- Row of the roster file, so that what comes out can be set beside what went in.
  roster_row int,
  -- Order of enrolment in the class: the seating order, and the order of the waiting list.
  position int not null,
  applied_at timestamptz not null,
  enrolled_by uuid,
  withdrawn_at timestamptz,
  withdrawn_reason text not null default '',
  -- Frozen at closing: what the decision rested on.
  outcome jsonb,
  unique (class_id, person_id)
);
create index enrolment_class on enrolment (class_id, state, position);
create index enrolment_person on enrolment (person_id);
create index enrolment_employer on enrolment (employer_id);

-- Append-only: a correction is a later row with an author and a reason; the latest row of a session and person holds.
create table attendance_mark (
  id uuid primary key,
  session_id uuid not null references class_session (id),
  enrolment_id uuid not null references enrolment (id),
  status text not null check (status in ('present', 'absent', 'late', 'early')),
  minutes int not null check (minutes >= 0),
  -- The session's attendance revision that made it: the highest holds.
  revision int not null,
  -- A mark made after confirmation has an author and a reason.
  correction boolean not null default false,
  reason text not null default '',
  marked_by uuid,
  marked_at timestamptz not null,
  unique (session_id, enrolment_id, revision),
  check (not correction or reason <> '')
);
create index attendance_mark_enrolment on attendance_mark (enrolment_id);
create trigger attendance_mark_append_only before update or delete on attendance_mark for each row execute function refuse_change();
create trigger attendance_mark_no_truncate before truncate on attendance_mark for each statement execute function refuse_change();

create table attendance_confirmation (
  session_id uuid primary key references class_session (id),
  confirmed_by uuid,
  confirmed_at timestamptz not null
);

-- A roster between preview and apply: nothing else has changed yet. Big ones are applied part by part by a job.
create table roster_preview (
  id uuid primary key,
  class_id uuid not null references training_class (id),
  account_id uuid,
  token_hash bytea not null unique,
  file_name text not null default '',
  -- The employer who sends the roster: all its people are that employer's.
  employer_id uuid references organisation (id),
  accepted int not null default 0,
  -- Rows, columns and codes; never what the cells hold.
  refused jsonb not null default '[]',
  ignored_columns jsonb not null default '[]',
  state text not null default 'reading' check (state in ('reading', 'previewed', 'applying', 'applied', 'stopped')),
  made_at timestamptz not null,
  applied_at timestamptz,
  applied_by uuid,
  -- Counts of what applying did, so that a second apply answers the same.
  enrolled int not null default 0,
  waiting int not null default 0,
  already_enrolled int not null default 0,
  new_people int not null default 0,
  stopped_code text
);
-- Accepted rows, sealed because they hold identity numbers; a part is deleted once it is applied.
create table roster_preview_part (
  preview_id uuid not null references roster_preview (id) on delete cascade,
  part int not null,
  row_count int not null,
  sealed bytea not null,
  -- Put on record from this part so far: a part begun anew finds them known.
  new_people int not null default 0,
  primary key (preview_id, part)
);
create index roster_preview_class on roster_preview (class_id);
create index roster_preview_age on roster_preview (made_at) where state in ('reading', 'previewed');

create view pub_training_class as
  select k.id, k.programme_id, k.institution_id, k.course_version_id, k.filing_number, k.name, k.mode, k.from_day, k.to_day, k.capacity, k.fee_fen, k.state, k.demo,
    (select count(*) from enrolment e where e.class_id = k.id and e.state in ('confirmed', 'completed', 'not-completed'))::int as enrolled
  from training_class k;
create view pub_enrolment as select id, class_id, person_id, employer_id, state, position, roster_row, outcome from enrolment;
create view pub_class_session as select id, class_id, position, day, starts_at, ends_at, minutes, room_id, teacher_id, topic, cancelled from class_session;
create view pub_attendance as
  select distinct on (session_id, enrolment_id) session_id, enrolment_id, status, minutes, marked_at
  from attendance_mark order by session_id, enrolment_id, revision desc;
