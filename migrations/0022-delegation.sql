-- A holder of a role has a colleague act for them, from day to day. It rests on the holder's own assignment and ends with it.
create table delegation (
  id uuid primary key,
  assignment_id uuid not null references role_assignment (id) on delete cascade,
  giver_id uuid not null references account (id),
  delegate_id uuid not null references account (id),
  -- Fields of work (see src/access/delegation.ts); null for all the role may do.
  fields text[],
  from_day date not null,
  to_day date not null,
  given_at timestamptz not null,
  revoked_at timestamptz,
  revoked_by uuid references account (id),
  check (to_day >= from_day),
  check (giver_id <> delegate_id),
  check (fields is null or cardinality(fields) > 0),
  check ((revoked_at is null) = (revoked_by is null)),
  -- One at a time: two would leave open which of them an act rests on.
  constraint delegation_once exclude using gist (assignment_id with =, delegate_id with =, daterange(from_day, to_day, '[]') with &&)
    where (revoked_at is null)
);
create index delegation_delegate on delegation (delegate_id) where revoked_at is null;
create index delegation_giver on delegation (giver_id);
