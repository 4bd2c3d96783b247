-- A list of candidates for a title, held against the rules over some years. What was found stands as it was found: the
-- register goes on changing, a review is a statement of one day.
create table title_review (
  id uuid primary key,
  programme_id uuid not null references programme (id),
  -- Whose review it is: the office's, or an employer's over its own people.
  role text not null check (role in ('office', 'employer')),
  organisation_id uuid not null references organisation (id),
  purpose text not null,
  from_year int not null,
  to_year int not null,
  on_day date not null,
  candidates int not null,
  judged int not null default 0,
  asked_by uuid references account (id),
  asked_at timestamptz not null,
  done_at timestamptz,
  check (from_year <= to_year and to_year - from_year < 10),
  check (judged between 0 and candidates),
  check ((done_at is not null) = (judged = candidates))
);
create index title_review_organisation on title_review (organisation_id, id);

create table title_review_candidate (
  review_id uuid not null references title_review (id),
  row int not null,
  -- As the list writes it.
  name text not null,
  -- Null: nobody on record under that number, or nobody whose record the asker may read.
  person_id uuid references person (id),
  other_name boolean not null default false,
  verdict text check (verdict in ('met', 'short', 'disputed', 'not-found')),
  years jsonb,
  primary key (review_id, row),
  check ((verdict is null) = (years is null))
);
create index title_review_candidate_person on title_review_candidate (person_id) where person_id is not null;

create function guard_title_review() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then raise exception 'title reviews are never deleted' using errcode = 'ZX001'; end if;
  if old.done_at is not null
    or (to_jsonb(new) - '{judged,done_at}'::text[]) is distinct from (to_jsonb(old) - '{judged,done_at}'::text[])
    or new.judged < old.judged
  then raise exception 'a title review only counts its candidates up' using errcode = 'ZX001'; end if;
  return new;
end $$;
create trigger title_review_guard before update or delete on title_review for each row execute function guard_title_review();
create trigger title_review_no_truncate before truncate on title_review for each statement execute function refuse_change();

create function guard_title_review_candidate() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then raise exception 'title reviews are never deleted' using errcode = 'ZX001'; end if;
  if old.verdict is not null
    or (to_jsonb(new) - '{verdict,years}'::text[]) is distinct from (to_jsonb(old) - '{verdict,years}'::text[])
  then raise exception 'a candidate is judged once' using errcode = 'ZX001'; end if;
  return new;
end $$;
create trigger title_review_candidate_guard before update or delete on title_review_candidate
  for each row execute function guard_title_review_candidate();
create trigger title_review_candidate_no_truncate before truncate on title_review_candidate
  for each statement execute function refuse_change();

create view pub_title_review as select id, role, organisation_id, purpose, from_year, to_year from title_review;
