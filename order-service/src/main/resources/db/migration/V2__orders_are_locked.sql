-- Who changes an order has locked it, so nobody compares versions any more. The column goes when no program runs that still does;
-- until then it is written by those only.
alter table orders alter column version set default 0;
