-- Columns as Debezium's outbox event router expects them, so that it can take the relay's place.
create table outbox_event (
    position       bigint       not null auto_increment primary key,
    id             char(36)     character set ascii not null,
    aggregatetype  varchar(249) character set ascii not null comment 'the topic',
    aggregateid    varchar(64)  not null comment 'the record key',
    type           varchar(64)  not null,
    occurred_at    datetime(6)  not null,
    correlation_id char(36)     character set ascii not null,
    payload        mediumtext   not null
);

create table processed_event (
    consumer     varchar(64)  character set ascii not null,
    event_id     binary(16)   not null,
    event_type   varchar(64)  not null,
    aggregate_id varchar(64)  not null,
    occurred_at  datetime(6)  not null,
    causation_id binary(16),
    processed_at datetime(6)  not null,
    attempts     int          not null,
    primary key (consumer, event_id),
    key by_aggregate (aggregate_id),
    key by_age (processed_at)
);
