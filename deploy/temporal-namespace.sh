#!/bin/sh
# The namespace and the search attributes our workflows carry; safe to repeat.
set -eu
namespace=ocop
temporal operator namespace describe --namespace "$namespace" >/dev/null 2>&1 ||
  temporal operator namespace create --namespace "$namespace" --retention 3d
# Temporal knows a new namespace only some seconds after it was created.
tries=0
until known=$(temporal operator search-attribute list --namespace "$namespace" 2>/dev/null); do
  tries=$((tries + 1))
  [ "$tries" -lt 30 ] || { echo "Temporal does not know namespace $namespace" >&2; exit 1; }
  sleep 1
done
for attribute in OcopStep=Keyword OcopTier=Keyword OcopDueAt=Datetime OcopPlace=Keyword OcopShape=Int; do
  case "$known" in
    *"${attribute%%=*}"*) ;;
    *) temporal operator search-attribute create --namespace "$namespace" --name "${attribute%%=*}" --type "${attribute##*=}" ;;
  esac
done
