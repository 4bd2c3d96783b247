--! breaking: person.verified_at is no more
-- Who registers alone proves the phone first: a code goes to any phone, whether or not it signs somebody in.
alter table sent_code drop constraint sent_code_purpose_check;
alter table sent_code add constraint sent_code_purpose_check check (purpose in ('sign-in', 'password-reset', 'register'));
-- In which language to write to somebody who has no account to ask; and how the message goes, for the hourly ceiling.
alter table sent_code add column language text check (language in ('zh', 'en'));
alter table sent_code add column way text check (way in ('email', 'sms'));
-- What the ceiling counts, whatever else is asked for: made-up names are no message and stay out of it.
create index sent_code_registering on sent_code (asked_at) where purpose = 'register';
create index sent_code_texted on sent_code (asked_at) where purpose <> 'register' and hash is not null;

alter table delivery drop constraint delivery_recipient_kind_check;
alter table delivery add constraint delivery_recipient_kind_check
  check (recipient_kind in ('account', 'person', 'organisation', 'registrant'));

-- It said "verified" of everybody who had registered, and nothing had been proven of them. What registration proves is the
-- phone; of those who registered before it did, nothing.
alter table person rename column verified_at to phone_proved_at;
update person set phone_proved_at = null where phone_proved_at is not null;
comment on column person.phone_proved_at is 'when the person typed a code that had been sent to the phone on this record';
