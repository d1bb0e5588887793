create table letter (receiver varchar(64) not null, text varchar(100) not null);
