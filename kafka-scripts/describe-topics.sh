#!/usr/bin/env bash
# Shows topics and how they are set.
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"

usage() {
    cat << TEXT
Usage: $script [TOPIC]

Shows all topics, one a line: partitions, replicas, retention, clean-up policy, largest message,
and whether every replica is up to date. With a topic, each of its partitions.

$common_options
TEXT
}

topic=
while [ $# -gt 0 ]; do
    case $1 in
        [!-]*)
            [ -z "$topic" ] || misused "one topic at a time, or all"
            topic=$1
            shift
            ;;
        *)
            handle_common "$@"
            shift "$consumed"
            ;;
    esac
done

locate_tools
if [ -n "$topic" ]; then
    ask topics --describe --exclude-internal > "$work/described"
    awk -v topic="$topic" '$1 == "Topic:" && $2 == topic { print; found = 1 } END { exit !found }' \
        "$work/described" || unknown_topic "$topic"
    exit
fi

printf '%-48s %10s %8s %11s  %-14s %9s  %s\n' TOPIC PARTITIONS REPLICAS RETENTION POLICY MAX-BYTES REPLICATION
ask topics --describe --exclude-internal | awk '
    function setting(name, fallback,    start) {
        start = index("," settings, "," name "=")
        if (!start) return fallback
        value = substr(settings, start + length(name) + 1)
        sub(/,[a-z.]+=.*/, "", value)
        return value
    }
    function show() {
        if (topic == "") return
        printf "%-48s %10s %8s %11s  %-14s %9s  %s\n", topic, partitions, replicas, retention, policy, bytes,
            behind ? behind " partitions are behind" : "in sync"
    }
    /^Topic: / {
        show()
        topic = $2; behind = 0
        match($0, /PartitionCount: [0-9]+/); partitions = substr($0, RSTART + 16, RLENGTH - 16)
        match($0, /ReplicationFactor: [0-9]+/); replicas = substr($0, RSTART + 19, RLENGTH - 19)
        settings = $0; sub(/.*Configs: ?/, "", settings)
        retention = setting("retention.ms", 604800000)
        retention = retention < 0 ? "forever" : sprintf("%.1f days", retention / 86400000)
        policy = setting("cleanup.policy", "delete")
        bytes = setting("max.message.bytes", "default")
    }
    /^\t/ {
        match($0, /Replicas: [0-9,]*/); all = split(substr($0, RSTART + 10, RLENGTH - 10), ignored, ",")
        match($0, /Isr: [0-9,]*/); up = split(substr($0, RSTART + 5, RLENGTH - 5), ignored, ",")
        if (up < all) behind++
    }
    END { show() }' | LC_ALL=C sort
