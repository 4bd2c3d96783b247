-- Rule packs as data, activities as evidence, and the append-only hours ledger.
create table rule_pack (
  hash text primary key,
  id text not null,
  pack jsonb not null,
  registered_at timestamptz not null
);
create index rule_pack_id on rule_pack (id, registered_at);
create trigger rule_pack_append_only before update or delete on rule_pack for each row execute function refuse_change();

-- What a person did, in the words of FACTS (docs/rules): never changed, only taken back by a later row.
create table activity (
  id uuid primary key,
  person_id uuid not null,
  programme_id uuid not null,
  source_kind text not null check (source_kind in ('class', 'declaration', 'reversal')),
  source_id uuid not null,
  facts jsonb not null,
  reverses uuid references activity (id),
  recorded_at timestamptz not null,
  recorded_by uuid,
  unique (source_kind, source_id)
);
create index activity_person on activity (person_id, programme_id);
create trigger activity_append_only before update or delete on activity for each row execute function refuse_change();

create table ledger_entry (
  id uuid primary key,
  person_id uuid not null,
  programme_id uuid not null,
  activity_id uuid not null references activity (id),
  obligation text not null,
  period text not null,
  category text not null,
  measure text not null,
  -- Whole grains of the measure: minutes for hours, parts of a day for days. Negative on a reversal.
  grains int not null,
  -- The same in the pack's unit, exact ("72", "7/2"); minutes where the measure is time.
  amount text not null,
  minutes int,
  pack text not null,
  pack_version text,
  ruleset_hash text not null,
  rule text,
  steps jsonb not null,
  recogniser text not null,
  recognised_on date not null,
  reverses uuid unique references ledger_entry (id),
  reason text not null default '',
  recorded_at timestamptz not null
);
create index ledger_entry_person on ledger_entry (person_id, programme_id, period);
create unique index ledger_entry_once on ledger_entry (activity_id, obligation, period, category, measure) where reverses is null;
create trigger ledger_entry_append_only before update or delete on ledger_entry for each row execute function refuse_change();
create trigger ledger_entry_no_truncate before truncate on ledger_entry for each statement execute function refuse_change();

create view pub_ledger_entry as
  select id, person_id, programme_id, activity_id, period, category, measure, amount, minutes, reverses, recorded_at from ledger_entry;
-- Which packs a programme may name.
-- The newest text of every pack.
create view pub_rule_pack as select distinct on (id) id, hash, pack, registered_at from rule_pack order by id, registered_at desc;
