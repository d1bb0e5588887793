#!/usr/bin/env bash
# Gives each service the rights on the broker that acls.txt says, and compares the two.
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"

usage() {
    cat << TEXT
Usage: $script create [--dry-run] [--file FILE]
       $script check [--file FILE]
       $script list

  create                        give the rights of acls.txt; those that are there stay
  check                         tell what the broker has and the file has not, and the other way
                                round; exit code 1 if there is anything
  list                          show what the broker has, in the words of the file
  --dry-run                     only show Kafka's commands that create would run
  --file FILE                   another table
$common_options

The broker needs an authorizer, and --command-config somebody who may alter ACLs.
TEXT
}

command=
file=$here/acls.txt
dry_run=false
while [ $# -gt 0 ]; do
    case $1 in
        create | check | list)
            [ -z "$command" ] || misused "$command or $1, not both"
            command=$1
            shift
            ;;
        --file)
            value_of "$@"
            file=$2
            shift 2
            ;;
        --dry-run)
            dry_run=true
            shift
            ;;
        *)
            handle_common "$@"
            shift "$consumed"
            ;;
    esac
done
[ -n "$command" ] || misused "create, check or list says what to do"
[ "$command" = create ] || ! $dry_run || misused "--dry-run is for create"
[ -r "$file" ] || fail "there is no file '$file': --file takes a table like acls.txt."

# The table without comments: principal kind name operations.
awk '
    { sub(/#.*/, "") }
    NF == 0 { next }
    NF != 4 || $1 !~ /^[A-Za-z0-9._=,-]+$/ || $2 !~ /^(topic|group)$/ || $3 !~ /^[A-Za-z0-9._-]*[*]?$/ || $4 !~ /^[A-Za-z]+(,[A-Za-z]+)*$/ {
        print "line " NR ": \"" $0 "\""
        exit 1
    }
    { print $1, $2, $3, $4 }' "$file" > "$work/table" \
    || fail "$file, $(tail -n 1 "$work/table") is not 'principal topic|group name operation[,operation]...'."

# One right a line, as list shows them.
one_by_one() {
    awk '{ n = split($4, operations, ","); for (i = 1; i <= n; i++) print $1, $2, $3, operations[i] }' \
        "$work/table" | LC_ALL=C sort -u
}

# What the broker has, in the same words. A right that the table has no words for (of a host, a
# denial, another kind) keeps Kafka's own, so that it is seen.
of_broker() {
    ask acls --list | awk '
        function field(name) {
            if (!match($0, name "=[^,)]*")) return ""
            return substr($0, RSTART + length(name) + 1, RLENGTH - length(name) - 1)
        }
        function camel(words,    n, i, parts, result) {
            n = split(words, parts, "_")
            for (i = 1; i <= n; i++) result = result toupper(substr(parts[i], 1, 1)) tolower(substr(parts[i], 2))
            return result
        }
        /^Current ACLs for resource/ {
            kind = tolower(field("resourceType")); name = field("name")
            if (field("patternType") == "PREFIXED") name = name "*"
        }
        /principal=/ {
            principal = field("principal"); sub(/^User:/, "", principal)
            more = ""
            if (field("host") != "*") more = more " from " field("host")
            if (field("permissionType") != "ALLOW") more = more " " field("permissionType")
            print principal, kind, name, camel(field("operation")) more
        }' | LC_ALL=C sort -u
}

# Rows of one principal with the same operations are one call of Kafka's tool, or two where some
# names are the beginnings of names.
commands() {
    awk -v quote="'" '
        {
            pattern = "literal"
            # The star alone is how Kafka itself calls everything.
            if ($3 != "*" && sub(/\*$/, "", $3)) pattern = "prefixed"
            call = $1 " " pattern " " $4
            if (!(call in names)) calls[++count] = call
            names[call] = names[call] " --" $2 " " quote $3 quote
        }
        END {
            for (i = 1; i <= count; i++) {
                split(calls[i], part, " ")
                line = "acls --add --allow-principal " quote "User:" part[1] quote " --resource-pattern-type " part[2]
                n = split(part[3], operations, ",")
                for (j = 1; j <= n; j++) line = line " --operation " operations[j]
                print line names[calls[i]]
            }
        }' "$work/table"
}

if $dry_run; then
    commands | sed "s/^acls /kafka-acls.sh --bootstrap-server ${bootstrap_server:-localhost:9092} /"
    exit
fi

locate_tools
case $command in
    list)
        of_broker | awk '{ printf "%-21s %-6s %-43s", $1, $2, $3; for (i = 4; i <= NF; i++) printf " %s", $i; print "" }'
        ;;
    create)
        commands | sed 's/^/ask /' > "$work/commands"
        in_parallel < "$work/commands" > /dev/null
        echo "$(one_by_one | wc -l | tr -d ' ') rights are given."
        ;;
    check)
        one_by_one > "$work/wanted"
        of_broker > "$work/found"
        LC_ALL=C comm -23 "$work/wanted" "$work/found" | sed 's/^/missing on the broker: /' > "$work/drift"
        LC_ALL=C comm -13 "$work/wanted" "$work/found" | sed 's/^/not in the table: /' >> "$work/drift"
        if [ -s "$work/drift" ]; then
            cat "$work/drift"
            fail "the broker's ACLs differ from $file: '$script create' adds what is missing, kafka-acls.sh --remove takes away what is too much."
        fi
        echo "The broker's ACLs are those of $file."
        ;;
esac
