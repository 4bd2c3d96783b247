-- Where people and those who act for an organisation can be written to: for notifications alone.
create view pub_person_address as select id as person_id, email from person where email <> '';
create view pub_account_address as
  select n.account_id, n.name as email from sign_in_name n join account a on a.id = n.account_id where n.kind = 'email' and a.status = 'active';
create view pub_role_assignment as select account_id, role, organisation_id, from_day, to_day from role_assignment;
create or replace view pub_enrolment as
  select id, class_id, person_id, employer_id, state, position, roster_row, outcome, applied_at from enrolment;
