-- What invigilators do in the room: time held in the ledger, seats, acts on record, and the room's record signed by two.

-- The ledger takes holds beside time given. A hold begins a stretch in which a seat's clock stands still; a release ends it.
alter table time_adjustment drop constraint time_adjustment_seconds_check;
alter table time_adjustment
  add column kind text not null default 'time' check (kind in ('time', 'hold', 'release')),
  -- What the act was meant for: one seat, a room, the whole sitting.
  add column scope text not null default 'seat' check (scope in ('seat', 'room', 'sitting')),
  -- From when it works. A release is announced a few seconds ahead, so that a whole room goes on in the same second.
  add column effective_at timestamptz,
  -- The hold a release ends.
  add column hold_id uuid references time_adjustment (id),
  add constraint time_adjustment_seconds_check check (abs(seconds) <= 86400 and (kind = 'time') = (seconds <> 0)),
  add constraint time_adjustment_effective check ((kind = 'time') = (effective_at is null)),
  add constraint time_adjustment_release check ((kind = 'release') = (hold_id is not null));
create unique index time_adjustment_released_once on time_adjustment (hold_id) where hold_id is not null;

-- Where a candidate sits, and whether a page of theirs may be let in. Read with the row that every batch reads anyway.
alter table attempt
  add column room_id uuid references room (id),
  add column seat int check (seat > 0),
  -- Shut out by an invigilator until admitted again.
  add column shut boolean not null default false,
  -- The machine a candidate was moved away from: it is not let in again.
  add column left_machine text,
  -- Number of the newest message to this candidate.
  add column messages int not null default 0;
create unique index attempt_seat on attempt (sitting_id, room_id, seat) nulls not distinct where seat is not null;

create or replace function guard_attempt() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then raise exception 'attempts are never deleted' using errcode = 'ZX001'; end if;
  if (old.id, old.sitting_id, old.candidate_id, old.person_id, old.paper_id, old.permutation, old.permutation_hash, old.created_at)
    is distinct from (new.id, new.sitting_id, new.candidate_id, new.person_id, new.paper_id, new.permutation, new.permutation_hash, new.created_at)
    or (old.started_at is not null and old.started_at is distinct from new.started_at)
    or new.epoch < old.epoch or new.messages < old.messages
  then raise exception 'an attempt only starts once and counts its epochs and messages up' using errcode = 'ZX001'; end if;
  return new;
end $$;

-- Seconds without a sign of life before this page was let in: what an invigilator may give back.
alter table attempt_epoch add column silent_seconds int not null default 0 check (silent_seconds >= 0);

create table exam_act (
  id uuid primary key,
  sitting_id uuid not null references exam_sitting (id),
  kind text not null check (kind in ('admit', 'fence', 'move', 'message', 'incident')),
  scope text not null check (scope in ('seat', 'room', 'sitting')),
  -- Code of an incident: 断电, 断网, 设备, 软件, 试题, 身份, 违纪, 医疗, 环境.
  code text check (code in ('power', 'network', 'machine', 'software', 'question', 'identity', 'misconduct', 'medical', 'environment')),
  -- Reason, message or description, in the author's words.
  note text not null,
  -- admit: {identitySeen}; move: {from: {roomId, room, seat}, to: {…}}.
  facts jsonb not null default '{}',
  made_at timestamptz not null,
  made_by uuid,
  check ((kind = 'incident') = (code is not null))
);
create index exam_act_sitting on exam_act (sitting_id, made_at);
create trigger exam_act_append_only before update or delete on exam_act for each row execute function refuse_change();
create trigger exam_act_no_truncate before truncate on exam_act for each statement execute function refuse_change();

create table exam_act_seat (
  act_id uuid not null references exam_act (id),
  attempt_id uuid not null references attempt (id),
  -- Of a message: which of this candidate's it is, from 1.
  number int,
  primary key (act_id, attempt_id),
  unique (attempt_id, number)
);
create trigger exam_act_seat_append_only before update or delete on exam_act_seat for each row execute function refuse_change();
create trigger exam_act_seat_no_truncate before truncate on exam_act_seat for each statement execute function refuse_change();

-- That a candidate confirmed a message.
create table exam_message_read (
  act_id uuid not null,
  attempt_id uuid not null,
  read_at timestamptz not null,
  primary key (act_id, attempt_id),
  foreign key (act_id, attempt_id) references exam_act_seat (act_id, attempt_id)
);
create trigger exam_message_read_append_only before update or delete on exam_message_read for each row execute function refuse_change();
create trigger exam_message_read_no_truncate before truncate on exam_message_read for each statement execute function refuse_change();

-- 考场记录: what the log said when the first person signed, frozen by its hash.
create table exam_room_record (
  id uuid primary key,
  sitting_id uuid not null references exam_sitting (id),
  room_id uuid references room (id),
  content jsonb not null,
  hash text not null,
  made_at timestamptz not null
);
create unique index exam_room_record_once on exam_room_record (sitting_id, room_id, hash) nulls not distinct;
create trigger exam_room_record_append_only before update or delete on exam_room_record for each row execute function refuse_change();
create trigger exam_room_record_no_truncate before truncate on exam_room_record for each statement execute function refuse_change();

create table exam_room_signature (
  record_id uuid not null references exam_room_record (id),
  account_id uuid not null,
  -- The person behind the account, where it has one: two accounts of one person are one signature.
  person_id uuid,
  name text not null,
  signed_at timestamptz not null,
  primary key (record_id, account_id),
  constraint exam_room_signature_person unique (record_id, person_id)
);
create trigger exam_room_signature_append_only before update or delete on exam_room_signature for each row execute function refuse_change();
create trigger exam_room_signature_no_truncate before truncate on exam_room_signature for each statement execute function refuse_change();
