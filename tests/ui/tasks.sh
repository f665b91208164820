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

actions() {
    awk '/^# Task/ { count = 0; next }
         /^(click|double-click|right-click|long-press|drag|type|key|drop|tap|wheel) / { count++ }
         END { print count + 0 }' "$1"
}

# task NAME MOUSE KEYBOARD: the most actions by each.
task() {
    for way in mouse keyboard; do
        script=$tasks/$1-$way.robot
        most=$2
        [ "$way" = keyboard ] && most=$3
        [ "$(actions "$script")" -le "$most" ] || fail "$1 by $way takes $(actions "$script") actions, not $most"
        "$program" --no-session --robot "$script" </dev/null >out.txt 2>&1 || fail "$1 by $way: $(cat out.txt)"
    done
}

by_keyboard() {
    ! grep -lE '^(click|double-click|right-click|long-press|drag|drop|hover|tap|wheel) ' "$@"
}

task 01-step 4 4
task 02-cell 3 5
task 03-average 3 8
task 04-padding 1 3
task 05-compare 1 1
task 06-why 4 5
task 07-answers 9 9
task 08-paste 1 1
task 09-photo 8 8
task 10-printout 3 3
task 11-sees-all 1 1
task 12-export 2 1

# 13: what was done is there again, without a word about saving.
for way in mouse keyboard; do
    rm -rf data/*
    sed '/^expect /d' "$tasks/02-cell-$way.robot" >first.robot
    "$program" --robot first.robot </dev/null >out.txt 2>&1 || fail "13 by $way: $(cat out.txt)"
    "$program" --robot "$tasks/13-return-$way.robot" </dev/null >out.txt 2>&1 || fail "13 by $way: $(cat out.txt)"
done

# Tasks that begin with something there have it before the line.
for script in "$tasks"/*-keyboard.robot; do
    sed '1,/^# Task/ { /^# Task/!{ /./d; }; }' "$script" >keys.robot
    grep -q '^# Task' "$script" || cp "$script" keys.robot
    by_keyboard keys.robot || fail "$script is not by keyboard alone"
done
[ "$failures" -eq 0 ]
