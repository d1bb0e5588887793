create table message (
    message_id binary(16)   not null primary key comment 'UUIDv7: the newest is the highest',
    sender     varchar(64)  character set ascii collate ascii_bin not null,
    receiver   varchar(64)  character set ascii collate ascii_bin not null,
    content    text         not null,
    type       varchar(16)  character set ascii not null,
    source     varchar(64),
    metadata   text         not null comment 'JSON',
    sent_at    datetime(6)  not null,
    read_at    datetime(6),
    key inbox (receiver, message_id),
    key sent (sender, message_id)
);

-- What the consumers know, each in a table of its own: none of them waits for another's rows.
create table counted_message (
    message_id binary(16)  not null primary key,
    sender     varchar(64) character set ascii collate ascii_bin,
    receiver   varchar(64) character set ascii collate ascii_bin,
    sent_on    date comment 'null while only known to be read',
    read_on    date,
    key by_sent (sent_on, sender, receiver),
    key by_read (read_on)
);

create table receipt (
    message_id binary(16)  not null primary key,
    sender     varchar(64) character set ascii collate ascii_bin not null,
    read_at    datetime(6) not null
);

create table archived_message (
    message_id      binary(16)   not null primary key,
    sender          varchar(64)  character set ascii collate ascii_bin not null,
    receiver        varchar(64)  character set ascii collate ascii_bin not null,
    content         text         not null,
    type            varchar(16)  character set ascii not null,
    source          varchar(64),
    metadata        text         not null comment 'JSON',
    sent_at         datetime(6)  not null,
    read_at         datetime(6),
    deleted_by      varchar(64)  character set ascii collate ascii_bin not null,
    deleted_at      datetime(6)  not null,
    retention_until datetime(6)  not null,
    key by_retention (retention_until)
);

create table priority_message (
    message_id binary(16) not null primary key
);

-- News on their way to a browser or to the gateway.
create table push (
    push_id    binary(16)   not null primary key,
    receiver   varchar(64)  character set ascii collate ascii_bin not null,
    kind       varchar(16)  character set ascii not null,
    message_id binary(16)   not null,
    text       text         not null,
    state      varchar(16)  character set ascii not null comment 'WAITING, DONE, GIVEN_UP',
    due_at     datetime(6)  not null comment 'when it goes to the gateway; a claim moves it on',
    attempts   int          not null,
    reason     varchar(255) comment 'why it was not told, the last time it was not',
    key due (state, due_at),
    key of_receiver (receiver, state, push_id)
);
