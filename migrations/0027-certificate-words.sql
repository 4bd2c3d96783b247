-- A certificate states its class and its grade in both languages. Those issued before state them in Chinese alone, and stay so.
alter table certificate
  add column class_name_en text not null default '',
  add column grade_zh text,
  add column grade_en text;
create or replace view pub_certificate as
  select number, type, status, title, hours, grade, issued_on, programme_id, class_id, enrolment_id, person_id, institution_id, employer_id, title_en
  from certificate;
