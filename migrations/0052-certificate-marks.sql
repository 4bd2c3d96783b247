-- The office's seal and the signature of whoever signs for it, as images printed on certificates issued from a day on.
-- Certificates name an image by its hash, so an image that was printed once stays for ever.
create table certificate_image (
  sha256 bytea primary key check (length(sha256) = 32),
  bytes bytea not null,
  added_at timestamptz not null
);
create trigger certificate_image_append_only before update or delete on certificate_image for each row execute function refuse_change();
create trigger certificate_image_no_truncate before truncate on certificate_image for each statement execute function refuse_change();

create table certificate_mark (
  programme_id uuid not null references programme (id),
  kind text not null check (kind in ('seal', 'signature')),
  from_day date not null,
  -- Null: from this day on nothing of the kind is printed, and the seal is drawn from the issuer's name.
  sha256 bytea references certificate_image (sha256),
  -- Whose signature it is, as printed below it.
  signatory text not null default '',
  set_by uuid,
  set_at timestamptz not null,
  primary key (programme_id, kind, from_day)
);
