-- A key checked row by row cost more than the storing of a standing itself, and all rows of a range are of one run and a few
-- paths: these are looked up once a statement. It asks for more than the key did: the path, and by it the run, whose paths hold
-- it (`register_shape_run_fkey`).
create function register_standing_shaped() returns trigger language plpgsql as $$
begin
  if exists (
    select from (select distinct run, shape from added) a
    where not exists (select from register_shape h where h.run = a.run and h.shape = a.shape)
  ) then
    raise exception 'a standing on a path that its run does not know' using errcode = 'foreign_key_violation';
  end if;
  return null;
end $$;
create trigger register_standing_shaped after insert on register_standing
  referencing new table as added for each statement execute function register_standing_shaped();
alter table register_standing drop constraint register_standing_run_fkey;
