-- A question may come back to what it was: media added and taken off again make a third version like the first.
alter table question_version drop constraint question_version_programme_id_question_hash_key_hash_key;
create index question_version_by_hash on question_version (programme_id, question_hash, key_hash);
