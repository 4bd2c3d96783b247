-- Messages to people and organisations: what was to be told, to whom, and what became of it.
create table delivery (
  id uuid primary key,
  -- Event, template and address: the same thing is told to the same address once, however often the event comes.
  key text not null unique,
  template text not null,
  channel text not null check (channel in ('email', 'sms')),
  language text not null check (language in ('zh', 'en')),
  recipient_kind text not null check (recipient_kind in ('account', 'person', 'organisation')),
  recipient_id uuid not null,
  about_kind text not null,
  about_id uuid not null,
  -- Sealed; `hint` is what the record shows of it.
  address bytea not null,
  hint text not null,
  -- What the template is filled with, sealed; erased once nobody needs it any more.
  content bytea,
  state text not null check (state in ('queued', 'sending', 'sent', 'kept', 'failed')),
  reason text not null default '',
  -- The server's own number for the reason (SMTP or HTTP).
  reply_code int,
  tries int not null default 0,
  tries_left int not null,
  queued_at timestamptz not null,
  -- Of no use to its reader after this.
  until timestamptz,
  next_try_at timestamptz,
  claimed_at timestamptz,
  settled_at timestamptz
);
create index delivery_state on delivery (state, id);
create index delivery_recipient on delivery (recipient_id, id);

-- In which language to write to whoever has an account.
create or replace view pub_account as select id, display_name, person_id, language from account;
