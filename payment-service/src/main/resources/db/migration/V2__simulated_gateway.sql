-- The books of the simulated gateway. They stand for those of another company: payment-service itself never looks here.
create table simulated_gateway_operation (
    operation_id binary(16)     not null primary key,
    order_id     binary(16)     comment 'what the shop calls it; unknown for an id that was closed by an enquiry',
    kind         varchar(16)    comment 'CHARGE, REFUND',
    amount       decimal(19, 4) not null,
    refunded     decimal(19, 4) not null default 0 comment 'how much of a charge was given back',
    currency     char(3)        character set ascii,
    outcome      varchar(16)    not null comment 'SUCCEEDED, DECLINED, CLOSED',
    settled_at   datetime(6)    not null comment 'until then an enquiry finds it still in work',
    constraint not_more_than_taken check (refunded <= amount)
);
