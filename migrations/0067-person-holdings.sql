-- What a person holds for some days: titles, licences, memberships. Never rewritten: the last day on which one was held comes in a
-- row of its own; one that was put on record by mistake ends without a day, and was never held.
create table person_holding (
  id uuid primary key,
  person_id uuid not null references person (id),
  kind text not null check (kind ~ '^[a-z][a-z0-9-]*$'),
  -- As on the papers: name, series, level, by the name of the fact.
  facts jsonb not null,
  from_day date not null,
  basis text not null default '',
  source text not null,
  recorded_by uuid,
  recorded_at timestamptz not null
);
create index person_holding_person on person_holding (person_id);
create trigger person_holding_append_only before update or delete on person_holding for each row execute function refuse_change();
create trigger person_holding_no_truncate before truncate on person_holding for each statement execute function refuse_change();

create table person_holding_end (
  holding_id uuid primary key references person_holding (id),
  to_day date,
  reason text not null check (length(reason) > 0),
  ended_by uuid,
  recorded_at timestamptz not null
);
create trigger person_holding_end_append_only before update or delete on person_holding_end for each row execute function refuse_change();
create trigger person_holding_end_no_truncate before truncate on person_holding_end for each statement execute function refuse_change();

-- By the record it was written to; whoever asks of a person compares with `pub_person_ids`.
create view pub_person_holding as
  select h.id, h.person_id, h.kind, h.facts, h.from_day, e.to_day
  from person_holding h left join person_holding_end e on e.holding_id = h.id
  where e.holding_id is null or e.to_day is not null;

create or replace view pub_person_change as
  select person_id, recorded_at as changed_at from person_evidence
  union all select person_id, applied_at from enrolment
  union all select person_id, withdrawn_at from enrolment where withdrawn_at is not null
  union all select m.id, at.at from person_merge p cross join lateral (values (p.survivor_id), (p.absorbed_id)) as m (id)
    cross join lateral (values (p.merged_at), (p.undone_at)) as at (at) where at.at is not null
  union all select h.person_id, at.at from person_holding h left join person_holding_end e on e.holding_id = h.id
    cross join lateral (values (h.recorded_at), (e.recorded_at)) as at (at) where at.at is not null;

-- Of several holdings those a study was declared for; null: all.
alter table declaration add column serves uuid[];
