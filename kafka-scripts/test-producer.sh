#!/usr/bin/env bash
# Writes records by hand.
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$(dirname "$0")/lib.sh"

usage() {
    cat << TEXT
Usage: $script --topic TOPIC [--key KEY --value VALUE] [--header NAME:VALUE]...
       $script --topic TOPIC [--header NAME:VALUE]... < lines of key, tab, value

Writes one record, or one for each line of standard input. On a topic of the services it is handled
by them: what is no event of theirs becomes a dead letter.

  --topic TOPIC                 the topic; it must exist
  --key KEY                     the record's key
  --value VALUE                 the record's value
  --header NAME:VALUE           a header of every record; neither a comma nor a tab in it
$common_options

Examples:
  $script --topic order-created --key test --value '{"not":"an event"}' --header source:by-hand
  printf 'a\tone\nb\ttwo\n' | $script --topic my-topic
TEXT
}

topic=
key=
value=
has_value=false
headers=
while [ $# -gt 0 ]; do
    case $1 in
        --topic)
            value_of "$@"
            topic=$2
            shift 2
            ;;
        --key)
            value_of "$@"
            key=$2
            shift 2
            ;;
        --value)
            value_of "$@"
            value=$2
            has_value=true
            shift 2
            ;;
        --header)
            value_of "$@"
            case $2 in
                *,* | *$'\t'* | *$'\n'*) misused "a header can have neither a comma nor a tab nor a line break here" ;;
                ?*:*) headers=$headers${headers:+,}$2 ;;
                *) misused "--header takes NAME:VALUE" ;;
            esac
            shift 2
            ;;
        *)
            handle_common "$@"
            shift "$consumed"
            ;;
    esac
done
[ -n "$topic" ] || misused "--topic says where to"
if $has_value; then
    case $key$value in
        *$'\t'* | *$'\n'*) misused "key and value can have neither a tab nor a line break here" ;;
    esac
    printf '%s\t%s\n' "$key" "$value" > "$work/lines"
elif [ -n "$key" ]; then
    misused "--key needs --value"
else
    cat > "$work/lines"
fi
bad=$(grep -n -v $'\t' "$work/lines" | head -n 1) || true
[ -z "$bad" ] || fail "line ${bad%%:*} has no tab between key and value; nothing was written."

locate_tools
require_topic "$topic"
# printf, not sed: a header may hold anything.
while IFS= read -r line || [ -n "$line" ]; do
    printf '%s\n' "${headers:+$headers$'\t'}$line"
done < "$work/lines" > "$work/records"
parse_headers=false
[ -z "$headers" ] || parse_headers=true
code=0
mkdir "$work/answer"
# One after another, as only then the tool's exit code tells whether all were written.
run_tool console-producer --topic "$topic" --sync --reader-property parse.key=true \
    --reader-property "parse.headers=$parse_headers" --reader-property key.separator=$'\t' \
    < "$work/records" > "$work/answer/out" 2> "$work/answer/err" || code=$?
[ "$code" -eq 0 ] || explain "$work/answer"
echo "$(wc -l < "$work/records" | tr -d ' ') records written to $topic."
