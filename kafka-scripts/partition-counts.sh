#!/usr/bin/env bash
# Shows how many records each partition has.
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"

usage() {
    cat << TEXT
Usage: $script [--topic REGEX] [--all]

Shows how many records topics have, in all and in each partition. It is the distance between the
first and the last offset: where a topic is compacted, or has transactions, there are fewer.

  --topic REGEX                 only topics whose whole name this matches
  --all                         also topics without records
$common_options
TEXT
}

topic=
all=false
while [ $# -gt 0 ]; do
    case $1 in
        --topic)
            value_of "$@"
            topic=$2
            shift 2
            ;;
        --all)
            all=true
            shift
            ;;
        *)
            handle_common "$@"
            shift "$consumed"
            ;;
    esac
done

locate_tools
set -- --exclude-internal-topics ${topic:+--topic "$topic"}
ask get-offsets "$@" --time earliest > "$work/first"
ask get-offsets "$@" --time latest > "$work/last"
awk -F: -v all="$all" '
    FNR == NR { first[$1 FS $2] = $3; next }
    {
        if (!($1 in total)) { names[++count] = $1; total[$1] = 0 }
        records = $3 - first[$1 FS $2]
        total[$1] += records
        each[$1] = each[$1] (each[$1] == "" ? "" : " + ") records
    }
    END {
        printf "%-56s %10s  %s\n", "TOPIC", "RECORDS", "PER PARTITION"
        for (i = 1; i <= count; i++)
            if (total[names[i]] > 0 || all == "true")
                printf "%-56s %10d  %s\n", names[i], total[names[i]], each[names[i]]
    }' "$work/first" "$work/last"
