#!/bin/sh
# Ctrl+Shift+E, and the dialog of Ctrl+E and of the button, write a picture each, through the program itself, into the folder it was started in; where
# that is gone, into the home folder.
#   sh export.sh POOLSCOPE
set -u
program=$1
folder=$(mktemp -d)
trap 'cd /; rm -rf "$folder"' EXIT
cd "$folder" || exit 1
failures=0

fail() {
    echo "FAILED: $*"
    failures=$((failures + 1))
}

# plays WHAT: the script on standard input, from whatever folder it is.
plays() {
    cat >"$folder/script.robot"
    "$program" --no-session --robot "$folder/script.robot" </dev/null >"$folder/out.txt" 2>&1 ||
        fail "$1: $(cat "$folder/out.txt")"
}

is_png() {
    [ "$(head -c 8 "$1" 2>/dev/null | od -An -tx1 | tr -d ' ')" = 89504e470d0a1a0a ] || fail "$1 is no PNG"
    [ "$(tail -c 8 "$1" 2>/dev/null | head -c 4)" = IEND ] || fail "$1 is not whole"
}

mkdir home work gone
export HOME="$folder/home"

cd work || exit 1
work=$(pwd -P)
plays 'export at once, and by the dialog' <<SCRIPT
key Ctrl+Shift+E
expect "Saved $work/poolscope-window-step-0.png" ""
key PageDown
wait 2000ms
click "Export"
key Enter
expect "Saved $work/poolscope-window-step-1.png" ""
key Ctrl+E
expect "File name" "poolscope-window-step-1-2.png"
click "1×"
click "Save picture"
expect "Saved $work/poolscope-window-step-1-2.png" ""
key F5
key Ctrl+2
key Ctrl+Shift+E
expect "Saved $work/poolscope-compare-step-0.png" ""
SCRIPT
for name in window-step-0 window-step-1 window-step-1-2 compare-step-0; do
    is_png "poolscope-$name.png"
done
[ "$(ls | wc -l)" -eq 4 ] || fail "work holds $(ls)"
[ -z "$(ls "$HOME")" ] || fail "home holds $(ls "$HOME")"

cd ../gone || exit 1
rmdir ../gone
plays 'export from a folder that is gone' <<SCRIPT
key Ctrl+Shift+E
expect "Saved $HOME/poolscope-window-step-0.png" ""
SCRIPT
is_png "$HOME/poolscope-window-step-0.png"

[ "$failures" -eq 0 ]
