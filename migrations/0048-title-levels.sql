-- What was said of people's title levels: read of a stretch of people at a time, without taking every other fact apart. An empty
-- level takes back what was said before it; on a day the latest row that names one speaks (from_day, recorded_at, id).
create view pub_title_level as
  select person_id, from_day, recorded_at, id, facts ->> 'title-level' as title_level from person_evidence
  where facts ->> 'title-level' is not null;
