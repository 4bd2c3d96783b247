-- What this installation is, told once: which key file sealed its identity numbers.
create table installation (
  name text primary key,
  value jsonb not null,
  at timestamptz not null
);
