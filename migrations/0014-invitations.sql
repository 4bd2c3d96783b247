-- Invitations to act for an organisation: a link that somebody follows once, signed in or with an account made then.
create table invitation (
  id uuid primary key,
  -- SHA-256 of the 256 random bits in the link, which is shown once to whoever invites.
  token_hash bytea not null unique,
  role text not null check (role in ('office', 'district', 'association', 'institution', 'employer', 'expert', 'invigilator')),
  organisation_id uuid not null,
  -- Who is meant, as whoever invites wrote it; the link works for whoever has it.
  invited_name text not null,
  -- The role's days, should the invitation be accepted.
  from_day date not null,
  to_day date,
  invited_by uuid not null references account (id),
  invited_at timestamptz not null,
  expires_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_by uuid references account (id),
  accepted_at timestamptz,
  accepted_by uuid references account (id),
  check (to_day is null or to_day >= from_day),
  check (withdrawn_at is null or accepted_at is null),
  check ((accepted_at is null) = (accepted_by is null))
);
create index invitation_organisation on invitation (organisation_id, id);
