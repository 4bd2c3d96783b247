-- Questions beyond choices: gap, ordering, matching, numeric, essay, case; and pictures, sounds and films shown with them.

alter table question_version drop constraint question_version_kind_check;
alter table question_version
  add constraint question_version_kind_check
    check (kind in ('single', 'multiple', 'judgement', 'gap', 'ordering', 'matching', 'numeric', 'essay', 'case')),
  -- [{id, text, …}]: blanks, rows, questions of a case.
  add column parts jsonb not null default '[]',
  -- [{hash, type, text}]: files shown with the question, by the hash of their content.
  add column media jsonb not null default '[]';
comment on column question_version.key is 'ids of the right options; of other kinds {order | texts | pairs | number, tolerance | reference | parts}';

-- A file's content is its name: the same file is kept once for a programme, and what a paper shows can never change.
create table exam_media (
  programme_id uuid not null references programme (id),
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  media_type text not null check (media_type in ('image/png', 'image/jpeg', 'image/webp', 'audio/mpeg', 'audio/mp4', 'audio/ogg', 'video/mp4', 'video/webm')),
  name text not null,
  content bytea not null check (octet_length(content) between 1 and 16777216),
  added_at timestamptz not null,
  added_by uuid,
  primary key (programme_id, hash)
);
create trigger exam_media_append_only before update or delete on exam_media for each row execute function refuse_change();
create trigger exam_media_no_truncate before truncate on exam_media for each statement execute function refuse_change();

alter table exam_sitting
  -- Nobody hands in sooner than so many minutes after the opening; null: whenever they are done.
  add column leave_after_minutes int check (leave_after_minutes between 1 and 1440),
  -- Config keys of Safe Exam Browser (SHA-256, hex): with any here, pages of other browsers are not let in.
  add column config_keys text[] not null default '{}';
