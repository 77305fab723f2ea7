#!/bin/sh
# Makes Temporal's two databases and brings their schemas up to this version; safe to repeat.
set -eu
SQL_PASSWORD=$(cat /run/secrets/temporal-password)
export SQL_PASSWORD
for name in temporal visibility; do
  database=temporal
  [ "$name" = temporal ] || database=temporal_visibility
  sql() { temporal-sql-tool --plugin postgres12 --endpoint postgres --port 5432 --user temporal --database "$database" "$@"; }
  sql create
  sql setup-schema --version 0.0
  sql update-schema --schema-name "postgresql/v12/$name"
done
