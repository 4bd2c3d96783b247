-- Registers by group, and the districts' part in declarations.

-- How a register stands by district, employer and title level: added up once when a pass has ended, so that reading it costs
-- as little for three million people as for three. Worked out anew with each pass: nothing here is evidence.
create table register_group (
  run int not null references register_run (number),
  kind text not null check (kind in ('district', 'employer', 'title-level')),
  -- Id of the organisation or the title level itself; empty: none is on record.
  key text not null,
  met int not null,
  unmet int not null,
  undetermined int not null,
  outside int not null,
  primary key (run, kind, key)
);
create index register_group_unmet on register_group (run, kind, unmet desc, key);

-- The district of the employer, where the rules let the authority, or a sector body that is not there, check a declaration.
alter table declaration
  add column district_id uuid references organisation (id),
  drop constraint declaration_waiting_role_check,
  add constraint declaration_waiting_role_check check (waiting_role in ('professional', 'employer', 'association', 'district', 'office')),
  drop constraint declaration_check_role_check,
  add constraint declaration_check_role_check check (check_role in ('employer', 'association', 'district', 'office'));
create index declaration_district on declaration (district_id, id) where district_id is not null;
alter table declaration_act
  drop constraint declaration_act_role_check,
  add constraint declaration_act_role_check check (role in ('professional', 'system', 'employer', 'association', 'district', 'office'));
