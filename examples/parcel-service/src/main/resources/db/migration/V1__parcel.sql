create table parcel (
    order_id     binary(16)  not null primary key,
    carrier      varchar(40) comment 'null until it is known what to send',
    sent_at      datetime(6),
    delivered_at datetime(6) comment 'may be known first'
);
