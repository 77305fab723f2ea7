#!/bin/sh
# The namespace and the search attributes our workflows carry; safe to repeat.
set -eu
namespace=ocop
temporal operator namespace describe --namespace "$namespace" >/dev/null 2>&1 ||
  temporal operator namespace create --namespace "$namespace" --retention 3d
known=$(temporal operator search-attribute list --namespace "$namespace")
for attribute in OcopStep=Keyword OcopTier=Keyword OcopDueAt=Datetime OcopPlace=Keyword OcopShape=Int; do
  case "$known" in
    *"${attribute%%=*}"*) ;;
    *) temporal operator search-attribute create --namespace "$namespace" --name "${attribute%%=*}" --type "${attribute##*=}" ;;
  esac
done
