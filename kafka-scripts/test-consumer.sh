#!/usr/bin/env bash
# Shows the records of a topic as they come.
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"

usage() {
    cat << TEXT
Usage: $script --topic TOPIC [--group GROUP] [--from-beginning] [--max N] [--timeout SECONDS]

Shows records with time, partition, offset, headers, key and value, until Ctrl-C.

  --topic TOPIC                 the topic; it must exist
  --group GROUP                 read as this group, and let the broker remember how far
                                (default: a group of its own, which is not remembered)
  --from-beginning              what is there already as well, where the group has read nothing yet
  --max N                       end after N records
  --timeout SECONDS             end when nothing has come for so long
$common_options

Groups know nothing of each other: each gets every record. Two consumers of one group share the
partitions. Start these in three terminals, and one of them twice:
  $script --topic order-completed --group analytics
  $script --topic order-completed --group notification
  $script --topic order-completed --group data-platform
TEXT
}

topic=
group=
options=
while [ $# -gt 0 ]; do
    case $1 in
        --topic)
            value_of "$@"
            topic=$2
            shift 2
            ;;
        --group)
            value_of "$@"
            case $2 in
                *-service-group | *-service-group-dlq)
                    fail "$2 is the group of a service, which would miss what is read here: use another name."
                    ;;
            esac
            group=$2
            shift 2
            ;;
        --from-beginning)
            options="$options --from-beginning"
            shift
            ;;
        --max)
            number_of "$@"
            options="$options --max-messages $2"
            shift 2
            ;;
        --timeout)
            number_of "$@"
            options="$options --timeout-ms ${2}000"
            shift 2
            ;;
        *)
            handle_common "$@"
            shift "$consumed"
            ;;
    esac
done
[ -n "$topic" ] || misused "--topic says what to read"

locate_tools
require_topic "$topic"
mkdir "$work/answer"
# That nothing more came is told as an error; it is none.
# shellcheck disable=SC2086 # options are words of ours
run_tool console-consumer --topic "$topic" ${group:+--group "$group"} $options \
    --formatter-property print.timestamp=true --formatter-property print.partition=true \
    --formatter-property print.offset=true --formatter-property print.headers=true \
    --formatter-property print.key=true 2> "$work/answer/err" \
    || grep -q 'Processed a total of' "$work/answer/err" || explain "$work/answer"
grep 'Processed a total of' "$work/answer/err" >&2 || true
