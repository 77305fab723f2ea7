#!/bin/sh
# backup-age.sh <folder> [hours]: ends with 1 where the newest backup is older, or there is none. By its name, which
# says when it was taken: copying a folder makes it no younger.
set -eu
hours=${2:-26}
newest=$(ls -d "$1"/ocop-backup-* 2>/dev/null | sort | tail -n 1)
[ -n "$newest" ] || { echo "Chưa có bản sao lưu nào trong $1 / there is no backup in $1" >&2; exit 1; }
taken=$(basename "$newest" | sed -nE 's/^ocop-backup-([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2})-?([0-9]{2})-?([0-9]{2}).*/\1 \2:\3:\4/p')
age=$(( ($(date +%s) - $(date -u -d "$taken" +%s)) / 3600 ))
[ "$age" -lt "$hours" ] || { echo "Bản sao lưu mới nhất đã $age giờ / the newest backup is $age hours old: $newest" >&2; exit 1; }
