-- What a class earns, and the sheet it is printed on: the office's decision, dated by the class's first day.
create table certificate_rule (
  programme_id uuid not null references programme (id),
  from_day date not null,
  -- Earned by completing a class of a course without an exam.
  without_exam text not null check (without_exam in ('attendance', 'pass')),
  -- Whether who attended enough but did not pass the exam gets a certificate of attendance.
  not_passed boolean not null,
  paper text not null check (paper in ('landscape', 'portrait')),
  basis text not null default '',
  set_by uuid,
  set_at timestamptz not null,
  primary key (programme_id, from_day)
);
