-- A difference that the issuer has decided to leave as it is stays decided: when the bin is looked into again for the
-- sake of another line and it is found unchanged, nobody is asked about it a second time.
alter table wms.count_observation add column kept boolean not null default false;
comment on column wms.count_observation.kept is 'the issuer keeps the book in spite of this difference';
