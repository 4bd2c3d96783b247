-- Organisations of every kind, and the programme with what the office sets up for it.

-- What two spellings of one name have in common: full-width forms, spaces and letter case do not tell names apart.
create function name_key(text) returns text language sql immutable strict parallel safe
  return lower(regexp_replace(normalize($1, NFKC), '\s+', '', 'g'));
-- Pairs of neighbouring characters. Trigrams cannot find a two-character word inside a Chinese name by index; pairs can.
create function name_grams(text) returns text[] language sql immutable strict parallel safe
  return array(select distinct substr($1, i, 2) from generate_series(1, greatest(length($1) - 1, 1)) i);
-- A name without its legal form, for near matches: otherwise every "limited company" resembles every other.
create function name_core(text) returns text language sql immutable strict parallel safe
  return regexp_replace(name_key($1), '(股份|有限|责任|公司|集团|co\.,?ltd\.?|ltd\.?|inc\.?|limited|company|corporation|[()])', '', 'g');

create table organisation (
  id uuid primary key,
  kind text not null check (kind in ('office', 'district', 'association', 'institution', 'employer', 'site')),
  name text not null,
  name_en text not null default '',
  short_name text not null default '',
  -- Unified social credit code where known; employers met first on a roster have none.
  credit_code text,
  district_id uuid references organisation (id),
  address text not null default '',
  contact text not null default '',
  status text not null default 'verified' check (status in ('unverified', 'verified', 'closed')),
  -- Who goes on in place of a closed one; a roster that still uses the old name means the successor.
  successor_id uuid references organisation (id),
  closed_reason text not null default '',
  -- Status before it was closed, for a reopening.
  closed_from text,
  revision int not null default 1,
  demo boolean not null default false,
  created_at timestamptz not null,
  name_key text not null generated always as (name_key(name)) stored,
  search_key text not null generated always as (name_key(name || '|' || name_en || '|' || short_name || '|' || coalesce(credit_code, ''))) stored,
  check (successor_id is null or status = 'closed')
);
-- One organisation of a kind per name: a roster that names it twice, or with other spaces, means the same one.
create unique index organisation_kind_name on organisation (kind, name_key);
-- A firm may be both an employer and an institution: two records, one code.
create unique index organisation_credit_code on organisation (kind, credit_code);
create index organisation_search on organisation using gin (name_grams(search_key));
create index organisation_core_trgm on organisation using gin (name_core(name) gin_trgm_ops);
create index organisation_district on organisation (district_id);
create index organisation_order on organisation (kind, name, id);

-- Membership of employers and institutions in associations. Until the member consents (itself, or by a document the
-- office records) the association may neither see nor act for it.
create table association_member (
  id uuid primary key,
  association_id uuid not null references organisation (id),
  member_id uuid not null references organisation (id),
  from_day date not null,
  to_day date,
  consented_at timestamptz,
  consented_by uuid,
  consent_document text not null default '',
  end_reason text not null default '',
  proposed_by uuid,
  check (to_day is null or to_day >= from_day),
  check (association_id <> member_id),
  constraint association_member_once exclude using gist (association_id with =, member_id with =, daterange(from_day, to_day, '[]') with &&)
);
create index association_member_member on association_member (member_id);

create table programme (
  id uuid primary key,
  code text not null unique,
  name text not null,
  name_en text not null default '',
  office_id uuid not null references organisation (id),
  -- Which of the national fields; open text because the next round names others.
  field text not null,
  field_en text not null default '',
  zone text not null default 'Asia/Shanghai',
  from_day date not null,
  to_day date,
  legal_basis text not null default '',
  -- Rule pack by id; the version in force on a day is chosen by the engine.
  rule_pack text not null,
  -- Numbering scheme of its certificates: {prefix, yearDigits, serialDigits, check}.
  numbering jsonb not null,
  -- Person classes: precedence and predicates, data as well.
  class_rule jsonb not null,
  -- Default pass mark as a fraction of the maximum: {numerator, denominator}.
  pass_mark jsonb not null,
  status text not null default 'active' check (status in ('preparing', 'active', 'closed')),
  revision int not null default 1,
  demo boolean not null default false,
  created_at timestamptz not null,
  check (to_day is null or to_day >= from_day)
);

create table key_area (
  id uuid primary key,
  programme_id uuid not null references programme (id),
  code text not null,
  name text not null,
  name_en text not null default '',
  position int not null,
  -- Deferred: a reordered list may swap two codes within one save.
  constraint key_area_code unique (programme_id, code) deferrable initially deferred
);

-- Approval of an institution for a programme: scope and validity are dated data, an expired one blocks filing. A renewal
-- is another row, so that the standing approval holds while it is being decided.
create table institution_approval (
  id uuid primary key,
  programme_id uuid not null references programme (id),
  institution_id uuid not null references organisation (id),
  status text not null check (status in ('draft', 'submitted', 'approved', 'refused', 'suspended', 'withdrawn')),
  modes text[] not null default '{}' check (modes <@ array['face-to-face', 'distance', 'advanced-seminar']),
  from_day date,
  to_day date,
  -- The institution's own assessment.
  statement text not null default '',
  submitted_at timestamptz,
  decided_by uuid,
  decided_at timestamptz,
  reason text not null default '',
  created_at timestamptz not null,
  constraint institution_approval_dates check (status not in ('approved', 'suspended') or (from_day is not null and to_day is not null and to_day >= from_day)),
  constraint institution_approval_overlap exclude using gist (programme_id with =, institution_id with =, daterange(from_day, to_day, '[]') with &&)
    where (status in ('approved', 'suspended'))
);
create unique index institution_approval_open on institution_approval (programme_id, institution_id) where status in ('draft', 'submitted');
create index institution_approval_institution on institution_approval (institution_id, programme_id);

-- Rooms of test sites and institutions; classes and sittings book them.
create table room (
  id uuid primary key,
  organisation_id uuid not null references organisation (id),
  name text not null,
  seats int not null check (seats > 0),
  -- False: kept for what was held there, no longer offered.
  active boolean not null default true,
  constraint room_name unique (organisation_id, name)
);

create table notice (
  id uuid primary key,
  programme_id uuid references programme (id),
  title text not null,
  title_en text not null default '',
  body text not null,
  body_en text not null default '',
  published_on date not null,
  withdrawn_at timestamptz,
  withdrawn_reason text not null default '',
  revision int not null default 1,
  demo boolean not null default false,
  created_by uuid,
  created_at timestamptz not null
);
create index notice_published on notice (published_on desc, id desc) where withdrawn_at is null;

-- Printed once by a server that finds no office: whoever holds it may create the first one. Only its hash is here.
create table setup_token (
  only_one boolean primary key default true check (only_one),
  token_hash bytea not null,
  made_at timestamptz not null
);

create view pub_organisation as select id, kind, name, name_en, short_name, district_id, address, status, demo, search_key from organisation;
create view pub_programme as select id, code, name, name_en, office_id, field, field_en, zone, rule_pack, numbering, class_rule, pass_mark, status, from_day, to_day from programme;
create view pub_key_area as select id, programme_id, code, name, name_en, position from key_area;
create view pub_institution_approval as select id, programme_id, institution_id, status, modes, from_day, to_day from institution_approval;
create view pub_room as select id, organisation_id, name, seats, active from room;
-- Memberships an association may act on: those with the member's consent.
create view pub_association_member as select association_id, member_id, from_day, to_day from association_member where consented_at is not null;
