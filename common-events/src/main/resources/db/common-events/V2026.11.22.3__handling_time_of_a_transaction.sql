-- A row for each transaction instead of a second write to each row of the inbox.
create table handling_time (
    processed_at datetime(6)  not null comment 'of the events that were handled in it',
    consumer     varchar(64)  character set ascii not null,
    micros       int unsigned not null,
    primary key (processed_at, consumer)
);

alter table processed_event drop column handling_micros;
