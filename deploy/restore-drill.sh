#!/bin/sh
# restore-drill.sh <backup>: restores it into a folder of its own, verifies every event and value there, and removes it
# again. What is in use is not touched. Ends as `ocop verify` does; notices (1) are none of a backup's faults.
set -eu
backup=$1
ocop=${OCOP_COMMAND:-npx ocop}
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
OCOP_DATA=$place/data
export OCOP_DATA
$ocop restore "$backup" >/dev/null
code=0
$ocop verify || code=$?
[ "$code" -gt 1 ] || code=0
[ "$code" = 0 ] && echo "restored and verified: $backup"
exit "$code"
