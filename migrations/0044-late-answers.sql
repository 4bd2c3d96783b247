-- Answers that arrive after the deadline: the key a page signs with, what it signed, and what was decided where nobody could vouch for it.
alter table attempt_epoch add column public_key bytea;

create or replace function guard_attempt_epoch() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then raise exception 'epochs are never deleted' using errcode = 'ZX001'; end if;
  if (old.attempt_id, old.epoch, old.machine, old.writer, old.granted_at, old.public_key)
      is distinct from (new.attempt_id, new.epoch, new.machine, new.writer, new.granted_at, new.public_key)
    or (old.fence is not null and old.fence is distinct from new.fence)
    or new.high_water < old.high_water
  then raise exception 'an epoch is fenced once and its mark only rises' using errcode = 'ZX001'; end if;
  return new;
end $$;

-- Heads of chains that arrived late, each with a signature that was checked when it came.
create table exam_late_head (
  attempt_id uuid not null,
  epoch int not null,
  seq int not null check (seq > 0),
  hash bytea not null check (length(hash) = 32),
  mono bigint not null,
  wall bigint not null,
  -- Added to mono: the centre's time as the page knew it.
  offset_ms bigint not null,
  signature bytea not null check (length(signature) = 64),
  received_at timestamptz not null,
  -- When the seat was last heard of before; null where the server had not been there all the while.
  last_contact timestamptz,
  primary key (attempt_id, epoch, seq, hash),
  foreign key (attempt_id, epoch) references attempt_epoch (attempt_id, epoch)
);
create trigger exam_late_head_append_only before update or delete on exam_late_head for each row execute function refuse_change();
create trigger exam_late_head_no_truncate before truncate on exam_late_head for each statement execute function refuse_change();

-- What was decided about late answers up to a number of an epoch, those of an earlier decision apart.
create table exam_late_decision (
  attempt_id uuid not null,
  epoch int not null,
  through int not null check (through > 0),
  accepted boolean not null,
  reason text not null check (length(reason) > 0),
  decided_at timestamptz not null,
  decided_by uuid,
  primary key (attempt_id, epoch, through),
  foreign key (attempt_id, epoch) references attempt_epoch (attempt_id, epoch)
);
create trigger exam_late_decision_append_only before update or delete on exam_late_decision for each row execute function refuse_change();
create trigger exam_late_decision_no_truncate before truncate on exam_late_decision for each statement execute function refuse_change();
