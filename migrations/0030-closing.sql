-- Closing of a period: counted first, then frozen, a row for every person. What is entered afterwards adjusts and changes no row.
create table closing (
  id uuid primary key,
  programme_id uuid not null references programme (id),
  period text not null,
  from_day date not null,
  to_day date not null check (from_day <= to_day),
  kind text not null check (kind in ('regular', 'supplementary')),
  reason text not null default '',
  state text not null default 'counting' check (state in ('counting', 'counted', 'closing', 'closed', 'dropped')),
  -- Whose hands it was counted and closed in: the account, whom it acted for, the people behind both.
  counted_by uuid not null,
  counted_for uuid,
  counted_persons uuid[] not null,
  -- Day as of which people are judged in the count, and instant it was begun.
  counted_on date not null,
  counted_at timestamptz not null,
  closed_by uuid,
  -- Day printed on every row; evaluated as of it.
  closed_on date,
  closing_at timestamptz,
  -- Of the whole: SHA-256 over the hashes of its rows, by person.
  closed_at timestamptz,
  digest bytea check (length(digest) = 32),
  check (kind = 'regular' or length(reason) > 0),
  check ((state in ('closing', 'closed')) = (closing_at is not null)),
  check ((closing_at is null) = (closed_by is null) and (closing_at is null) = (closed_on is null)),
  check ((state = 'closed') = (closed_at is not null) and (closed_at is null) = (digest is null))
);
-- A period is closed once; what comes after supplements it. And only one is at work at a time.
create unique index closing_once on closing (programme_id, period) where kind = 'regular' and state in ('closing', 'closed');
create unique index closing_at_work on closing (programme_id, period) where state in ('counting', 'counted', 'closing');
create index closing_programme on closing (programme_id, counted_at desc);

create function closing_moves_on() returns trigger language plpgsql as $$
declare
  moved constant text[] := array['state', 'closed_by', 'closed_on', 'closing_at', 'closed_at', 'digest'];
begin
  if tg_op = 'DELETE' or old.state in ('closed', 'dropped')
    or (to_jsonb(new) - moved) is distinct from (to_jsonb(old) - moved)
    or not ((old.state, new.state) in (('counting', 'counted'), ('counting', 'dropped'), ('counted', 'closing'), ('counted', 'dropped'), ('closing', 'closed')))
  then
    raise exception 'a closing only moves on' using errcode = 'ZX001';
  end if;
  return new;
end $$;
create trigger closing_guard before update or delete on closing for each row execute function closing_moves_on();
create trigger closing_no_truncate before truncate on closing for each statement execute function refuse_change();

-- Who is to be gone through, and what the count found: a work list, which the rows below stand apart from.
create table closing_person (
  closing_id uuid not null references closing (id),
  person_id uuid not null,
  -- Null until counted; `outside`: no requirement reaches the person.
  standing text check (standing in ('met', 'unmet', 'undetermined', 'outside')),
  -- Least minutes still lacking; null where nothing lacks or what lacks is no time.
  missing_minutes int,
  -- Lines as counted: [{ id, measure, required, counted, remaining }].
  lines jsonb not null default '[]',
  -- Facts whose absence leaves it undetermined.
  lacks text[] not null default '{}',
  -- A supplementary closing passes over who would be given the same row again.
  same boolean not null default false,
  -- Gone through by the closing itself.
  done boolean not null default false,
  primary key (closing_id, person_id)
);
create index closing_person_standing on closing_person (closing_id, standing, person_id);

-- The frozen rows. The text is what was hashed; jsonb would spell it anew.
create table closing_row (
  id uuid primary key,
  closing_id uuid not null references closing (id),
  programme_id uuid not null,
  person_id uuid not null,
  period text not null,
  standing text not null check (standing in ('met', 'unmet', 'undetermined')),
  content text not null,
  content_hash bytea not null unique check (length(content_hash) = 32),
  supersedes uuid unique references closing_row (id),
  -- Entries of the period on record by then: any other is a later adjustment.
  entries uuid[] not null,
  closed_on date not null,
  closed_at timestamptz not null,
  unique (closing_id, person_id)
);
create unique index closing_row_first on closing_row (person_id, programme_id, period) where supersedes is null;
create index closing_row_person on closing_row (person_id, programme_id);
create trigger closing_row_append_only before update or delete on closing_row for each row execute function refuse_change();
create trigger closing_row_no_truncate before truncate on closing_row for each statement execute function refuse_change();

-- `superseded`: a later row of the person speaks for the period.
create view pub_closing_row as
  select r.id, r.closing_id, r.programme_id, r.person_id, r.period, r.standing, r.content, r.content_hash, r.supersedes, r.closed_on, r.closed_at,
    exists (select from closing_row s where s.supersedes = r.id) as superseded
  from closing_row r;
create view pub_closing as
  select id, programme_id, period, from_day, to_day, kind, reason, state, closed_by, closed_on, closed_at from closing;
