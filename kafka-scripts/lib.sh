# shellcheck shell=bash
# What the scripts here have in common: options, errors, and where Kafka's tools are. Sourced, not
# run. Keeps to what bash 3.2 knows, which is the one of macOS.

set -euo pipefail

script=$(basename "$0")
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
project=$(dirname "$here")
compose_file=$project/docker-compose-kafka.yml

bootstrap_server=
command_config=

work=$(mktemp -d "${TMPDIR:-/tmp}/orderflow-kafka.XXXXXX")
client_config=$work/client.properties
trap 'rm -rf "$work"' EXIT

# --- what people are told ---

# 1: something is wrong that can be mended.
fail() {
    echo "$script: $*" >&2
    exit 1
}

# 2: the script was called in a wrong way.
misused() {
    echo "$script: $* ($script --help shows how)" >&2
    exit 2
}

# shellcheck disable=SC2034 # the scripts end their usage with it
common_options='  --bootstrap-server HOST:PORT  the broker
  --command-config FILE         settings of the client, such as those for SASL and TLS
  -h, --help                    this text

Without --bootstrap-server it is the broker of docker-compose-kafka.yml if that runs, else
localhost:9092 (plus ORDERFLOW_PORT_OFFSET), as ./orderflow up has it.
Exit codes: 0 done; 1 a problem, which is printed as a sentence; 2 wrong usage.'

# --- options ---

# Sets $consumed to how many words it took: handle_common "$@"; shift "$consumed".
# shellcheck disable=SC2034
handle_common() {
    case $1 in
        -h | --help)
            usage
            exit 0
            ;;
        --bootstrap-server)
            value_of "$@"
            bootstrap_server=$2
            consumed=2
            ;;
        --command-config)
            value_of "$@"
            [ -r "$2" ] || fail "there is no file '$2': --command-config takes a file of client settings."
            command_config=$2
            consumed=2
            ;;
        -*) misused "there is no option '$1'" ;;
        *) misused "'$1' is one argument too many" ;;
    esac
}

value_of() {
    [ $# -ge 2 ] || misused "$1 needs a value"
}

number_of() {
    value_of "$@"
    case $2 in
        '' | *[!0-9]*) misused "$1 takes a number, and '$2' is none" ;;
    esac
}

# --- Kafka's tools ---

# In this order: those installed here (or in the container this runs in), those in the broker's
# container, those in the jars of orderflow-cli.
locate_tools() {
    if [ -x "${KAFKA_HOME:-/opt/kafka}/bin/kafka-topics.sh" ]; then
        tools=installed
        # These JVMs live for a second: the optimising compiler would cost more than it gives.
        export KAFKA_JVM_PERFORMANCE_OPTS="${KAFKA_JVM_PERFORMANCE_OPTS:--XX:+UseSerialGC -XX:TieredStopAtLevel=1}"
    elif [ -z "$bootstrap_server$command_config" ] && runs_in_compose; then
        tools=container
        # Which listener, and as whom, the container knows itself: docker/kafka/tool.sh.
        bootstrap_server="the broker of docker compose"
        return
    else
        tools=jars
        locate_jars
    fi
    assume_local_broker
    check_reachable
    # A broker that does not answer is told of soon; what the file says goes before it.
    {
        printf 'default.api.timeout.ms=20000\nrequest.timeout.ms=15000\n'
        [ -z "$command_config" ] || cat "$command_config"
    } > "$client_config"
}

assume_local_broker() {
    if [ -z "$bootstrap_server" ]; then
        bootstrap_server=localhost:$((9092 + ${ORDERFLOW_PORT_OFFSET:-0}))
    fi
}

runs_in_compose() {
    [ -f "$compose_file" ] && command -v docker > /dev/null || return 1
    [ -n "$(docker compose -f "$compose_file" ps --quiet --status running kafka 2> /dev/null)" ]
}

# KAFKA_TOOLS_CLASSPATH is for tests, which run before there is a jar.
locate_jars() {
    JAVA_HOME=$(sh "$project/.mvn/find-jdk.sh") || exit 1
    classpath=${KAFKA_TOOLS_CLASSPATH:-$project/orderflow-cli/target/orderflow-cli.jar}
    if [ -z "${KAFKA_TOOLS_CLASSPATH:-}" ] && ! ls "$project"/orderflow-cli/target/lib/kafka-tools-*.jar > /dev/null 2>&1; then
        rm -f "$classpath"
        # Builds what is missing; only that is wanted of it.
        "$project/orderflow" --version >&2
    fi
}

check_reachable() {
    local server host
    for server in $(echo "$bootstrap_server" | tr ',' ' '); do
        host=${server%:*}
        host=${host#[}
        case $server in
            *:*[0-9]) ;;
            *) misused "--bootstrap-server takes host:port, and '$server' is none" ;;
        esac
        # shellcheck disable=SC2188 # opening the connection is all that is wanted
        if (: < "/dev/tcp/${host%]}/${server##*:}") 2> /dev/null; then
            return
        fi
    done
    no_broker
}

no_broker() {
    fail "no broker answers at $bootstrap_server: start one (./orderflow up, or docker compose -f docker-compose-kafka.yml up -d kafka), or say where it is with --bootstrap-server."
}

class_of() {
    case $1 in
        topics) echo org.apache.kafka.tools.TopicCommand ;;
        acls) echo org.apache.kafka.tools.AclCommand ;;
        consumer-groups) echo org.apache.kafka.tools.consumer.group.ConsumerGroupCommand ;;
        get-offsets) echo org.apache.kafka.tools.GetOffsetShell ;;
        console-producer) echo org.apache.kafka.tools.ConsoleProducer ;;
        console-consumer) echo org.apache.kafka.tools.consumer.ConsoleConsumer ;;
        producer-perf-test) echo org.apache.kafka.tools.ProducerPerformance ;;
        consumer-perf-test) echo org.apache.kafka.tools.ConsumerPerformance ;;
    esac
}

# Each command is a JVM of its own: the first one keeps what it has loaded for those that follow, which
# halves their time. Where that cannot be, nobody needs to hear of it (-Xlog:disable).
java_here() {
    mkdir -p "$project/.orderflow" 2> /dev/null || true
    "$JAVA_HOME/bin/java" -Xmx192m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
        -XX:+AutoCreateSharedArchive -XX:SharedArchiveFile="$project/.orderflow/kafka-tools.jsa" -Xlog:disable \
        --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED \
        -cp "$classpath" "$@"
}

# One of Kafka's tools: run_tool topics --list. Reads standard input.
run_tool() {
    local tool=$1
    shift
    case $tools in
        installed)
            "${KAFKA_HOME:-/opt/kafka}/bin/kafka-$tool.sh" --bootstrap-server "$bootstrap_server" \
                --command-config "$client_config" "$@"
            ;;
        container)
            # With a terminal on both ends it becomes the tool's, so that Ctrl-C reaches the tool.
            local no_terminal=-T
            if [ -t 0 ] && [ -t 1 ]; then
                no_terminal=
            fi
            docker compose -f "$compose_file" exec ${no_terminal:+"$no_terminal"} kafka \
                bash /opt/orderflow/tool.sh "$tool" "$@"
            ;;
        jars)
            java_here "$(class_of "$tool")" --bootstrap-server "$bootstrap_server" \
                --command-config "$client_config" "$@"
            ;;
    esac
}

# A command of ./orderflow, which only talks to the broker: from here, also to one in a container.
run_orderflow() {
    locate_jars
    assume_local_broker
    java_here dev.orderflow.cli.Orderflow "$@" --bootstrap-server "$bootstrap_server" \
        ${command_config:+--command-config "$command_config"}
}

# The output of a tool that asks or changes something. What goes wrong ends the script with a
# sentence; some tools tell of it on standard output, some with exit code 0.
ask() {
    local code=0 answer
    answer=$(mktemp -d "$work/answer.XXXXXX")
    run_tool "$@" < /dev/null > "$answer/out" 2> "$answer/err" || code=$?
    if [ "$code" -ne 0 ] || grep -q '^Error: ' "$answer/out"; then
        explain "$answer"
    fi
    cat "$answer/out"
}

# Turns what a tool has left in the files of this folder into a sentence.
explain() {
    local said
    said=$(cat "$1"/*)
    case $said in
        *TimeoutException* | *"Timed out"* | *"could not be established"*) no_broker ;;
        *AuthenticationException*)
            fail "$bootstrap_server does not believe who you are: see --command-config."
            ;;
        *AuthorizationException* | *"not authorized"*)
            fail "$bootstrap_server refuses this: use a --command-config of somebody who may."
            ;;
        *GroupIdNotFoundException*)
            fail "there is no such group at $bootstrap_server: consumer-lag.sh lists those there are."
            ;;
        *SecurityDisabledException* | *"No Authorizer"*)
            fail "$bootstrap_server has no authorizer, so there are no ACLs: use the secure compose override, or name another with --bootstrap-server."
            ;;
    esac
    said=$(printf '%s\n' "$said" | grep -v -e '^[[:space:]]*at ' -e '^[[:space:]]*$' | grep -i -e error -e exception -e fail | head -n 1 || true)
    fail "${said:-the tool of Kafka failed without a word}"
}

# Runs lines of commands, some at a time, as each starts a JVM; ends the script if one fails.
in_parallel() {
    local line pids='' number=0 failed=0
    while IFS= read -r line; do
        number=$((number + 1))
        (eval "$line") < /dev/null &
        pids="$pids $!"
        if [ $((number % 4)) -eq 0 ]; then
            wait_for "$pids" || failed=1
            pids=
        fi
    done
    wait_for "$pids" || failed=1
    [ "$failed" -eq 0 ] || exit 1
}

wait_for() {
    local pid failed=0
    for pid in $1; do
        wait "$pid" || failed=1
    done
    return "$failed"
}

# Topics that nobody made by hand are not shown: they begin with __.
topic_names() {
    ask topics --list --exclude-internal
}

require_group() {
    ask consumer-groups --list > "$work/groups"
    grep -q -x -F -e "$1" "$work/groups" \
        || fail "there is no group '$1' at $bootstrap_server; there are: $(sort "$work/groups" | tr '\n' ' ')"
}

require_topic() {
    topic_names > "$work/topics"
    grep -q -x -F -e "$1" "$work/topics" || unknown_topic "$1"
}

unknown_topic() {
    fail "there is no topic '$1' at $bootstrap_server: describe-topics.sh lists those there are, create-topics.sh makes those of topics.txt."
}
