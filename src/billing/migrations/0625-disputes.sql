-- The entry by which a disputed amount left the provider's account: won, it is taken back; lost, the payment is gone. Disputes
-- from before it were booked as refunds made by the bank and stay so.
alter table payment_dispute add column held_entry uuid;
alter table payment_dispute add column held_minor bigint check (held_minor > 0);
alter table payment_dispute add constraint payment_dispute_held_whole check ((held_entry is null) = (held_minor is null));
