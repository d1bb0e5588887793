#!/usr/bin/env bash
# Makes a consumer group read again, or skip.
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"

usage() {
    cat << TEXT
Usage: $script --group GROUP (--topic TOPIC | --all-topics) WHERE [--execute]

Shows where a consumer group would go on reading; with --execute it will. Refuses a group that is
reading: its consumers have to be stopped first. Events that a service has handled do nothing when
they come again, as long as its inbox remembers them.

  --group GROUP                 the group
  --topic TOPIC                 the topic, or TOPIC:0,2 for some of its partitions
  --all-topics                  all topics that the group has read
  --execute                     do it

WHERE is one of
  --to-earliest                 from the oldest record
  --to-latest                   from what comes next: what is there is skipped
  --to-datetime TIME            from the first record since 2026-03-04T10:15:00.000 (UTC)
  --to-offset N                 from this offset
  --shift-by N                  N records on from where it is, back if N is negative
$common_options
TEXT
}

group=
topics=
where=
where_value=
execute=false
once() {
    [ -z "$where" ] || misused "$where and $1 exclude each other"
    where=$1
}
while [ $# -gt 0 ]; do
    case $1 in
        --group)
            value_of "$@"
            group=$2
            shift 2
            ;;
        --topic)
            value_of "$@"
            topics=$2
            shift 2
            ;;
        --all-topics)
            topics=$1
            shift
            ;;
        --execute)
            execute=true
            shift
            ;;
        --to-earliest | --to-latest)
            once "$1"
            shift
            ;;
        --to-datetime | --to-offset | --shift-by)
            once "$1"
            value_of "$@"
            where_value=$2
            shift 2
            ;;
        *)
            handle_common "$@"
            shift "$consumed"
            ;;
    esac
done
[ -n "$group" ] || misused "--group says whose offsets"
[ -n "$topics" ] || misused "--topic or --all-topics says on what"
[ -n "$where" ] || misused "one of --to-earliest, --to-latest, --to-datetime, --to-offset, --shift-by says where to"

locate_tools
# Kafka's tool would take a name that is misspelt for a new group.
require_group "$group"

set -- --reset-offsets --group "$group" "$where"
[ -z "$where_value" ] || set -- "$@" "$where_value"
if [ "$topics" = --all-topics ]; then
    set -- "$@" --all-topics
else
    set -- "$@" --topic "$topics"
fi
if $execute; then
    set -- "$@" --execute
else
    set -- "$@" --dry-run
fi

code=0
mkdir "$work/answer"
run_tool consumer-groups "$@" < /dev/null > "$work/answer/out" 2> "$work/answer/err" || code=$?
if grep -q -e 'is inactive, but the current state' "$work/answer"/*; then
    service=${group%-group-dlq}
    service=${service%-group}
    fail "$group is reading: stop its consumers first (docker compose -f docker-compose-kafka.yml stop $service, or however $service was started); one that was killed is forgotten when its session is over, after 45 s where that is not set."
fi
if [ "$code" -ne 0 ] || grep -q '^Error: ' "$work/answer/out"; then
    explain "$work/answer"
fi
grep -v '^$' "$work/answer/out"
$execute || echo "Nothing was changed: --execute does it."
