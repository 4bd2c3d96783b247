-- The trail shows tampering by somebody who owns the database: every event bears a keyed seal over all it says and over the
-- event of the same subject before it, so that one changed, put in or taken out by hand does not fit. Earlier ones have none.
alter table event add column previous uuid, add column seal text;

-- That attendance was confirmed, and by whom, stands like the marks themselves.
create trigger attendance_confirmation_append_only before update or delete on attendance_confirmation for each row execute function refuse_change();
create trigger attendance_confirmation_no_truncate before truncate on attendance_confirmation for each statement execute function refuse_change();
