#!/bin/sh
# The server with its password from a file: it knows none of its own, and what stands in the settings of a container is
# read by everybody who may look at it.
set -eu
POSTGRES_PWD=$(cat /run/secrets/temporal-password)
export POSTGRES_PWD
# Listening on every address, it does not know by which it is found.
TEMPORAL_BROADCAST_ADDRESS=$(hostname -i | cut -d ' ' -f 1)
export TEMPORAL_BROADCAST_ADDRESS
exec temporal-server start
