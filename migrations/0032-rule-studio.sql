-- Rules are written as drafts, proven on worked cases and on the register, and published by a second officer.

-- Worked cases of a registered text: those it ships with, or those it was published with.
create table rule_case_set (
  pack_hash text primary key references rule_pack (hash),
  cases jsonb not null,
  registered_at timestamptz not null
);
create trigger rule_case_set_append_only before update or delete on rule_case_set for each row execute function refuse_change();
create trigger rule_case_set_no_truncate before truncate on rule_case_set for each statement execute function refuse_change();

create table rule_draft (
  id uuid primary key,
  office_id uuid not null references organisation (id),
  pack_id text not null,
  -- Text in force when the draft was begun; null: there was none under this id.
  base_hash text references rule_pack (hash),
  origin text not null check (origin in ('empty', 'pack', 'signed-file', 'unsigned-file')),
  -- json, not jsonb: whoever writes it finds it again in the order it was written in.
  pack json not null,
  cases json not null,
  -- The pack's, as it would be registered under.
  hash text not null,
  revision int not null default 1 check (revision > 0),
  state text not null default 'editing' check (state in ('editing', 'proposed', 'returned', 'published', 'withdrawn')),
  -- Whose hands it was written in: accounts, also those acted for, and the people behind them.
  writers uuid[] not null,
  writer_persons uuid[] not null,
  created_by uuid not null,
  created_at timestamptz not null,
  saved_by uuid not null,
  saved_at timestamptz not null,
  -- What the proposal says, and what was said of it.
  note text not null default '',
  proposed_at timestamptz,
  answer text not null default '',
  decided_by uuid,
  decided_at timestamptz
);
create index rule_draft_office on rule_draft (office_id, saved_at desc);
create index rule_draft_pack on rule_draft (pack_id);

create function rule_draft_moves_on() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.state in ('published', 'withdrawn')
    or (old.id, old.office_id, old.origin, old.created_by, old.created_at) is distinct from (new.id, new.office_id, new.origin, new.created_by, new.created_at)
    or not new.writers @> old.writers or not new.writer_persons @> old.writer_persons
    or (old.state = 'proposed' and (new.hash, new.cases::text, new.pack::text) is distinct from (old.hash, old.cases::text, old.pack::text))
    or not ((old.state, new.state) in (('editing', 'editing'), ('editing', 'proposed'), ('editing', 'withdrawn'), ('proposed', 'returned'),
      ('proposed', 'published'), ('proposed', 'withdrawn'), ('returned', 'editing'), ('returned', 'proposed'), ('returned', 'withdrawn')))
  then raise exception 'a draft of rules only moves on' using errcode = 'ZX001'; end if;
  return new;
end $$;
create trigger rule_draft_guard before update or delete on rule_draft for each row execute function rule_draft_moves_on();
create trigger rule_draft_no_truncate before truncate on rule_draft for each statement execute function refuse_change();

-- A dry run: everybody of a programme and period under the rules in force and under those of a draft, from one snapshot.
create table rule_dry_run (
  id uuid primary key,
  draft_id uuid not null references rule_draft (id),
  -- Of the text that was run, which the draft may have left behind since.
  hash text not null,
  pack json not null,
  programme_id uuid not null references programme (id),
  period text not null,
  from_day date not null,
  to_day date not null check (from_day <= to_day),
  -- Day as of which people are judged.
  on_day date not null,
  -- Texts that were in force, nearest first.
  before_hashes text[] not null,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done')),
  people int not null default 0,
  judged int not null default 0 check (judged between 0 and people),
  started_by uuid not null,
  started_at timestamptz not null,
  snapshot_at timestamptz,
  done_at timestamptz,
  -- The report is canonical JSON and its hash that of the text.
  report text,
  report_hash text,
  check ((state = 'done') = (done_at is not null) and (done_at is null) = (report is null) and (report is null) = (report_hash is null))
);
create index rule_dry_run_draft on rule_dry_run (draft_id, started_at desc);
create index rule_dry_run_programme on rule_dry_run (programme_id);

create function rule_dry_run_moves_on() returns trigger language plpgsql as $$
declare
  moved constant text[] := array['state', 'people', 'judged', 'snapshot_at', 'done_at', 'report', 'report_hash'];
begin
  if tg_op = 'DELETE' or old.state = 'done' or (to_jsonb(new) - moved) is distinct from (to_jsonb(old) - moved)
  then raise exception 'a dry run is done once' using errcode = 'ZX001'; end if;
  return new;
end $$;
create trigger rule_dry_run_guard before update or delete on rule_dry_run for each row execute function rule_dry_run_moves_on();
create trigger rule_dry_run_no_truncate before truncate on rule_dry_run for each statement execute function refuse_change();

-- What it found of each, a work list while it runs.
create table rule_dry_run_person (
  run_id uuid not null references rule_dry_run (id),
  person_id uuid not null,
  -- Null until judged; `outside`: no requirement reaches the person.
  before text check (before in ('met', 'unmet', 'undetermined', 'outside')),
  after text check (after in ('met', 'unmet', 'undetermined', 'outside')),
  -- Least minutes lacking, before and after; null where nothing lacks or what lacks is no time.
  before_minutes int,
  after_minutes int,
  -- Lines as both found them: { before: [...], after: [...] }, each { id, measure, required, counted, remaining }.
  lines jsonb not null default '{}',
  -- The first line, in the order of the pack, whose standing or remainder is another; null where nothing moved.
  reason text,
  -- Facts whose absence leaves it undetermined after.
  lacks text[] not null default '{}',
  -- On the last day of the period: employer, its district, class of the person in the programme.
  employer_id uuid,
  district_id uuid,
  class text,
  primary key (run_id, person_id),
  check ((before is null) = (after is null))
);
create index rule_dry_run_person_moved on rule_dry_run_person (run_id, before, after, person_id);

-- What was published: whose text, who approved it, and on which reports.
create table rule_publication (
  pack_hash text primary key references rule_pack (hash),
  pack_id text not null,
  draft_id uuid not null unique references rule_draft (id),
  base_hash text references rule_pack (hash),
  writers uuid[] not null,
  approved_by uuid not null,
  approved_for uuid,
  -- Hashes of the reports it was approved on.
  reports text[] not null,
  -- First day for which it says something else than the text before; null: it says the same.
  changed_from date,
  published_at timestamptz not null
);
create index rule_publication_pack on rule_publication (pack_id, published_at desc);
create trigger rule_publication_append_only before update or delete on rule_publication for each row execute function refuse_change();
create trigger rule_publication_no_truncate before truncate on rule_publication for each statement execute function refuse_change();
