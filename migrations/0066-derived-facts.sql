-- Facts of people that follow from what the house itself keeps, beside those recorded by hand, so that rules see a change of
-- employer as it happened. Derived are: `employer`, from the employments (of several on a day the one joined last, of those the
-- first by id: as registers are grouped); `birth`; `class`, from a programme's decisions, with that programme beside it. What is
-- derived is never recorded: a statement of evidence under such a name is passed over. Of the other facts JSON's null says that
-- the person is known to have none, and an empty text takes a fact back.
create or replace view pub_person_fact as
  select p.id as person_id, f.fact, f.value, f.from_day, f.to_day, f.programme_id
  from person p cross join lateral (
    select spans.fact, spans.value, spans.from_day, (spans.next_day - 1)::date as to_day, null::uuid as programme_id from (
      select f.key as fact, f.value, e.from_day,
        lead(e.from_day) over (partition by f.key order by e.from_day, e.recorded_at, e.id) as next_day
      from person_evidence e, jsonb_each_text(e.facts) f
      where e.person_id = any(pub_person_ids(p.id)) and f.key not in ('programme', 'employer', 'birth', 'class')
    ) as spans
    where spans.value is distinct from '' and (spans.next_day is null or spans.next_day > spans.from_day)
    union all
    select 'employer', m.employer_id::text, lower(s.days), (upper(s.days) - 1)::date, null
    from employment m cross join lateral unnest(
      datemultirange(daterange(m.from_day, m.to_day, '[]')) - coalesce((
        select range_agg(daterange(o.from_day, o.to_day, '[]')) from employment o
        where o.person_id = any(pub_person_ids(p.id))
          and (o.from_day > m.from_day or (o.from_day = m.from_day and (o.employer_id, o.id) < (m.employer_id, m.id)))), '{}')) as s (days)
    where m.person_id = any(pub_person_ids(p.id))
    union all
    select 'birth', p.birth::text, null, null, null where p.birth is not null
    union all
    select 'class', c.class, c.from_day, (c.next_day - 1)::date, c.programme_id from (
      select c.class, c.from_day, c.programme_id,
        lead(c.from_day) over (partition by c.programme_id order by c.from_day, c.decided_at, c.id) as next_day
      from person_class c where c.person_id = any(pub_person_ids(p.id))
    ) as c
    where c.next_day is null or c.next_day > c.from_day
  ) as f;

-- The same of one record alone.
create or replace view pub_recorded_fact as
  select person_id, fact, value, from_day, (next_day - 1)::date as to_day, null::uuid as programme_id from (
    select e.person_id, f.key as fact, f.value, e.from_day,
      lead(e.from_day) over (partition by e.person_id, f.key order by e.from_day, e.recorded_at, e.id) as next_day
    from person_evidence e, jsonb_each_text(e.facts) f where f.key not in ('programme', 'employer', 'birth', 'class')
  ) as spans
  where value is distinct from '' and (next_day is null or next_day > from_day)
  union all
  select m.person_id, 'employer', m.employer_id::text, lower(s.days), (upper(s.days) - 1)::date, null
  from employment m cross join lateral unnest(
    datemultirange(daterange(m.from_day, m.to_day, '[]')) - coalesce((
      select range_agg(daterange(o.from_day, o.to_day, '[]')) from employment o
      where o.person_id = m.person_id
        and (o.from_day > m.from_day or (o.from_day = m.from_day and (o.employer_id, o.id) < (m.employer_id, m.id)))), '{}')) as s (days)
  union all
  select id, 'birth', birth::text, null, null, null from person where birth is not null
  union all
  select person_id, 'class', class, from_day, (next_day - 1)::date, programme_id from (
    select person_id, class, from_day, programme_id,
      lead(from_day) over (partition by person_id, programme_id order by from_day, decided_at, id) as next_day
    from person_class
  ) as decided
  where next_day is null or next_day > from_day;
