#!/bin/sh
# backup-nightly.sh <folder> [how many are kept]: backs up the embedded store while it runs, tries the copy by restoring
# it elsewhere, and only then lets go of the oldest. Called as OCOP_COMMAND says, with the settings of the server.
set -eu
into=$1
keep=${2:-14}
ocop=${OCOP_COMMAND:-npx ocop}
here=$(dirname "$0")
$ocop backup "$into"
newest=$(ls -d "$into"/ocop-backup-* | sort | tail -n 1)
sh "$here/restore-drill.sh" "$newest"
ls -d "$into"/ocop-backup-* | sort | head -n "-$keep" | while read -r old; do rm -r "$old"; done
