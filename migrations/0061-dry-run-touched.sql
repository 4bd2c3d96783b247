-- Which rules of the difference touch the people of a shape, as `part id`, so that each rule has its list. Null: of a run
-- made before this was kept.
alter table rule_dry_run_shape add column touched text[];
