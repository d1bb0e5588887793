-- Where what the gateway still has to say belongs: the correlation id, cause and trace (EventChains) of the event that asked for
-- it. Null where the answer was given while that event was handled, and for payments that are older than these columns.
alter table payment
    add column requested_in varchar(129) character set ascii comment 'of the request, whose outcome is told later',
    add column cancelled_in varchar(129) character set ascii comment 'of the cancellation, whose refund is told later';
