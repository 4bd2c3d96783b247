-- What a person did outside the programme's classes and declares: evidence, the acts of those who check and recognise it,
-- and by when each has to act. Hours come of it only through the ledger.
create table declaration (
  id uuid primary key,
  person_id uuid not null references person (id),
  programme_id uuid not null references programme (id),
  -- At the day of declaring; null for somebody without one.
  employer_id uuid references organisation (id),
  -- As the rule pack calls it.
  kind text not null,
  kind_zh text not null,
  kind_en text not null,
  title text not null default '',
  from_day date,
  to_day date,
  category text,
  -- What the kind asks, by the field of the activity it fills.
  answers jsonb not null default '{}',
  state text not null default 'draft'
    check (state in ('draft', 'submitted', 'checked', 'recognised', 'returned', 'refused', 'withdrawn')),
  -- Counts what the person saves: an edit of an older page is refused.
  revision int not null default 1,
  -- Counts the steps: an order about an earlier one is over.
  step int not null default 0,
  -- Whose act is next, and until when; null where nobody's is.
  waiting_role text check (waiting_role in ('professional', 'employer', 'association', 'office')),
  waiting_for uuid,
  due_on date,
  reminded_at timestamptz,
  -- Settled when it was submitted: whom the rules name.
  check_role text check (check_role in ('employer', 'association', 'office')),
  check_id uuid,
  recognise_role text check (recognise_role in ('system', 'employer', 'association', 'office')),
  recognise_id uuid,
  -- Bodies whose recognition the rules accept.
  accepts text[] not null default '{}',
  association_id uuid references organisation (id),
  first_submitted_on date,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  check ((waiting_role is null) = (waiting_for is null)),
  check (due_on is null or waiting_role is not null),
  check (state = 'draft' or state = 'withdrawn' or (check_role is not null and first_submitted_on is not null)),
  check (from_day <= to_day)
);
create index declaration_person on declaration (person_id, id);
create index declaration_employer on declaration (employer_id, id);
create index declaration_association on declaration (association_id, id) where association_id is not null;
create index declaration_programme on declaration (programme_id, id);
create index declaration_waiting on declaration (waiting_for, due_on, id) where waiting_for is not null;
-- The same work of the same days, by whomever.
create index declaration_alike on declaration (kind, lower(regexp_replace(title, '\s', '', 'g'))) where state <> 'draft';

-- Acts, as they were done: who, when, in whose name, in what words, and on what content.
create table declaration_act (
  id uuid primary key,
  declaration_id uuid not null references declaration (id),
  step int not null,
  act text not null check (act in ('submitted', 'checked', 'recognised', 'returned', 'refused', 'withdrawn')),
  role text not null check (role in ('professional', 'system', 'employer', 'association', 'office')),
  organisation_id uuid,
  by_account uuid,
  -- The account it was done for, and the people behind both.
  on_behalf_of uuid,
  by_persons uuid[] not null default '{}',
  at timestamptz not null,
  words text not null default '',
  -- What was submitted, or what was recognised of it.
  content jsonb,
  unique (declaration_id, step)
);
create trigger declaration_act_append_only before update or delete on declaration_act for each row execute function refuse_change();
create trigger declaration_act_no_truncate before truncate on declaration_act for each statement execute function refuse_change();

-- Papers shown for it. What was once submitted is put aside, not destroyed.
create table declaration_file (
  id uuid primary key,
  declaration_id uuid not null references declaration (id),
  name text not null,
  media_type text not null check (media_type in ('application/pdf', 'image/png', 'image/jpeg')),
  bytes int not null check (bytes > 0),
  sha256 bytea not null check (length(sha256) = 32),
  content bytea not null,
  added_at timestamptz not null,
  added_by uuid,
  -- Somebody has acted on it: from then on it stays.
  submitted boolean not null default false,
  removed_at timestamptz,
  check (octet_length(content) = bytes)
);
create unique index declaration_file_once on declaration_file (declaration_id, sha256) where removed_at is null;
create index declaration_file_hash on declaration_file (sha256);

create function keep_declaration_file() returns trigger language plpgsql as $$
begin
  if (tg_op = 'DELETE' and old.submitted)
    or (tg_op = 'UPDATE' and ((new.id, new.declaration_id, new.name, new.media_type, new.bytes, new.sha256, new.added_at)
        is distinct from (old.id, old.declaration_id, old.name, old.media_type, old.bytes, old.sha256, old.added_at)
      or new.content is distinct from old.content or (old.submitted and not new.submitted)))
  then raise exception 'evidence that was submitted is kept as it was' using errcode = 'ZX001'; end if;
  return coalesce(new, old);
end $$;
create trigger declaration_file_kept before update or delete on declaration_file for each row execute function keep_declaration_file();
create trigger declaration_file_no_truncate before truncate on declaration_file for each statement execute function refuse_change();

create view pub_declaration as
  select id, person_id, programme_id, employer_id, association_id, kind, kind_zh, kind_en, title, state, waiting_role, waiting_for, due_on,
    step, first_submitted_on is not null as submitted
  from declaration;

-- Evidence on record, for those who look for the same study twice.
create view pub_activity as
  select id, person_id, programme_id, source_kind, source_id, reverses, facts ->> 'title' as title, facts ->> 'kind' as kind,
    (facts ->> 'from')::date as from_day, (facts ->> 'to')::date as to_day, facts -> 'sessions' as sessions
  from activity;
