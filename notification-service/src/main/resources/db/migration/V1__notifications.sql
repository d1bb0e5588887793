-- What customers were told, and its mail. The mail's columns are the queue that workers claim from.
create table notification (
    id            binary(16)     not null primary key comment 'UUIDv7: the newest is the highest',
    event_id      binary(16)     not null,
    order_id      binary(16)     not null,
    user_id       varchar(64)    character set ascii collate ascii_bin not null,
    kind          varchar(16)    character set ascii not null,
    amount        decimal(19, 4) not null,
    currency      char(3)        character set ascii not null,
    occurred_at   datetime(6)    not null,
    subject       varchar(255)   not null,
    text          text           not null,
    created_at    datetime(6)    not null,
    mail_state    varchar(16)    character set ascii not null,
    mail_attempts int            not null,
    mail_due_at   datetime(6) comment 'PENDING: when to send it; SENDING: until when its worker may take',
    mail_reason   varchar(255) comment 'why it was not sent, the last time it was not',
    unique key once_an_event (event_id),
    unique key once_an_order (order_id, kind),
    key of_user (user_id, id),
    key mail_queue (mail_state, mail_due_at)
);

create table daily_count (
    day      date           not null,
    kind     varchar(16)    character set ascii not null,
    currency char(3)        character set ascii not null,
    orders   bigint         not null,
    amount   decimal(25, 4) not null,
    primary key (day, kind, currency)
);
