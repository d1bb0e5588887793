#!/usr/bin/env bash
# Measures how fast the broker takes and gives records.
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"

usage() {
    cat << TEXT
Usage: $script [--records N] [--record-size BYTES] [--throughput N] [--partitions N] [--replication-factor N]

Writes records to a topic of its own and reads them back, with the settings that the services use
(acks=all), then deletes the topic. It measures the broker and the way to it, not the services:
./orderflow bench does that.

  --records N                   how many (default: 100000)
  --record-size BYTES           how large (default: 1000)
  --throughput N                not more a second than this (default: as many as possible)
  --partitions N                of the topic (default: 3)
  --replication-factor N        replicas of the topic (default: the broker's)
$common_options
TEXT
}

records=100000
size=1000
throughput=-1
partitions=3
replication=
while [ $# -gt 0 ]; do
    case $1 in
        --records | --record-size | --throughput | --partitions | --replication-factor)
            number_of "$@"
            case $1 in
                --records) records=$2 ;;
                --record-size) size=$2 ;;
                --throughput) throughput=$2 ;;
                --partitions) partitions=$2 ;;
                --replication-factor) replication=$2 ;;
            esac
            shift 2
            ;;
        *)
            handle_common "$@"
            shift "$consumed"
            ;;
    esac
done

locate_tools
topic=perf-test-$(date +%Y%m%d%H%M%S)-$$
ask topics --create --topic "$topic" --partitions "$partitions" \
    ${replication:+--replication-factor "$replication"} > /dev/null
delete_topic() {
    run_tool topics --delete --topic "$topic" < /dev/null > /dev/null 2>&1 \
        || echo "$script: $topic could not be deleted; it is of no use any more." >&2
}
trap 'delete_topic; rm -rf "$work"' EXIT

echo "writing $records records of $size bytes to $topic ..."
ask producer-perf-test --topic "$topic" --num-records "$records" --record-size "$size" \
    --throughput "$throughput" --command-property acks=all | tail -n 1
echo "reading them ..."
ask consumer-perf-test --topic "$topic" --num-records "$records" --group "$topic" --hide-header > "$work/read"
# start, end, MB, MB/s, records, records/s, ...
awk -F, '{ printf "%d records read, %.1f records/sec (%.2f MB/sec)\n", $5, $6, $4 }' "$work/read"
