-- The answer to a request that its client may repeat; id is a hash of caller, route and the client's key.
create table idempotent_request (
    id           binary(32)   not null primary key,
    request_hash binary(32)   not null,
    status       int          not null,
    location     varchar(255),
    body         mediumtext,
    created_at   datetime(6)  not null,
    key by_age (created_at)
);
