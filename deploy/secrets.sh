#!/bin/sh
# sh deploy/secrets.sh: makes the secrets of docker-compose.yml in ./secrets, each once; what is there stays. Keep a copy
# elsewhere: with another accounts-key all sessions end, without the seal-key sealed sheets are not opened any more.
set -eu
mkdir -p secrets
# Users of the containers read the files; nobody of this host comes by them.
chmod 0700 secrets
random() { od -An -N "$1" -tx1 /dev/urandom | tr -d ' \n'; }
once() { [ -s "secrets/$1" ] || printf '%s' "$2" >"secrets/$1"; }
for name in postgres-password vault-password temporal-password; do once "$name" "$(random 24)"; done
for name in accounts-key seal-key; do once "$name" "$(random 32)"; done
once vault-url "postgres://ocop:$(cat secrets/vault-password)@postgres:5432/ocop"
chmod 0444 secrets/*
