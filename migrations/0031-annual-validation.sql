-- Certificates of annual validation: of a closed period and not of a class.
alter table certificate alter column class_name drop not null;
alter table certificate alter column class_id drop not null;
alter table certificate alter column enrolment_id drop not null;
alter table certificate alter column institution_id drop not null;
-- The closing, its row of the holder, and the period validated.
alter table certificate add column closing_id uuid references closing (id);
alter table certificate add column closing_row_id uuid references closing_row (id);
alter table certificate add column period text;
alter table certificate add constraint certificate_of_class_or_closing check (
  case when type = 'annual-validation'
    then num_nonnulls(class_name, class_id, enrolment_id, institution_id, grade, exam_date) = 0 and num_nulls(closing_id, closing_row_id, period) = 0
    else num_nulls(class_name, class_id, enrolment_id, institution_id) = 0 and num_nonnulls(closing_id, closing_row_id, period) = 0
  end);
-- A period is validated once for a person; what comes after supersedes one before.
create unique index certificate_validated_once on certificate (person_id, programme_id, period) where type = 'annual-validation' and status = 'valid';
create index certificate_closing on certificate (closing_id, number) where closing_id is not null;
create index certificate_closing_row on certificate (closing_row_id) where closing_row_id is not null;

-- Rows for which no certificate could be issued yet, and why; goes when it is issued.
create table validation_hold (
  closing_row_id uuid primary key references closing_row (id),
  closing_id uuid not null,
  person_id uuid not null,
  code text not null,
  params jsonb not null,
  at timestamptz not null
);
create index validation_hold_closing on validation_hold (closing_id);

create or replace view pub_certificate as
  select number, type, status, title, hours, grade, issued_on, programme_id, class_id, enrolment_id, person_id, institution_id, employer_id,
    title_en, closing_id, closing_row_id, period
  from certificate;
