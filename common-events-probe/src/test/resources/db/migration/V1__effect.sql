create table effect (
    number     bigint       not null auto_increment primary key,
    subject    varchar(64)  not null,
    what       varchar(64)  not null
);
