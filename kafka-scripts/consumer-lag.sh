#!/usr/bin/env bash
# Shows how far consumer groups are behind.
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"

usage() {
    cat << TEXT
Usage: $script [--group GROUP] [--max N] [--all] [--partitions]

Shows for each consumer group and topic how many records the group has still to read. A service's
group reads its topics and their retries; <service>-group-dlq takes dead letters into the review.

  --group GROUP                 only this one
  --max N                       exit code 1 where a group is more than N records behind
  --all                         also topics on which a group is not behind
  --partitions                  of the topics shown, each partition: how far behind, and who reads it
$common_options
TEXT
}

group=
max=
all=false
partitions=false
while [ $# -gt 0 ]; do
    case $1 in
        --group)
            value_of "$@"
            group=$2
            shift 2
            ;;
        --max)
            number_of "$@"
            max=$2
            shift 2
            ;;
        --all)
            all=true
            shift
            ;;
        --partitions)
            partitions=true
            shift
            ;;
        *)
            handle_common "$@"
            shift "$consumed"
            ;;
    esac
done

locate_tools
if [ -n "$group" ]; then
    ask consumer-groups --describe --offsets --group "$group" > "$work/offsets"
else
    ask consumer-groups --describe --offsets --all-groups > "$work/offsets"
fi

# A partition that the group has committed nothing of has no figures; the rest are numbers.
awk -v all="$all" -v partitions="$partitions" -v max="${max:--1}" '
    $1 == "GROUP" || NF < 7 { next }
    {
        if (!($1 in lag)) { groups[++count] = $1; lag[$1] = 0; consumed[$1] = 0 }
        if ($7 != "-") active[$1] = 1
        # A member that has got no partition.
        if ($2 == "-") next
        row = $1 SUBSEP $2
        if (!(row in behind)) { topics[$1] = topics[$1] " " $2; behind[row] = 0 }
        if ($6 ~ /^[0-9]+$/) { lag[$1] += $6; behind[row] += $6 }
        reader = $7 == "-" ? "nobody reads" : $7
        details[row] = details[row] sprintf("        partition %-3s %39s  %s\n", $3, $6, reader)
    }
    END {
        for (i = 1; i <= count; i++) {
            group = groups[i]
            n = split(topics[group], names, " ")
            printf "%-34s %8d behind, %d topics, %s\n", group, lag[group], n, active[group] ? "active" : "nobody reads"
            for (j = 1; j <= n; j++) {
                late = behind[group SUBSEP names[j]]
                if (late == 0 && all != "true") continue
                printf "    %-56s %8d\n", names[j], late
                if (partitions == "true") printf "%s", details[group SUBSEP names[j]]
            }
            if (max >= 0 && lag[group] > max) failed = 1
        }
        if (!count) print "No group has read anything yet."
        exit failed
    }' "$work/offsets" || fail "a group is more than $max records behind."
