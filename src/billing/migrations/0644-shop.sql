-- What is sold over the counter.
create table product (
  practice_id uuid not null references practice,
  id uuid not null,
  name text not null,
  sku text not null,
  -- As the scanner types it.
  barcode text,
  price_minor bigint not null check (price_minor >= 0),
  -- Where the practice has no rules about taxes.
  tax_basis_points int not null check (tax_basis_points between 0 and 10000),
  keeps_stock boolean not null,
  -- May be sold although the book says that none is there.
  may_go_negative boolean not null,
  -- At so many or fewer it is marked as low.
  low_at int not null check (low_at >= 0),
  archived_at timestamptz,
  row_version int not null default 1,
  primary key (practice_id, id),
  constraint product_sku_once unique (practice_id, sku),
  constraint product_barcode_once unique (practice_id, barcode)
);
call tenant_table('product', 'select, insert, update');

-- How many of a product are at a location: a cache of its movements that `verify books` proves.
create table stock (
  practice_id uuid not null references practice,
  product_id uuid not null,
  location_id uuid not null,
  on_hand int not null,
  -- Written beside the number, so that the database refuses by itself.
  may_go_negative boolean not null,
  primary key (practice_id, product_id, location_id),
  foreign key (practice_id, product_id) references product (practice_id, id),
  foreign key (practice_id, location_id) references location (practice_id, id),
  -- Two tills sell the last one once.
  constraint stock_not_negative check (on_hand >= 0 or may_go_negative)
);
call tenant_table('stock', 'select, insert, update');

-- Each coming and going, never changed.
create table stock_movement (
  practice_id uuid not null references practice,
  id uuid not null,
  product_id uuid not null,
  location_id uuid not null,
  quantity int not null check (quantity <> 0),
  kind text not null check (kind in ('received', 'sold', 'returned', 'counted', 'lost', 'used', 'moved')),
  reason text,
  charge_id uuid,
  at timestamptz not null,
  by_name text not null,
  primary key (practice_id, id),
  foreign key (practice_id, product_id, location_id) references stock (practice_id, product_id, location_id),
  foreign key (practice_id, charge_id) references charge (practice_id, id)
);
create index stock_movement_of_product on stock_movement (practice_id, product_id, at desc);
call tenant_table('stock_movement', 'select, insert');

alter table charge add column product_id uuid,
  add constraint charge_product_fkey foreign key (practice_id, product_id) references product (practice_id, id);

-- A sale at the till: what was handed over beside what the invoice says.
create table till_sale (
  practice_id uuid not null references practice,
  id uuid not null,
  invoice_id uuid not null,
  location_id uuid not null,
  given_minor bigint,
  change_minor bigint not null check (change_minor >= 0),
  sold_at timestamptz not null,
  sold_by text not null,
  primary key (practice_id, id),
  constraint till_sale_of_invoice unique (practice_id, invoice_id),
  foreign key (practice_id, invoice_id) references invoice (practice_id, id),
  foreign key (practice_id, location_id) references location (practice_id, id)
);
create index till_sale_by_time on till_sale (practice_id, sold_at desc);
call tenant_table('till_sale', 'select, insert');

-- The client that stands for all who buy without giving a name.
create table walk_in (
  practice_id uuid primary key references practice,
  client_id uuid not null,
  foreign key (practice_id, client_id) references client (practice_id, id)
);
call tenant_table('walk_in', 'select, insert');
