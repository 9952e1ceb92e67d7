-- Whether the message of an exposure was sent in the end. Whom one intended to send to is compared all the same.
alter table exposures add column is_sent boolean not null default true;
