-- The two roles and the database, on a PostgreSQL server of 15 or newer. Run once, as its superuser:
--   OWNER_PASSWORD=… APP_PASSWORD=… runuser -u postgres -- psql -q -f deploy/database.sql
-- shequyun_owner owns the tables and migrates. shequyun_app serves: it owns nothing, and row-level security binds it.
-- A test holds this file against shequyun/config/embedded.py, which does the same for the embedded server.
\set ON_ERROR_STOP on
\getenv owner_password OWNER_PASSWORD
\getenv app_password APP_PASSWORD
create role shequyun_owner login password :'owner_password';
create role shequyun_app login nobypassrls password :'app_password';
create database shequyun owner shequyun_owner template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C.UTF-8';
revoke connect, temporary on database shequyun from public;
grant connect, temporary on database shequyun to shequyun_app;
\connect shequyun
alter schema public owner to shequyun_owner;
grant usage on schema public to shequyun_app;
alter default privileges for role shequyun_owner in schema public grant select, insert, update, delete on tables to shequyun_app;
alter default privileges for role shequyun_owner in schema public grant usage, select on sequences to shequyun_app;
alter default privileges for role shequyun_owner in schema public grant execute on functions to shequyun_app;
