-- How often the time of an attempt was acted on. It is raised under the row's own lock with every row of the time ledger, so
-- that who has locked the attempt knows whether what was read of its ledger before is all there is.
alter table attempt add column time_version int not null default 0;
update attempt a set time_version = acts.n
from (select attempt_id, count(*)::int as n from time_adjustment group by attempt_id) as acts where acts.attempt_id = a.id;

create function raise_time_version() returns trigger language plpgsql as $$
begin
  update attempt a set time_version = time_version + acts.n
  from (select attempt_id, count(*)::int as n from written group by attempt_id) as acts where acts.attempt_id = a.id;
  return null;
end $$;
create trigger time_adjustment_version after insert on time_adjustment
  referencing new table as written for each statement execute function raise_time_version();
