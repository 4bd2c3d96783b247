-- Guesses are counted apart for the browser that asked for a code (`tries`) and for everybody else: a stranger who spends
-- theirs never spends the owner's.
alter table sent_code add column strangers_tries int not null default 0;
create index sent_code_account on sent_code (account_id) where account_id is not null;
