-- Who was exempt, from all that is asked (`full`) or some of it (`part`), as the count or the closing found it. Null: from nothing,
-- and of closings made before this was kept.
alter table closing_person add column exempt text check (exempt in ('full', 'part'));
