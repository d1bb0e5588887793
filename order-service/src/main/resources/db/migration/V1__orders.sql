create table orders (
    id             binary(16)     not null primary key,
    user_id        varchar(64)    not null,
    status         varchar(16)    character set ascii not null comment 'computed from the facts',
    stock          varchar(16)    character set ascii not null,
    payment        varchar(16)    character set ascii not null,
    cancel_reasons varchar(100)   character set ascii not null comment 'comma-separated; empty: nobody wants to cancel',
    payment_method varchar(16)    character set ascii not null,
    card_token     varchar(64),
    total          decimal(19, 4) not null,
    currency       char(3)        character set ascii not null,
    created_at     datetime(6)    not null,
    updated_at     datetime(6)    not null,
    completed_at   datetime(6),
    deadline       datetime(6)    not null,
    version        bigint         not null,
    key by_user (user_id, id),
    key by_deadline (status, deadline),
    constraint orders_total check (total >= 0)
);

create table order_line (
    order_id   binary(16)     not null,
    position   int            not null,
    product_id bigint         not null,
    name       varchar(255)   not null,
    quantity   int            not null,
    unit_price decimal(19, 4) not null,
    primary key (order_id, position),
    constraint order_line_quantity check (quantity > 0)
);

create table product (
    id       bigint         not null primary key,
    name     varchar(255)   not null,
    price    decimal(19, 4) not null,
    currency char(3)        character set ascii not null,
    active   boolean        not null,
    revision bigint         not null
);
