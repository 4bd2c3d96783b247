-- Single sign-on: which subject of which identity provider signs in to an account. Never found by e-mail: an address can
-- be anybody's at a provider that does not check it.
create table sso_link (
  id uuid primary key,
  account_id uuid not null references account (id),
  issuer text not null,
  subject text not null,
  linked_by text not null check (linked_by in ('owner', 'invitation')),
  linked_at timestamptz not null,
  last_used_at timestamptz,
  constraint sso_link_subject unique (issuer, subject),
  constraint sso_link_account unique (account_id, issuer)
);

-- The office's way in for an account: a link, good once; the latest one only. Its SHA-256 is here.
create table sso_invitation (
  account_id uuid primary key references account (id),
  token_hash bytea not null unique,
  invited_by uuid,
  invited_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
