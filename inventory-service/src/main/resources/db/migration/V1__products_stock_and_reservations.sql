create table product (
    id       bigint         not null auto_increment primary key,
    name     varchar(255)   not null,
    price    decimal(19, 4) not null,
    currency char(3)        not null,
    active   boolean        not null,
    revision bigint         not null comment 'grows with every change',
    constraint product_price check (price >= 0)
);

-- Apart from the product, as each order locks it: who changes a name does not wait for those who buy.
-- No other index: every statement locks its rows in the order of the primary key.
create table stock (
    product_id bigint not null primary key,
    available  bigint not null,
    reserved   bigint not null,
    sold       bigint not null,
    received   bigint not null,
    constraint stock_product foreign key (product_id) references product (id),
    constraint stock_not_negative check (available >= 0 and reserved >= 0 and sold >= 0),
    constraint stock_balance check (available + reserved + sold = received)
);

-- Every delivery to the store: a product's received pieces are the sum of its rows.
create table stock_receipt (
    id          bigint      not null auto_increment primary key,
    product_id  bigint      not null,
    quantity    int         not null,
    received_at datetime(6) not null,
    key by_product (product_id),
    constraint stock_receipt_quantity check (quantity > 0)
);

-- What is known of an order: outcome, paid and cancelled are facts that only grow, status follows from them.
create table reservation (
    order_id  binary(16)  not null primary key,
    outcome   varchar(16) not null comment 'NONE (not seen yet, or cancelled before), HELD, REJECTED',
    paid      boolean     not null,
    cancelled boolean     not null,
    status    varchar(16) not null comment 'AWAITED, RESERVED, DEDUCTED, RESTORED, REJECTED'
);

-- What was taken from stock for the order; it stays when it has been given back.
create table reservation_line (
    order_id   binary(16) not null,
    product_id bigint     not null,
    quantity   int        not null,
    primary key (order_id, product_id),
    constraint reservation_line_order foreign key (order_id) references reservation (order_id),
    constraint reservation_line_quantity check (quantity > 0)
);
