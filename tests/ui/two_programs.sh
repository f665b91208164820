#!/bin/sh
# Two windows on one folder: each keeps its work in a session of its own, both are killed (SIGKILL) at seeded moments,
# and the next start has the first one's back and offers the second one's.
#   sh two_programs.sh POOLSCOPE [RUNS]
set -u
program=$1
runs=${2:-3}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
failures=0

fail() {
    echo "FAILED: $*"
    failures=$((failures + 1))
}

printf 'click "input 0,0"\ntype "77\\n"\nwait 60000ms\n' >first.robot
printf 'click "input 0,0"\ntype "88\\n"\nwait 60000ms\n' >second.robot
printf 'expect "input 0,0" "77"\nclick "Open the other session"\nexpect "input 0,0" "88"\n' >after.robot
printf 'expect "input 0,0" "88"\nclick "Open the other session"\nexpect "input 0,0" "77"\n' >again.robot

# Until the file is there; false after ten seconds.
wait_for() {
    tries=0
    while [ ! -e "$1" ] && [ "$tries" -lt 500 ]; do
        sleep 0.02
        tries=$((tries + 1))
    done
    [ -e "$1" ]
}

run=1
while [ "$run" -le "$runs" ]; do
    export XDG_DATA_HOME="$folder/$run"
    mkdir "$XDG_DATA_HOME"
    kept=$XDG_DATA_HOME/poolscope
    "$program" --robot first.robot --real-time </dev/null >out.txt 2>&1 &
    first=$!
    wait_for "$kept/session-a" || fail "run $run: the first keeps nothing: $(cat out.txt)"
    "$program" --robot second.robot --real-time </dev/null >out2.txt 2>&1 &
    second=$!
    wait_for "$kept/window-2/session-a" || fail "run $run: the second keeps nothing: $(cat out2.txt)"
    sleep "0.$((run * 37 % 10))"
    kill -9 "$first" "$second"
    wait "$first" "$second" 2>/dev/null
    "$program" --robot after.robot </dev/null >out.txt 2>&1 || fail "run $run: the next start: $(cat out.txt)"
    "$program" --robot again.robot </dev/null >out.txt 2>&1 || fail "run $run: the start after it: $(cat out.txt)"
    run=$((run + 1))
done
[ "$failures" -eq 0 ] && echo "all $runs runs passed"
exit "$failures"
