alter table outbox_event
    add column traceparent char(55) character set ascii comment 'W3C trace context; null where nobody traces';
