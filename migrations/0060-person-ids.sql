-- Every read of a person resolves their ids. A function in SQL that looks something up is planned anew in every statement
-- that calls it, which costs more than the look-up; one in PL/pgSQL keeps its plans as long as the connection lives.
create or replace function pub_person_id(uuid) returns uuid language plpgsql stable strict parallel safe as $$
begin
  return coalesce((select a.survivor_id from person_alias a where a.person_id = $1), $1);
end $$;
create or replace function pub_person_ids(uuid) returns uuid[] language plpgsql stable strict parallel safe as $$
declare
  survivor constant uuid := coalesce((select a.survivor_id from person_alias a where a.person_id = $1), $1);
begin
  return survivor || array(select a.person_id from person_alias a where a.survivor_id = survivor);
end $$;
