#!/bin/bash
# Runs once, when the volume is new: the vault and Temporal do not read each other's databases.
set -eu
secret() { cat "/run/secrets/$1"; }
psql --username postgres --set ON_ERROR_STOP=1 --set vault="$(secret vault-password)" --set temporal="$(secret temporal-password)" <<'SQL'
CREATE ROLE ocop LOGIN PASSWORD :'vault';
CREATE DATABASE ocop OWNER ocop;
CREATE ROLE temporal LOGIN CREATEDB PASSWORD :'temporal';
REVOKE CONNECT ON DATABASE ocop FROM PUBLIC;
SQL
