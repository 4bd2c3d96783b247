-- Answers that reached the centre from a page already shut out (the tail of a dead seat) count once two named people say so.
create table exam_tail_consent (
  attempt_id uuid not null,
  epoch int not null,
  -- Last number of that page's chain the consent covers.
  through int not null check (through > 0),
  account_id uuid not null,
  -- The person behind the account, where it has one: two accounts of one person are one consent.
  person_id uuid,
  name text not null,
  reason text not null check (length(reason) > 0),
  consented_at timestamptz not null,
  primary key (attempt_id, epoch, through, account_id),
  constraint exam_tail_consent_person unique (attempt_id, epoch, through, person_id),
  foreign key (attempt_id, epoch) references attempt_epoch (attempt_id, epoch)
);
create trigger exam_tail_consent_append_only before update or delete on exam_tail_consent for each row execute function refuse_change();
create trigger exam_tail_consent_no_truncate before truncate on exam_tail_consent for each statement execute function refuse_change();
