-- The QR code's signed statement is kept with the other forms of a certificate: every print shows the same code.
alter table certificate_credential drop constraint certificate_credential_form_check;
alter table certificate_credential add constraint certificate_credential_form_check
  check (form in ('jwt', 'eddsa-rdfc-2022', 'eddsa-jcs-2022', 'compact'));
