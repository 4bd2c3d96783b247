-- Certificates an employer checks by the sheet: numbers and names as it typed them, and what became of each. Kept a week.
create table batch_check (
  id uuid primary key,
  organisation_id uuid not null references organisation (id),
  account_id uuid not null,
  -- Why they are checked, in the employer's words.
  purpose text not null,
  file_name text not null,
  total int not null check (total > 0),
  done int not null default 0,
  -- Rows whose number or name did not fit: counted over a day, so that nobody harvests by the sheet.
  missed int not null default 0,
  state text not null default 'running' check (state in ('running', 'done', 'stopped')),
  created_at timestamptz not null
);
create index batch_check_organisation on batch_check (organisation_id, created_at desc);

create table batch_check_row (
  batch_id uuid not null references batch_check (id) on delete cascade,
  row int not null,
  number text not null,
  name text not null,
  verdict text check (verdict in ('valid', 'superseded', 'revoked', 'unknown', 'name-needed', 'wait')),
  -- What the public check shows of a certificate whose holder is known.
  facts jsonb,
  primary key (batch_id, row)
);

-- Links by which a holder shows a certificate, or all of their own, to whoever has the link.
create table share_link (
  id uuid primary key,
  person_id uuid not null,
  -- Null: every certificate in force on the day it is opened.
  number text references certificate (number),
  -- Of 128 random bits; the link itself is kept nowhere.
  token_hash bytea not null unique check (length(token_hash) = 32),
  note text not null default '',
  expires_at timestamptz not null,
  revoked_at timestamptz,
  created_at timestamptz not null
);
create index share_link_person on share_link (person_id, created_at desc);

create table share_opening (
  link_id uuid not null references share_link (id),
  at timestamptz not null
);
create index share_opening_link on share_opening (link_id, at desc);
