#!/usr/bin/env bash
# Puts a backup onto a topic.
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"

usage() {
    cat << TEXT
Usage: $script FILE [--to TOPIC] [--retention-ms MS] [--verify]

Puts the records of a backup onto a topic, each into its partition, and compares the topic with the
file. The topic is created as it was if it does not exist; if it does, it must be empty. A file that
is cut off or damaged is refused before anything is written.

  --to TOPIC                    onto this topic (default: the one that the backup is of)
  --retention-ms MS             how long a new topic keeps records; -1 is forever (default: as before)
  --verify                      write nothing: only compare; exit code 1 if they differ
$common_options

It runs on this machine, with a JDK 25, wherever the broker is. Services handle what comes onto a
topic that they read; what they have handled before does nothing as long as their inbox remembers it.
TEXT
}

file=
to=
retention=
command=restore
while [ $# -gt 0 ]; do
    case $1 in
        --to)
            value_of "$@"
            to=$2
            shift 2
            ;;
        --retention-ms)
            value_of "$@"
            retention=$2
            shift 2
            ;;
        --verify)
            command=compare
            shift
            ;;
        [!-]*)
            [ -z "$file" ] || misused "'$1' is one argument too many"
            file=$1
            shift
            ;;
        *)
            handle_common "$@"
            shift "$consumed"
            ;;
    esac
done
[ -n "$file" ] || misused "the file is missing"
[ "$command" = restore ] || [ -z "$retention" ] || misused "--verify writes nothing, so --retention-ms is for nothing"

run_orderflow topic "$command" "$file" ${to:+--to "$to"} ${retention:+"--retention-ms=$retention"}
