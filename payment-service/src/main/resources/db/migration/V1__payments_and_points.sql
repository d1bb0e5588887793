-- User ids and what is built from them are compared byte by byte: Bob's money is not bob's.

create table payment (
    order_id       binary(16)     not null primary key,
    payment_id     binary(16)     not null,
    user_id        varchar(64)    character set ascii collate ascii_bin not null,
    currency       char(3)        character set ascii not null,
    method         varchar(16)    comment 'null until the order asks to be paid',
    amount         decimal(19, 4),
    card_token     varchar(255),
    charge         varchar(16)    not null comment 'NONE, PENDING, COMPLETED, FAILED, VOIDED',
    captured_by    binary(16)     comment 'the gateway operation that took the money',
    failure_code   varchar(64),
    failure_reason varchar(255),
    cancelled      boolean        not null,
    refund         varchar(16)    not null comment 'NONE, PENDING, DONE',
    created_at     datetime(6)    not null,
    updated_at     datetime(6)    not null
);

create table gateway_operation (
    id            binary(16)     not null primary key comment 'the idempotency key at the gateway',
    order_id      binary(16)     not null,
    kind          varchar(16)    not null comment 'CHARGE, REFUND',
    amount        decimal(19, 4) not null,
    currency      char(3)        character set ascii not null,
    card_token    varchar(255)   comment 'of a charge',
    charge_id     binary(16)     comment 'of a refund: what it gives back',
    attempt       int            not null,
    state         varchar(16)    not null comment 'READY, CALLING, UNKNOWN; final: SUCCEEDED, DECLINED, NOT_FOUND, WITHDRAWN',
    enquiries     int            not null,
    created_at    datetime(6)    not null,
    due_at        datetime(6)    comment 'null when final',
    -- What must never be, whatever the code does: two captures of an order, two operations of it under way.
    captured      binary(16) generated always as (if(kind = 'CHARGE' and state = 'SUCCEEDED', order_id, null)) virtual,
    given_back    binary(16) generated always as (if(kind = 'REFUND' and state = 'SUCCEEDED', order_id, null)) virtual,
    open_of_order binary(16) generated always as (if(due_at is null, null, order_id)) virtual,
    unique key one_capture (captured),
    unique key one_refund (given_back),
    unique key one_open (open_of_order),
    key by_due (due_at)
);

create table points_account (
    account  varchar(80)    character set ascii collate ascii_bin not null primary key comment 'customer:<user>:<currency>',
    user_id  varchar(64)    character set ascii collate ascii_bin not null,
    currency char(3)        character set ascii not null,
    balance  decimal(19, 4) not null,
    constraint never_negative check (balance >= 0),
    key by_user (user_id)
);

-- Double entry: the entries of a transaction sum to zero, those of a customer's account to its balance.
create table ledger_entry (
    id             binary(16)     not null primary key,
    transaction_id binary(16)     not null,
    kind           varchar(16)    not null comment 'TOP_UP, CHARGE, REFUND',
    order_id       binary(16)     comment 'null for a top-up',
    account        varchar(80)    character set ascii collate ascii_bin not null comment 'customer:..., revenue:<currency>, issued:<currency>',
    amount         decimal(19, 4) not null,
    currency       char(3)        character set ascii not null,
    booked_at      datetime(6)    not null default current_timestamp(6),
    unique key once_per_order (order_id, kind, account)
);
