-- Decisions that free somebody of what a programme asks, whole or in part, for some days. Never rewritten: one that is taken back is
-- ended by a row of its own, and an evaluation as of a day before that still knows it.
create table exemption (
  id uuid primary key,
  person_id uuid not null references person (id),
  programme_id uuid not null references programme (id),
  from_day date not null,
  to_day date not null check (from_day <= to_day),
  -- As FACTS have it: "full", or {"share": "1/2"}.
  extent jsonb not null,
  reason text not null check (length(reason) > 0),
  document text not null default '',
  granted_by uuid,
  granted_on date not null,
  recorded_at timestamptz not null
);
create index exemption_person on exemption (person_id, programme_id);
create trigger exemption_append_only before update or delete on exemption for each row execute function refuse_change();
create trigger exemption_no_truncate before truncate on exemption for each statement execute function refuse_change();

create table exemption_end (
  exemption_id uuid primary key references exemption (id),
  reason text not null check (length(reason) > 0),
  ended_by uuid,
  ended_on date not null,
  recorded_at timestamptz not null
);
create trigger exemption_end_append_only before update or delete on exemption_end for each row execute function refuse_change();
create trigger exemption_end_no_truncate before truncate on exemption_end for each statement execute function refuse_change();
