#!/bin/sh
# The thirteen tasks of a first use, each by mouse alone and by keyboard alone, in no more actions than it may take:
# a click, a drag, a text, a key. What a script does before its line "# Task" is there when the task begins.
#   sh tasks.sh POOLSCOPE TASKS ASSETS
set -u
program=$1
tasks=$2
folder=$(mktemp -d)
trap 'cd /; rm -rf "$folder"' EXIT
cp -r "$3/scenes" "$3/images" "$folder"
cd "$folder" || exit 1
mkdir data
export XDG_DATA_HOME="$folder/data" HOME="$folder"
failures=0

fail() {
    echo "FAILED: $*"
    failures=$((failures + 1))
}

# task_of SCRIPT: what it does from its line "# Task" on; all of it where it has none.
task_of() {
    if grep -q '^# Task' "$1"; then sed '1,/^# Task/d' "$1"; else cat "$1"; fi
}

actions() {
    task_of "$1" | grep -cE '^(click|double-click|right-click|long-press|drag|shift-drag|type|key|drop|tap|tap2|pinch|wheel) '
}

# By mouse alone no keys but a clicker's and the one that pastes; what is typed into a field may end with Enter.
by_mouse() {
    ! task_of "$1" | grep '^key ' | grep -qvE '^key (PageDown|Ctrl\+V)$'
}

by_keyboard() {
    ! task_of "$1" | grep -qE '^(click|double-click|right-click|long-press|drag|shift-drag|drop|hover|tap|tap2|pinch|wheel) '
}

# task NAME MOUSE KEYBOARD: the most actions by each.
task() {
    for way in mouse keyboard; do
        script=$tasks/$1-$way.robot
        most=$2
        [ "$way" = keyboard ] && most=$3
        "by_$way" "$script" || fail "$1 is not by $way alone"
        [ "$(actions "$script")" -le "$most" ] || fail "$1 by $way takes $(actions "$script") actions, not $most"
        echo "$1 by $way: $(actions "$script") of $most"
        "$program" --no-session --robot "$script" </dev/null >out.txt 2>&1 || fail "$1 by $way: $(cat out.txt)"
        played="$played $1-$way.robot"
    done
}

# The table's figures, which are for the mouse. By keyboard a setting takes the search: Ctrl+K, its words, Enter. Export asks
# the mouse where the picture goes; Ctrl+Shift+E does not.
played=''
task 01-step 4 4
task 02-cell 3 3
task 03-average 3 8
task 04-padding 1 3
task 05-compare 1 1
task 06-why 4 4
task 07-answers 9 9
task 08-paste 1 1
task 09-photo 8 8
task 10-printout 6 6
task 11-sees-all 1 1
task 12-export 2 1

# 13: what was done is there again, without a word about saving.
for way in mouse keyboard; do
    rm -rf data/*
    sed '/^expect /d' "$tasks/02-cell-$way.robot" >first.robot
    "$program" --robot first.robot </dev/null >out.txt 2>&1 || fail "13 by $way: $(cat out.txt)"
    "$program" --robot "$tasks/13-return-$way.robot" </dev/null >out.txt 2>&1 || fail "13 by $way: $(cat out.txt)"
    [ "$(actions "$tasks/13-return-$way.robot")" -eq 0 ] || fail "13 by $way takes actions"
    played="$played 13-return-$way.robot"
done

for script in "$tasks"/*.robot; do
    case "$played " in *" ${script##*/} "*) ;; *) fail "$script is played by nothing" ;; esac
done
[ "$failures" -eq 0 ]
