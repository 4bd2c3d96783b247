-- Two records of one person: the office says that they are one, and may say that they are not. Nothing that was recorded
-- under either is rewritten: whoever reads a person resolves the id through what stands here.

-- Only the undoing is added later, once.
create table person_merge (
  id uuid primary key,
  survivor_id uuid not null references person (id),
  absorbed_id uuid not null references person (id),
  reason text not null check (length(reason) > 0),
  -- Doubts the officer was shown and let stand.
  accepted text[] not null,
  -- How much stood on each record: {survivor: {employments, …}, absorbed: {…}, together: {…}}. What has grown since relies on the merge.
  found jsonb not null,
  merged_by uuid,
  merged_at timestamptz not null,
  undone_by uuid,
  undone_at timestamptz,
  undo_reason text not null default '',
  check (survivor_id <> absorbed_id),
  check ((undone_at is null) = (undo_reason = ''))
);
create unique index person_merge_standing on person_merge (absorbed_id) where undone_at is null;
create index person_merge_survivor on person_merge (survivor_id, merged_at);

create function person_merge_is_only_undone() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.undone_at is not null
    or (to_jsonb(new) - array['undone_by', 'undone_at', 'undo_reason']) is distinct from (to_jsonb(old) - array['undone_by', 'undone_at', 'undo_reason'])
  then
    raise exception 'a merge is only undone, once' using errcode = 'ZX001';
  end if;
  return new;
end $$;
create trigger person_merge_guard before update or delete on person_merge for each row execute function person_merge_is_only_undone();
create trigger person_merge_no_truncate before truncate on person_merge for each statement execute function refuse_change();

-- The standing merges, followed to their end: a row for every absorbed record. `doctor` derives it anew.
create table person_alias (
  person_id uuid primary key references person (id),
  survivor_id uuid not null references person (id),
  check (person_id <> survivor_id)
);
create index person_alias_survivor on person_alias (survivor_id);
create view pub_person_alias as select person_id, survivor_id from person_alias;

-- The record that speaks for an id, and all ids whose rows are that person's, itself first. An id of anything else is itself.
create function pub_person_id(uuid) returns uuid language sql stable strict parallel safe
  return coalesce((select a.survivor_id from person_alias a where a.person_id = $1), $1);
create function pub_person_ids(uuid) returns uuid[] language sql stable strict parallel safe
  return pub_person_id($1) || array(select a.person_id from person_alias a where a.survivor_id = pub_person_id($1));

-- Asked by any id of a person, it tells of the record that speaks for them; `recorded_name` is that record's own.
create or replace view pub_person as
  select p.id, coalesce(s.name, p.name) as name, coalesce(s.birth, p.birth) as birth, coalesce(s.sex, p.sex) as sex, p.demo,
    (select c.class from person_class c where c.person_id = any(pub_person_ids(p.id)) order by c.from_day desc, c.decided_at desc limit 1) as class,
    coalesce(a.survivor_id, p.id) as survivor_id, p.name as recorded_name
  from person p left join person_alias a on a.person_id = p.id left join person s on s.id = a.survivor_id;

-- The spans of all records of a person together.
create or replace view pub_person_fact as
  select p.id as person_id, spans.fact, spans.value, spans.from_day, (spans.next_day - 1)::date as to_day
  from person p cross join lateral (
    select f.key as fact, f.value, e.from_day,
      lead(e.from_day) over (partition by f.key order by e.from_day, e.recorded_at, e.id) as next_day
    from person_evidence e, jsonb_each_text(e.facts) f where e.person_id = any(pub_person_ids(p.id))
  ) as spans
  where spans.value <> '' and (spans.next_day is null or spans.next_day > spans.from_day);
create or replace view pub_person_class as
  select p.id as person_id, c.programme_id, c.class, c.from_day, c.decided_at
  from person p join person_class c on c.person_id = any(pub_person_ids(p.id));
