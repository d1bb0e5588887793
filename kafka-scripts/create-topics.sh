#!/usr/bin/env bash
# Creates the topics of topics.txt that are missing, and tells of those that differ from it.
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"

usage() {
    cat << TEXT
Usage: $script [--file FILE] [--replication-factor N] [--check]

Creates the topics of topics.txt that do not exist. Those that exist are left alone; where one
differs from the file, that is told, and the exit code is 1.

  --file FILE                   another list of topics
  --replication-factor N        replicas of new topics (default: the broker's); one that has another
                                number differs
  --check                       create nothing: a missing topic is a difference as well
$common_options
TEXT
}

file=$here/topics.txt
replication=
check=false
while [ $# -gt 0 ]; do
    case $1 in
        --file)
            value_of "$@"
            file=$2
            shift 2
            ;;
        --replication-factor)
            number_of "$@"
            replication=$2
            shift 2
            ;;
        --check)
            check=true
            shift
            ;;
        *)
            handle_common "$@"
            shift "$consumed"
            ;;
    esac
done
[ -r "$file" ] || fail "there is no file '$file': --file takes a list of topics like topics.txt."

# name partitions retention policy [bytes], checked, without comments.
awk '
    { sub(/#.*/, "") }
    NF == 0 { next }
    NF < 4 || NF > 5 || $2 !~ /^[0-9]+$/ || $3 !~ /^-?[0-9]+$/ || (NF == 5 && $5 !~ /^[0-9]+$/) {
        print "line " NR ": \"" $0 "\""
        exit 1
    }
    { print $1, $2, $3, $4, $5 }' "$file" > "$work/wanted" \
    || fail "$file, $(tail -n 1 "$work/wanted") is not 'name partitions retention-in-ms cleanup-policy [max-bytes]'."

locate_tools
ask topics --describe --exclude-internal > "$work/described"

# A setting that is not shown is Kafka's default.
awk -v wanted="$work/wanted" -v missing="$work/missing" -v check="$check" -v replication="$replication" '
    /^Topic: / {
        topic = $2
        match($0, /PartitionCount: [0-9]+/)
        partitions[topic] = substr($0, RSTART + 16, RLENGTH - 16)
        match($0, /ReplicationFactor: [0-9]+/)
        replicas[topic] = substr($0, RSTART + 19, RLENGTH - 19)
        retention[topic] = 604800000; policy[topic] = "delete"; bytes[topic] = 1048588
        n = split($0, parts, /Configs: /)
        # cleanup.policy may itself have a comma: compact,delete
        settings = parts[2]; gsub(/compact,delete/, "compact+delete", settings)
        gsub(/delete,compact/, "compact+delete", settings)
        n = split(settings, entries, /,/)
        for (i = 1; i <= n; i++) {
            split(entries[i], pair, /=/)
            if (pair[1] == "retention.ms") retention[topic] = pair[2]
            if (pair[1] == "cleanup.policy") policy[topic] = pair[2]
            if (pair[1] == "max.message.bytes") bytes[topic] = pair[2]
        }
    }
    END {
        printf "" > missing
        while ((getline line < wanted) > 0) {
            n = split(line, want, / /)
            topic = want[1]
            gsub(/compact,delete|delete,compact/, "compact+delete", want[4])
            if (!(topic in partitions)) {
                print line > missing
                if (check == "true") print topic ": does not exist"
                continue
            }
            compare(topic, "partitions", partitions[topic], want[2])
            if (replication != "") compare(topic, "replication factor", replicas[topic], replication)
            compare(topic, "retention.ms", retention[topic], want[3])
            compare(topic, "cleanup.policy", policy[topic], want[4])
            if (want[5] != "") compare(topic, "max.message.bytes", bytes[topic], want[5])
        }
    }
    function compare(topic, what, is, wanted_value) {
        if (is != wanted_value) print topic ": " what " is " is ", but should be " wanted_value
    }' "$work/described" > "$work/drift"

create() {
    # One request for all, where Java of ours is at hand; Kafka's tool takes one topic at a time.
    if [ "$tools" = jars ]; then
        run_orderflow topic create "$file" ${replication:+--replication-factor "$replication"}
        return
    fi
    while read -r name partitions retention policy bytes; do
        printf 'ask topics --create --if-not-exists --topic %q --partitions %q' "$name" "$partitions"
        printf ' --config %q' "retention.ms=$retention" "cleanup.policy=$policy"
        [ -z "$bytes" ] || printf ' --config %q' "max.message.bytes=$bytes"
        [ -z "$replication" ] || printf ' --replication-factor %q' "$replication"
        printf '\n'
    done < "$work/missing" > "$work/commands"
    # Kafka warns of dots in names, each time.
    in_parallel < "$work/commands" | awk '!/^WARNING: Due to limitations in metric names/'
    echo "$(wc -l < "$work/missing" | tr -d ' ') topics created, $(($(wc -l < "$work/wanted") - $(wc -l < "$work/missing"))) were there."
}

$check || create
if [ -s "$work/drift" ]; then
    cat "$work/drift"
    fail "$(cut -d: -f1 "$work/drift" | sort -u | wc -l | tr -d ' ') topics differ from $file: change them with Kafka's kafka-configs.sh or kafka-topics.sh --alter (replicas: kafka-reassign-partitions.sh), or change the file."
fi
