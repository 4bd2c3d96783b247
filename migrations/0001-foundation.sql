-- The audit trail, idempotent replies, and the guard shared by every append-only table.
create extension if not exists pg_trgm;
create extension if not exists btree_gist;

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'table % is append-only', tg_table_name using errcode = 'ZX001';
end $$;

create table event (
  id uuid primary key,
  at timestamptz not null,
  name text not null,
  version int not null default 1,
  subject_kind text not null,
  subject_id uuid not null,
  actor_kind text not null,
  actor_account uuid,
  on_behalf_of uuid,
  request_id text not null,
  data jsonb not null
);
create index event_subject on event (subject_id, at);
create index event_name on event (name, at);
create trigger event_append_only before update or delete on event for each row execute function refuse_change();
create trigger event_no_truncate before truncate on event for each statement execute function refuse_change();

create table idempotency (
  account uuid not null,
  key text not null,
  command text not null,
  request_hash text not null,
  reply jsonb,
  at timestamptz not null,
  primary key (account, key)
);
create index idempotency_at on idempotency (at);
