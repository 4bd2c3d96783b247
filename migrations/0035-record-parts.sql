-- Things recorded within another record have a history of their own: whose they are, for the trail.
create view pub_membership as select id, association_id, member_id from association_member;
create view pub_employment_request as select id, person_id, employer_id from employment_request;
create view pub_invitation as select id, organisation_id from invitation;
create view pub_teacher as select id, institution_id from teacher;
-- From which files a question came; one that was known before came again.
create view pub_question_source as select unnest(version_ids) as version_id, id as import_id, programme_id from question_import;
create or replace view pub_role_assignment as select account_id, role, organisation_id, from_day, to_day, id from role_assignment;
