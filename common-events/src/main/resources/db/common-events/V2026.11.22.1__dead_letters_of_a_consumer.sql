-- Several consumers of a service can fail at the same record. What a version before this writes is the service's own.
alter table dead_letter
    add column consumer varchar(64) character set ascii not null default '${service}' after id,
    drop key by_origin,
    add unique key by_origin (origin_topic, origin_partition, origin_offset, first_hash, consumer),
    add key by_consumer (state, consumer, failed_at);
