-- A name that ends like this one did says a day everywhere else.
alter table dunning_settings rename column is_on to is_active;
