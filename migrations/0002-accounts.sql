-- Accounts, sessions, dated roles by organisation.
create table account (
  id uuid primary key,
  display_name text not null,
  person_id uuid unique,
  status text not null default 'active' check (status in ('active', 'blocked')),
  language text not null default 'zh' check (language in ('zh', 'en')),
  demo boolean not null default false,
  created_at timestamptz not null
);

-- What a person types to sign in: user name, e-mail or phone, normalised; one account may have several.
create table sign_in_name (
  name text primary key,
  kind text not null check (kind in ('username', 'email', 'phone')),
  account_id uuid not null references account (id)
);
create index sign_in_name_account on sign_in_name (account_id);

create table password (
  account_id uuid primary key references account (id),
  hash text not null,
  changed_at timestamptz not null
);

-- The cookie holds 256 random bits; only their SHA-256 is here.
create table session (
  id uuid primary key,
  token_hash bytea not null unique,
  account_id uuid not null references account (id),
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  device text not null
);
create index session_account on session (account_id) where revoked_at is null;

create table role_assignment (
  id uuid primary key,
  account_id uuid not null references account (id),
  role text not null check (role in ('office', 'district', 'association', 'institution', 'employer', 'expert', 'invigilator')),
  organisation_id uuid not null,
  from_day date not null,
  to_day date,
  granted_by uuid,
  check (to_day is null or to_day >= from_day)
);
create index role_assignment_account on role_assignment (account_id);
create index role_assignment_organisation on role_assignment (organisation_id);
alter table role_assignment add constraint role_assignment_once exclude using gist (
  account_id with =, role with =, organisation_id with =, daterange(from_day, to_day, '[]') with &&
);

-- Failed attempts per account and device, for throttling that never punishes a whole hall behind one address.
create table sign_in_attempt (
  name_hash bytea not null,
  device_hash bytea not null,
  failures int not null,
  last_failed_at timestamptz not null,
  primary key (name_hash, device_hash)
);

-- Names of those who acted, for the history of a record.
create view pub_account as select id, display_name, person_id from account;
