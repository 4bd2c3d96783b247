-- API keys come into use: table api_key is there since 0011.
alter table api_key add constraint api_key_role check (
  role in ('office', 'district', 'association', 'institution', 'employer', 'expert', 'invigilator', 'professional')
);
-- A professional acts as a person, every other role for an organisation.
alter table api_key add constraint api_key_for check ((role = 'professional') = (organisation_id is null));

-- Whether it was made in a session opened with a second factor: what a role needs one for, its keys need it for too.
alter table api_key add column second_factor boolean not null default false;

-- Which key acted for the account; null where its owner did.
alter table event add column actor_key uuid;
