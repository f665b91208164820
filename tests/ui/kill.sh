#!/bin/sh
# Kills the program (SIGKILL) at seeded moments while a robot edits cells, starts it again, and checks that what
# comes back is a state that was there, and at most two seconds old. Each run has a data folder of its own.
#   sh kill.sh POOLSCOPE [RUNS]
#
# Edit k types 100 + k into cell k mod 16, so that the cells tell which edit was the last. After each edit the
# robot takes a picture into a pipe of its own; when that has been read, edit k was on screen.
set -u
program=$1
runs=${2:-50}
workers=3
edits=60
most=2000 # milliseconds
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

milliseconds() {
    echo $(($(date +%s%N) / 1000000))
}

# One line a run: how many milliseconds after the first picture it is killed, 300 to 2400.
awk -v runs="$runs" 'BEGIN { srand(11); for (i = 0; i < runs; i++) print 300 + int(rand() * 2100) }' \
    >"$folder/moments"
awk -v edits="$edits" 'BEGIN {
    print "shot picture0.png"
    for (k = 1; k <= edits; k++) {
        printf "click \"input %d,%d\"\ntype \"%d\\n\"\n", int(k % 16 / 4), k % 4, 100 + k
        printf "shot picture%d.png\nwait 100ms\n", k
    }
    print "wait 60000ms"
}' >"$folder/edits.robot"
pipes=$(awk -v edits="$edits" 'BEGIN { for (k = 0; k <= edits; k++) print "picture" k ".png" }')

# Reads the pictures, and notes when each had come, until there is a file "stop".
watch_edits() {
    edit=0
    while [ "$edit" -le "$edits" ] && [ ! -e "$1/stop" ]; do
        cat "$1/picture$edit.png" >/dev/null
        [ -e "$1/stop" ] || milliseconds >>"$1/times"
        edit=$((edit + 1))
    done
}

# Opens the pipe that a watcher may be waiting for, until it has ended.
end_watcher() {
    while kill -0 "$2" 2>/dev/null; do
        : <>"$1/picture$(wc -l <"$1/times").png"
        sleep 0.02
    done
    wait "$2"
}

# Prints the last edit of the state that the tree holds; -1 where such a state never was.
last_edit() {
    grep -o '"label":"input [0-9],[0-9]","value":"[^"]*"' "$1" | sed 's/[^0-9]/ /g' | awk '
        BEGIN { split("1 3 2 4 5 6 1 2 3 2 4 7 1 0 6 3", first, " ") }
        { cell[$1 * 4 + $2] = $3; last = $3 > 100 + last ? $3 - 100 : last }
        END {
            for (i = 0; i < 16; i++) {
                newest = last - (last - i + 16) % 16
                if (cell[i] != (newest >= 1 ? 100 + newest : first[i + 1])) { print -1; exit }
            }
            print last + 0
        }'
}

# run NUMBER MILLISECONDS: prints one line, beginning with "ok" where all is well.
run() {
    here=$folder/$1
    mkdir -p "$here/data"
    # shellcheck disable=SC2086 # one word a pipe
    (cd "$here" && mkfifo $pipes)
    (cd "$here" && exec env XDG_DATA_HOME="$here/data" "$program" --size 640x480 --robot ../edits.robot --real-time \
        </dev/null >"$here/output" 2>&1) &
    victim=$!
    watch_edits "$here" &
    watcher=$!
    while [ ! -s "$here/times" ] && kill -0 "$victim" 2>/dev/null; do
        sleep 0.02
    done
    sleep "$(awk -v ms="$2" 'BEGIN { print ms / 1000 }')"
    touch "$here/times" "$here/stop"
    kill -9 "$victim" 2>/dev/null || echo 'ended before it was killed' >>"$here/output"
    killed=$(milliseconds)
    wait "$victim" 2>/dev/null
    end_watcher "$here" "$watcher"
    if [ -s "$here/output" ]; then
        echo "FAILED run $1: $(cat "$here/output")"
        return
    fi
    XDG_DATA_HOME="$here/data" timeout 30 "$program" --dump-ui "$here/tree.json" </dev/null >"$here/output" 2>&1 ||
        echo "FAILED run $1: the next start: $(cat "$here/output")"
    last=$(last_edit "$here/tree.json")
    if [ "$last" -lt 0 ]; then
        echo "FAILED run $1: cells that never stood there together: $(grep -o '"input [^}]*' "$here/tree.json")"
        return
    fi
    age=$((killed - $(sed -n "$((last + 1))p" "$here/times")))
    if [ "$age" -gt "$most" ]; then
        echo "FAILED run $1: killed after $2 ms, edit $last came back, $age ms old"
    else
        echo "ok $age ms old: run $1, killed after $2 ms, edit $last of $(($(wc -l <"$here/times") - 1))"
    fi
}

worker() {
    number=$1
    while [ "$number" -le "$runs" ]; do
        run "$number" "$(sed -n "${number}p" "$folder/moments")" >>"$folder/results$1" 2>&1
        number=$((number + workers))
    done
}

number=1
while [ "$number" -le "$workers" ]; do
    worker "$number" &
    number=$((number + 1))
done
wait
cat "$folder"/results* | sort -k 2 -n
sound=$(cat "$folder"/results* | grep -c '^ok ')
echo "$sound of $runs"
[ "$sound" -eq "$runs" ]
