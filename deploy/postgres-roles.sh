#!/bin/bash
# Runs once, when the volume is new: the vault and Temporal do not read each other's databases.
set -eu
psql --username postgres --set ON_ERROR_STOP=1 --set vault="$OCOP_VAULT_PASSWORD" --set temporal="$TEMPORAL_PASSWORD" <<'SQL'
CREATE ROLE ocop LOGIN PASSWORD :'vault';
CREATE DATABASE ocop OWNER ocop;
CREATE ROLE temporal LOGIN CREATEDB PASSWORD :'temporal';
REVOKE CONNECT ON DATABASE ocop FROM PUBLIC;
SQL
