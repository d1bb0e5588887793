#!/usr/bin/env bash
# Copies a topic into a file.
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"

usage() {
    cat << TEXT
Usage: $script TOPIC FILE

Writes the records that are on a topic now into a file, with keys, values, headers, times and
partitions, as bytes. The file appears when it is whole; one that exists is not replaced. Offsets of
consumer groups are not in it.

$common_options

It runs on this machine, with a JDK 25, wherever the broker is.
Example: $script product-updated backups/product-updated-\$(date +%F)
TEXT
}

topic=
file=
while [ $# -gt 0 ]; do
    case $1 in
        [!-]*)
            if [ -z "$topic" ]; then
                topic=$1
            elif [ -z "$file" ]; then
                file=$1
            else
                misused "'$1' is one argument too many"
            fi
            shift
            ;;
        *)
            handle_common "$@"
            shift "$consumed"
            ;;
    esac
done
[ -n "$file" ] || misused "a topic and a file are needed"

run_orderflow topic backup "$topic" "$file"
