#!/bin/sh
# Opens, edits, saves and comes back through the program itself, in a folder of its own; what is written is
# compared byte by byte.
#   sh document.sh POOLSCOPE SCRIPT
set -u
program=$1
script=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
failures=0

fail() {
    echo "FAILED: $*"
    failures=$((failures + 1))
}

# plays WHAT OPTION...: the script on standard input.
plays() {
    what=$1
    shift
    cat >script.robot
    "$program" "$@" --robot script.robot </dev/null >out.txt 2>&1 || fail "$what: $(cat out.txt)"
}

same() {
    cmp -s "$1" "$2" || fail "$1 and $2 differ"
}

mkdir scenes maps home
printf '1,2\n3,4\n' >maps/two.csv
printf '{"poolscope": 1, "input": [[1,2,3],[4,5,6],[7,8,9]], "pool": {"kernel_size": [2,2], "stride": [1,1]}, "step": 1}' \
    >scenes/first.json

# A scene that the program wrote reads back as the same bytes.
plays 'save as' --no-session scenes/first.json <<'SCRIPT'
key Ctrl+Shift+S
type "again"
key Enter
SCRIPT
mv scenes/again.json opened.json
plays 'open and save' --no-session opened.json <<'SCRIPT'
click "Document"
click "Save as…"
type "twice.json"
click "Save file"
SCRIPT
same opened.json twice.json

"$program" --no-session --robot "$script" </dev/null >out.txt 2>&1 || fail "the script: $(cat out.txt)"
same opened.json scenes/start.json
same scenes/first.json scenes/edited.json
same scenes/edited.json scenes/end.json

# Recent files last from one run to the next.
export HOME="$folder/home" XDG_DATA_HOME="$folder/home"
plays 'the first run' <<'SCRIPT'
key Ctrl+O
type "maps/two.csv"
key Enter
expect "Document" "two.csv"
SCRIPT
plays 'the second run' scenes/end.json <<'SCRIPT'
key Ctrl+O
click "Recent files"
key Down
key Enter
expect "Document" "two.csv"
SCRIPT
grep -q "^recent .*/maps/two.csv$" home/poolscope/settings.txt || fail 'the recent file is not in the settings'

# The end of a script asks nothing, whatever is not saved, and neither does quit.
plays 'the end' --no-session <<'SCRIPT'
click "input 0,0"
type "9"
key Enter
expect "Document" "Untitled, not saved"
quit
SCRIPT

[ "$failures" -eq 0 ]
