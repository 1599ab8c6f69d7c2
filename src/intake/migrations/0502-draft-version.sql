-- A column that ends in _on is a day in this house; this one is the number of a version.
alter table form_draft rename column based_on to based_version;
