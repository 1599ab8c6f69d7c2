-- Which kinds of entries there are and what they move stands in src/billing/ledger/moves.ts; `verify books` holds the
-- book to it. A list here, too, would have to be changed with every new kind.
alter table ledger_entry drop constraint ledger_entry_kind_check;
alter table ledger_entry add constraint ledger_entry_kind_check check (kind ~ '^[a-z][a-z_]*$');

-- Time, expenses, fees by reason, and what is owed until it is used: packages and gift cards.
alter table charge drop constraint charge_kind_check;
alter table charge add constraint charge_kind_check check (kind in ('service', 'time', 'product', 'expense', 'membership',
  'fee', 'late_cancel', 'no_show', 'reminder', 'package', 'gift_card', 'other'));
