-- The certificate register: frozen contents, their living status, and the log that proves both to outsiders.

-- Keys that have signed here. An old key stays for ever: what it signed must remain checkable.
create table certificate_key (
  key_id text primary key,
  public_jwk jsonb not null,
  first_used_at timestamptz not null
);

-- One row per printed prefix (and year, where the scheme prints it). Locked while numbers are taken: no gap, no repeat.
create table certificate_counter (
  series text primary key,
  next int not null check (next > 0)
);

-- What lists and the public check show of a certificate, taken from its frozen content; only the status lives.
create table certificate (
  number text primary key check (number ~ '^[0-9A-Z*]{6,40}$'),
  type text not null check (type in ('pass', 'attendance', 'annual-validation')),
  status text not null default 'valid' check (status in ('valid', 'superseded', 'revoked')),
  revoked_on date,
  superseded_by text references certificate (number) deferrable initially deferred,
  supersedes text unique references certificate (number),
  holder text not null,
  -- Pairs of neighbouring characters and `^` with the first: what a search by part of a name finds.
  holder_grams text[] not null,
  title text not null,
  title_en text not null,
  class_name text not null,
  hours text not null,
  grade text,
  exam_date date,
  issued_on date not null,
  issuer text not null,
  issuer_en text not null,
  log_index bigint not null unique,
  programme_id uuid not null,
  class_id uuid not null,
  enrolment_id uuid not null,
  person_id uuid not null,
  institution_id uuid not null,
  employer_id uuid,
  check ((status = 'revoked') = (revoked_on is not null)),
  check ((status = 'superseded') = (superseded_by is not null))
);
-- An enrolment earns a certificate of a type once; what comes after it supersedes one before.
create unique index certificate_issued_once on certificate (enrolment_id, type) where supersedes is null;
create unique index certificate_in_force on certificate (enrolment_id, type) where status = 'valid';
create index certificate_class on certificate (class_id, number);
create index certificate_person on certificate (person_id, issued_on);
create index certificate_institution on certificate (institution_id, issued_on desc, number);
create index certificate_employer on certificate (employer_id, issued_on desc, number);
create index certificate_recent on certificate (issued_on desc, number);
create index certificate_holder on certificate using gin (holder_grams);

-- Only the status may move, and only away from valid; everything else about an issued certificate is past.
create function certificate_moves_status_only() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.status <> 'valid'
    or (to_jsonb(new) - array['status', 'revoked_on', 'superseded_by']) is distinct from (to_jsonb(old) - array['status', 'revoked_on', 'superseded_by'])
  then
    raise exception 'an issued certificate does not change' using errcode = 'ZX001';
  end if;
  return new;
end $$;
create trigger certificate_guard before update or delete on certificate for each row execute function certificate_moves_status_only();
create trigger certificate_no_truncate before truncate on certificate for each statement execute function refuse_change();

-- The very text that was hashed and signed; text and not jsonb, which would spell it anew.
create table certificate_content (
  number text primary key references certificate (number),
  content text not null,
  content_hash bytea not null unique check (length(content_hash) = 32),
  key_id text not null references certificate_key (key_id),
  signature bytea not null check (length(signature) = 64)
);
create trigger certificate_content_append_only before update or delete on certificate_content for each row execute function refuse_change();
create trigger certificate_content_no_truncate before truncate on certificate_content for each statement execute function refuse_change();

-- Leaves of the log, RFC 6962: each entry names a certificate by the salted hash of its content, so that all may be published.
create table certificate_log (
  index bigint primary key check (index >= 0),
  kind text not null check (kind in ('issue', 'supersede', 'revoke')),
  number text not null references certificate (number) deferrable initially deferred,
  entry text not null,
  leaf_hash bytea not null check (length(leaf_hash) = 32),
  at timestamptz not null
);
create index certificate_log_number on certificate_log (number, index);
create trigger certificate_log_append_only before update or delete on certificate_log for each row execute function refuse_change();
create trigger certificate_log_no_truncate before truncate on certificate_log for each statement execute function refuse_change();

-- Complete subtrees above the leaves: a proof reads a logarithmic number of rows at any size.
create table certificate_log_node (
  level smallint not null check (level > 0),
  index bigint not null,
  hash bytea not null check (length(hash) = 32),
  primary key (level, index)
);
create trigger certificate_log_node_append_only before update or delete on certificate_log_node for each row execute function refuse_change();
create trigger certificate_log_node_no_truncate before truncate on certificate_log_node for each statement execute function refuse_change();

-- Signed tree heads, one per commit to the log.
create table certificate_log_head (
  tree_size bigint primary key check (tree_size > 0),
  root_hash bytea not null check (length(root_hash) = 32),
  at timestamptz not null,
  key_id text not null references certificate_key (key_id),
  signature bytea not null check (length(signature) = 64)
);
create trigger certificate_log_head_append_only before update or delete on certificate_log_head for each row execute function refuse_change();
create trigger certificate_log_head_no_truncate before truncate on certificate_log_head for each statement execute function refuse_change();

-- Why a certificate was revoked or superseded, in the office's words; the log carries only the cause.
create table certificate_change (
  log_index bigint primary key references certificate_log (index),
  number text not null unique references certificate (number),
  kind text not null check (kind in ('supersede', 'revoke')),
  cause text not null,
  reason text not null,
  changed_by uuid,
  at timestamptz not null
);
create trigger certificate_change_append_only before update or delete on certificate_change for each row execute function refuse_change();
create trigger certificate_change_no_truncate before truncate on certificate_change for each statement execute function refuse_change();

-- First rendering of each PDF. The file is drawn anew on request and must come out as these hashes say.
create table certificate_pdf (
  number text primary key references certificate (number),
  body_hash bytea not null check (length(body_hash) = 32),
  file_hash bytea not null check (length(file_hash) = 32),
  -- Signed statement appended to the drawing, canonical JSON.
  seal text not null,
  made_at timestamptz not null
);
create trigger certificate_pdf_append_only before update or delete on certificate_pdf for each row execute function refuse_change();
create trigger certificate_pdf_no_truncate before truncate on certificate_pdf for each statement execute function refuse_change();

-- Credential form, made on first request and kept: asking twice gives the same file.
create table certificate_jwt (
  number text primary key references certificate (number),
  jwt text not null,
  made_at timestamptz not null
);
create trigger certificate_jwt_append_only before update or delete on certificate_jwt for each row execute function refuse_change();
create trigger certificate_jwt_no_truncate before truncate on certificate_jwt for each statement execute function refuse_change();

-- Completed enrolments for which no certificate could be issued yet, and why; goes when it is issued.
create table certificate_hold (
  enrolment_id uuid primary key,
  class_id uuid not null,
  person_id uuid not null,
  code text not null,
  params jsonb not null,
  at timestamptz not null
);
create index certificate_hold_class on certificate_hold (class_id);

create view pub_certificate as
  select number, type, status, title, hours, grade, issued_on, programme_id, class_id, enrolment_id, person_id, institution_id, employer_id
  from certificate;
