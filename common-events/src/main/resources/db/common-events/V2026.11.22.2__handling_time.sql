-- Written when it is over, so that nobody waits for it; null until then.
alter table processed_event add column handling_micros int unsigned null;
