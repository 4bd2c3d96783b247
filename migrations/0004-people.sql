-- People, one record for life: names, identity documents, employments, evidence, classes A/B/C.
create table person (
  id uuid primary key,
  name text not null,
  -- Pairs of neighbouring characters and `^` with the first one: what a search by two Chinese characters or by surname finds.
  name_grams text[] not null,
  birth date,
  sex text check (sex in ('female', 'male')),
  phone text not null default '',
  email text not null default '',
  -- The person has signed in and seen the record, or a clerk has seen the document.
  verified_at timestamptz,
  demo boolean not null default false,
  revision int not null default 1,
  created_at timestamptz not null
);
create index person_name on person (name, id);
create index person_name_grams on person using gin (name_grams);

-- Names a person went by before; certificates keep the name they were issued under.
create table former_name (
  id uuid primary key,
  person_id uuid not null references person (id),
  name text not null,
  changed_at timestamptz not null,
  changed_by uuid,
  reason text not null
);
create index former_name_person on former_name (person_id, changed_at);

-- The number itself is sealed (AES-256-GCM); it is found by a keyed hash, which is of no use without the key.
create table identity_document (
  fingerprint bytea primary key,
  person_id uuid not null references person (id) deferrable initially deferred,
  kind text not null,
  sealed bytea not null,
  added_at timestamptz not null,
  -- Replaced by another document; still finds the person.
  ended_at timestamptz,
  end_reason text not null default ''
);
create index identity_document_person on identity_document (person_id);

-- Several at a time are possible; a roster adds one and never ends another.
create table employment (
  id uuid primary key,
  person_id uuid not null references person (id),
  employer_id uuid not null references organisation (id),
  post text not null default '',
  from_day date not null,
  to_day date,
  source text not null check (source in ('roster', 'self', 'employer', 'office')),
  recorded_by uuid,
  recorded_at timestamptz not null,
  end_reason text not null default '',
  check (to_day is null or to_day >= from_day)
);
create unique index employment_current on employment (person_id, employer_id) where to_day is null;
create index employment_employer on employment (employer_id, person_id);

-- Dated evidence, never rewritten: a later row speaks for the facts it names, an empty value takes one back.
create table person_evidence (
  id uuid primary key,
  person_id uuid not null references person (id),
  from_day date not null,
  -- {"title": "工程师", "title-level": "intermediate", "degree": "bachelor", …}; all values are texts.
  facts jsonb not null,
  source text not null check (source in ('roster', 'self', 'employer', 'office')),
  document text not null default '',
  recorded_by uuid,
  recorded_at timestamptz not null,
  -- Who has seen the papers, when somebody has.
  checked_by uuid,
  checked_at timestamptz
);
create index person_evidence_person on person_evidence (person_id, from_day, id);

-- A class proposed by the programme's rule, waiting for the office.
create table person_class_proposal (
  person_id uuid not null references person (id),
  programme_id uuid not null references programme (id),
  class text not null,
  criterion jsonb not null,
  evidence jsonb not null,
  proposed_by uuid,
  proposed_at timestamptz not null,
  primary key (person_id, programme_id)
);
create index person_class_proposal_at on person_class_proposal (programme_id, proposed_at);

-- Append-only: a later decision holds from its day on and rewrites nothing counted before it.
create table person_class (
  id uuid primary key,
  person_id uuid not null references person (id),
  programme_id uuid not null references programme (id),
  class text not null,
  from_day date not null,
  proposed text,
  criterion jsonb,
  evidence jsonb not null,
  reason text not null default '',
  decided_by uuid,
  decided_at timestamptz not null
);
create index person_class_person on person_class (person_id, programme_id, from_day, decided_at);
create trigger person_class_append_only before update or delete on person_class for each row execute function refuse_change();

create view pub_person as
  select p.id, p.name, p.birth, p.sex, p.demo,
    (select c.class from person_class c where c.person_id = p.id order by c.from_day desc, c.decided_at desc limit 1) as class
  from person p;
create view pub_employment as select id, person_id, employer_id, post, from_day, to_day from employment;
-- One row per fact and span: a span ends the day before the next row that names the fact.
create view pub_person_fact as
  select person_id, fact, value, from_day, (next_day - 1)::date as to_day from (
    select e.person_id, f.key as fact, f.value, e.from_day,
      lead(e.from_day) over (partition by e.person_id, f.key order by e.from_day, e.recorded_at, e.id) as next_day
    from person_evidence e, jsonb_each_text(e.facts) f
  ) as spans
  where value <> '' and (next_day is null or next_day > from_day);
create view pub_person_class as select person_id, programme_id, class, from_day, decided_at from person_class;
