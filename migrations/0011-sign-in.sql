-- The doors: second factor, throttling, codes and links sent to people, API keys.

-- Whether the session was opened (or strengthened) with a second factor. Those open before now were not.
alter table session add column second_factor boolean not null default false;

-- A TOTP secret, sealed. Not confirmed: shown to its owner, who has yet to prove that the app has it.
create table second_factor (
  account_id uuid primary key references account (id),
  secret bytea not null,
  begun_at timestamptz not null,
  confirmed_at timestamptz,
  -- The 30-second step of the last code accepted: no code of this or an earlier step is accepted again.
  last_step bigint not null default 0
);

-- One-use codes for somebody without the phone; keyed hashes.
create table recovery_code (
  account_id uuid not null references account (id),
  hash text not null,
  used_at timestamptz,
  primary key (account_id, hash)
);

-- Devices an account was signed in on: a stranger's guesses elsewhere never keep them waiting.
create table known_device (
  account_id uuid not null references account (id),
  device_hash bytea not null,
  signed_in_at timestamptz not null,
  primary key (account_id, device_hash)
);

-- When the next try for this name on this device is heard; a device hash of zeros stands for all devices unknown to the account.
alter table sign_in_attempt add column wait_until timestamptz not null default 'epoch';
create index sign_in_attempt_age on sign_in_attempt (last_failed_at);

-- A code or link asked for by somebody not signed in: one at a time for a name. Rows are made for unknown names too,
-- so that nobody learns from the answer, or from being refused a second one, whether there is such an account.
create table sent_code (
  purpose text not null check (purpose in ('sign-in', 'password-reset')),
  name_hash bytea not null,
  id uuid not null unique,
  -- The name as asked for, sealed; the job that sends the code opens it.
  name bytea not null,
  asked_at timestamptz not null,
  -- Requests since `counted_from`, for the hourly limit.
  asked int not null,
  counted_from timestamptz not null,
  account_id uuid references account (id),
  hash text,
  expires_at timestamptz,
  tries int not null default 0,
  used_at timestamptz,
  primary key (purpose, name_hash)
);
create index sent_code_age on sent_code (asked_at);

create table api_key (
  id uuid primary key,
  account_id uuid not null references account (id),
  name text not null,
  -- SHA-256 of the 256 random bits shown once; `hint` is their last four characters, to tell keys apart.
  token_hash bytea not null unique,
  hint text not null,
  role text not null,
  organisation_id uuid,
  scopes text[] not null,
  created_at timestamptz not null,
  expires_on date not null,
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index api_key_account on api_key (account_id);
