#!/usr/bin/env bash
# One database a service, and a user who may work in it and nowhere else; and user verify, who may
# read them all. Runs at every start: what is there stays, and the passwords become those of .env.
set -euo pipefail

# Reads SQL. The password stays out of the list of processes.
as_root() {
  local password=${MYSQL_ROOT_PASSWORD//\\/\\\\}
  mysql --defaults-extra-file=<(printf '[client]\npassword="%s"\n' "${password//\"/\\\"}") --user=root --host=mysql
}

quoted() {
  local text=${1//\\/\\\\}
  printf "'%s'" "${text//\'/\'\'}"
}

database() {
  local name=$1 password=$2
  # DDL too, as a service migrates its own tables. In a grant, _ is any character unless escaped.
  cat << SQL
create database if not exists \`$name\` character set utf8mb4 collate utf8mb4_bin;
create user if not exists '$name'@'%' identified by $(quoted "$password");
alter user '$name'@'%' identified by $(quoted "$password") require ssl;
grant select, insert, update, delete, create, alter, drop, index, references
  on \`${name//_/\\_}\`.* to '$name'@'%';
SQL
}

reader() {
  local name=$1 password=$2 database
  cat << SQL
create user if not exists '$name'@'%' identified by $(quoted "$password");
alter user '$name'@'%' identified by $(quoted "$password") require ssl;
SQL
  for database in order_service inventory_service payment_service notification_service; do
    echo "grant select on \`${database//_/\\_}\`.* to '$name'@'%';"
  done
}

{
  database order_service "$ORDER_DB_PASSWORD"
  database inventory_service "$INVENTORY_DB_PASSWORD"
  database payment_service "$PAYMENT_DB_PASSWORD"
  database notification_service "$NOTIFICATION_DB_PASSWORD"
  # The example has no password unless profile examples is wanted.
  [ -z "${MESSAGE_DB_PASSWORD:-}" ] || database message_service "$MESSAGE_DB_PASSWORD"
  reader verify "$VERIFY_DB_PASSWORD"
} | as_root
echo "The services' databases are there."
