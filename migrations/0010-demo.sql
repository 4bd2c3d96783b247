-- Sign-ins of the demonstration programme, so that the start page, the command line and the journey can tell them.
-- Production never loads demo data; the table is then empty.
create table demo_sign_in (
  position int primary key,
  role text not null,
  name text not null,
  sign_in text not null,
  password text not null,
  -- False when the demo is open to others than this machine: then the passwords are told on the console alone.
  told boolean not null
);
