-- Parts of an issued invoice are taken back, too, and bills may have to be approved before they go out.

alter table credit_note
  -- void: all that was left of the invoice. part: chosen lines or amounts; the rest is owed as before.
  add column kind text not null default 'void' check (kind in ('void', 'part'));
-- An invoice is voided once; parts of it may be taken back as often as something is left.
alter table credit_note drop constraint credit_note_once;
create unique index credit_note_once on credit_note (practice_id, invoice_id) where kind = 'void';
create index credit_note_of_invoice on credit_note (practice_id, invoice_id);

-- What a credit note takes back of each line, as printed. Never changed.
create table credit_note_line (
  practice_id uuid not null references practice,
  credit_note_id uuid not null,
  line_id uuid not null,
  position int not null check (position > 0),
  net_minor bigint not null check (net_minor >= 0),
  tax_minor bigint not null check (tax_minor >= 0),
  total_minor bigint not null check (total_minor > 0),
  -- As on the line: each tax with its rate and its part of tax_minor.
  taxes jsonb not null,
  -- A note names a line once.
  primary key (practice_id, credit_note_id, line_id),
  foreign key (practice_id, credit_note_id) references credit_note (practice_id, id),
  foreign key (practice_id, line_id) references invoice_line (practice_id, id),
  check (total_minor = net_minor + tax_minor)
);
create index credit_note_line_of_line on credit_note_line (practice_id, line_id);
call tenant_table('credit_note_line', 'select, insert');

-- What credit notes took back in parts; a cache of them that `verify books` proves.
alter table invoice add column credited_minor bigint not null default 0;
alter table invoice add constraint invoice_credited_range check (credited_minor between 0 and total_minor);
-- Nobody owes what was taken back.
alter table invoice drop constraint invoice_open_range;
alter table invoice add constraint invoice_open_range check (open_minor between 0 and total_minor - credited_minor);

-- Bills wait as drafts until somebody who may has approved them, and go out when somebody sends them.
alter table billing_settings add column approval_step boolean not null default false;
create index invoice_not_sent on invoice (practice_id, issued_at) where sent_at is null and number is not null;
