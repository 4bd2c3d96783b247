--! breaking: credentials of all forms are kept in one table
-- Forms of a certificate for other systems, each made on its first request and kept: asking twice gives the same file.
create table certificate_credential (
  number text not null references certificate (number),
  form text not null check (form in ('jwt', 'eddsa-rdfc-2022', 'eddsa-jcs-2022')),
  credential text not null,
  made_at timestamptz not null,
  primary key (number, form)
);
create trigger certificate_credential_append_only before update or delete on certificate_credential for each row execute function refuse_change();
create trigger certificate_credential_no_truncate before truncate on certificate_credential for each statement execute function refuse_change();

insert into certificate_credential (number, form, credential, made_at) select number, 'jwt', jwt, made_at from certificate_jwt;
drop table certificate_jwt;

-- Place of a certificate in a published status list, drawn at random: it tells neither order nor person.
create table certificate_status (
  number text primary key references certificate (number),
  list int not null check (list > 0),
  index int not null check (index between 0 and 131071),
  unique (list, index)
);
create trigger certificate_status_append_only before update or delete on certificate_status for each row execute function refuse_change();
create trigger certificate_status_no_truncate before truncate on certificate_status for each statement execute function refuse_change();
