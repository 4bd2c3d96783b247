-- Courses: declared by an institution, decided by the office, versioned once catalogued.
create table course (
  id uuid primary key,
  programme_id uuid not null references programme (id),
  institution_id uuid not null references organisation (id),
  key_area_id uuid not null references key_area (id),
  code text not null,
  demo boolean not null default false,
  created_at timestamptz not null,
  unique (programme_id, code)
);
create index course_institution on course (institution_id);
create index course_key_area on course (key_area_id);

create table course_counter (
  programme_id uuid primary key references programme (id),
  next int not null
);

-- Immutable once submitted except for its decision: a class filed under version 2 still shows version 2 after version 3.
create table course_version (
  id uuid primary key,
  course_id uuid not null references course (id),
  number int not null,
  status text not null check (status in ('draft', 'submitted', 'returned', 'refused', 'approved', 'retired')),
  title text not null,
  title_en text not null default '',
  course_type text not null check (course_type in ('knowledge-integration', 'technology-foresight', 'application-tool', 'public-subject')),
  category text not null check (category in ('public', 'professional')),
  audience text not null default '',
  objectives text not null default '',
  syllabus jsonb not null,
  -- Minutes by mode: {"face-to-face": 3240, "distance": 0, "advanced-seminar": 0}.
  minutes_by_mode jsonb not null,
  -- {durationMinutes, questions, passMark: {numerator, denominator}} ; null when the course has no exam.
  exam_spec jsonb,
  materials text not null default '',
  fee_fen int not null default 0 check (fee_fen >= 0),
  valid_from date,
  valid_to date,
  submitted_at timestamptz,
  decided_at timestamptz,
  decided_by uuid,
  decision_reason text not null default '',
  revision int not null default 1,
  changed_at timestamptz(3) not null default now(),
  created_at timestamptz not null,
  search_key text not null generated always as (name_key(title || '|' || title_en)) stored,
  unique (course_id, number),
  check (status <> 'approved' or (valid_from is not null and valid_to is not null and valid_to >= valid_from)),
  -- On any day at most one version of a course is in the catalogue.
  constraint course_version_one_listed exclude using gist (course_id with =, daterange(valid_from, valid_to, '[]') with &&) where (status = 'approved')
);
-- At most one version is under work.
create unique index course_version_open on course_version (course_id) where status in ('draft', 'submitted', 'returned');
create index course_version_status on course_version (status, changed_at);
create index course_version_listed on course_version (decided_at desc nulls last, id) where status = 'approved';

-- What was submitted is what is decided and taught: from then on only the decision, its dates and retirement may change.
create function refuse_course_rewrite() returns trigger language plpgsql as $$
begin
  if old.status in ('submitted', 'approved', 'refused', 'retired')
    and (old.course_id, old.number, old.title, old.title_en, old.course_type, old.category, old.audience, old.objectives, old.syllabus, old.minutes_by_mode, old.exam_spec, old.materials, old.fee_fen)
      is distinct from
      (new.course_id, new.number, new.title, new.title_en, new.course_type, new.category, new.audience, new.objectives, new.syllabus, new.minutes_by_mode, new.exam_spec, new.materials, new.fee_fen)
  then
    raise exception 'course version % was submitted and cannot be rewritten', old.id using errcode = 'ZX001';
  end if;
  return new;
end $$;
create trigger course_version_frozen before update on course_version for each row execute function refuse_course_rewrite();

create view pub_course as
  select c.id as course_id, c.programme_id, c.institution_id, c.key_area_id, c.code, v.id as version_id, v.number, v.status, v.title, v.title_en,
    v.course_type, v.category, v.audience, v.objectives, v.syllabus, v.minutes_by_mode, v.exam_spec, v.fee_fen, v.valid_from, v.valid_to
  from course c join course_version v on v.course_id = c.id;
