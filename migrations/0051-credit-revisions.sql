-- An activity may be credited anew after its entry was taken back: another of the same work came, or went.
alter table ledger_entry add column revision int not null default 0;
drop index ledger_entry_once;
create unique index ledger_entry_once on ledger_entry (activity_id, obligation, period, category, measure, revision) where reverses is null;
