-- A number of pieces, not an instant: columns that end in _at are instants everywhere.
alter table product rename column low_at to low_stock;
