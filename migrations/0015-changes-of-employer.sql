-- A person asks to join an employer; the employer accepts or refuses. Nothing here is an employment: acceptance makes
-- one, and ends the one that was to be left, each as a dated fact of its own.
create table employment_request (
  id uuid primary key,
  person_id uuid not null references person (id),
  employer_id uuid not null references organisation (id),
  post text not null default '',
  from_day date not null,
  -- The employment to be left, and its last day; null where the new one comes in addition.
  leaving_id uuid references employment (id),
  last_day date,
  asked_by uuid,
  asked_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'accepted', 'refused', 'withdrawn')),
  settled_by uuid,
  settled_at timestamptz,
  reason text not null default '',
  employment_id uuid references employment (id),
  -- The employer that was left has taken note.
  noted_by uuid,
  noted_at timestamptz,
  check ((leaving_id is null) = (last_day is null)),
  check ((state = 'waiting') = (settled_at is null)),
  check ((state = 'accepted') = (employment_id is not null))
);
create unique index employment_request_waiting on employment_request (person_id, employer_id) where state = 'waiting';
create index employment_request_person on employment_request (person_id, id);
create index employment_request_employer on employment_request (employer_id, id);
create index employment_request_leaving on employment_request (leaving_id) where leaving_id is not null;
