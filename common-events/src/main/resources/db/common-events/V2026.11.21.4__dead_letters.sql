-- What this service could not handle, for people: one row for each record that failed, however often it did.
create table dead_letter (
    id               bigint        not null auto_increment primary key,
    topic            varchar(249)  character set ascii not null comment 'the source topic that the service subscribed to',
    origin_topic     varchar(249)  character set ascii not null comment 'topic, or the dead-letter topic where the source position is not known',
    origin_partition int           not null,
    origin_offset    bigint        not null,
    origin_timestamp bigint        not null comment 'milliseconds since 1970',
    letter_partition int           not null comment 'where on the dead-letter topic it was seen last',
    letter_offset    bigint        not null,
    record_key       mediumblob,
    record_value     mediumblob,
    content_hash     binary(32)    not null comment 'of key and value as they are now',
    first_hash       binary(32)    not null comment 'of key and value as they came: a position is used again when a topic is made anew',
    headers          mediumtext    not null comment 'JSON: name and Base64 value of each',
    event_id         binary(16),
    event_type       varchar(64),
    event_version    int,
    aggregate_id     varchar(64),
    occurred_at      datetime(6),
    error_class      varchar(255)  not null,
    error_message    text          not null,
    stack_trace      text          not null,
    attempts         int           not null,
    reason           varchar(16)   character set ascii not null,
    failed_at        datetime(6)   not null,
    cause            char(16)      character set ascii not null comment 'letters of one group have the same',
    cause_message    varchar(1024) not null,
    state            varchar(16)   character set ascii not null,
    replays          int           not null comment 'how many replays were asked for',
    failed_replay    int           not null comment 'the last of them that was seen to fail; 0: the failure that brought it here',
    first_bytes      mediumblob    comment 'as it came, where somebody mended it',
    first_event_id   binary(16),
    mended_event_id  binary(16),
    changed_at       datetime(6)   not null,
    unique key by_origin (origin_topic, origin_partition, origin_offset, first_hash),
    key by_state (state, id),
    key by_failure (state, failed_at),
    key by_cause (cause, state, failed_at),
    key by_event (event_id),
    key by_aggregate (aggregate_id),
    key by_age (changed_at)
);

-- Letters on their way to the failing consumer's retry topic, and what became of them.
create table dead_letter_sending (
    replay_id  binary(16)  not null,
    letter_id  bigint      not null,
    number     int         not null comment 'the header dlq.replay.count of what is sent',
    state      varchar(16) character set ascii not null,
    send_at    datetime(6) not null comment 'not before; who takes it to send it moves this on, so that it comes up again if he dies',
    claim      binary(16),
    primary key (replay_id, letter_id),
    unique key by_letter (letter_id, number),
    key queue (state, send_at),
    constraint sending_of_letter foreign key (letter_id) references dead_letter (id) on delete cascade
);

-- Who did what. Outlives the letters.
create table dead_letter_act (
    id        bigint       not null auto_increment primary key,
    acted_at  datetime(6)  not null,
    who       varchar(255) not null,
    act       varchar(16)  character set ascii not null,
    letter_id bigint,
    replay_id binary(16),
    details   mediumtext   not null comment 'JSON',
    key by_letter (letter_id),
    key by_replay (replay_id),
    key by_age (acted_at)
);
