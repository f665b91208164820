#!/bin/sh
# The session over several starts of the program: what a clean quit leaves is back at the next start, and nothing
# else reads or writes it.
#   sh session.sh POOLSCOPE
set -u
program=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
export XDG_DATA_HOME="$folder/data"
mkdir data
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
    "$program" --robot script.robot "$@" </dev/null >out.txt 2>&1 || fail "$what: $(cat out.txt)"
}

plays 'a first start has no session' <<'END'
expect-no "Start fresh"
click "input 1,1"
type "42\n"
click "Average"
click "Next step"
click "Next step"
END
ls data/poolscope/session-a >/dev/null || fail 'a clean quit wrote no session'

plays 'all is back' <<'END'
expect "input 1,1" "42"
expect "Operation" "Average"
expect "Step" "2 / 4"
expect "Start fresh" ""
# Only looked at: nothing is dismissed.
wait 9000ms
expect "Start fresh" ""
wait 1100ms
expect-no "Start fresh"
# Reset goes back to what was recovered.
click "input 0,0"
type "9\n"
key Ctrl+R
expect "input 0,0" "1"
expect "input 1,1" "42"
expect "Step" "2 / 4"
END

cat data/poolscope/session-* >before
"$program" --dump-ui tree.json </dev/null || fail 'dump-ui'
grep -q '"label":"input 1,1","value":"42"' tree.json || fail 'the tree does not show the session'
grep -q '"label":"Start fresh"' tree.json || fail 'the tree has no Start fresh'
grep -q '"stage":"window","step":2,"steps":4' tree.json || fail 'the tree is at another step'
"$program" --render picture.png --dump-ui tree.json </dev/null || fail 'render'
grep -q '"label":"input 1,1","value":"6"' tree.json || fail '--render showed the session'
plays '--no-session reads none' --no-session <<'END'
expect-no "Start fresh"
expect "input 1,1" "6"
click "Next step"
END
cat data/poolscope/session-* | cmp -s - before || fail 'something wrote a session'

plays 'an option goes before the session' --step 3 <<'END'
expect "Step" "3 / 4"
expect "input 1,1" "42"
END

printf '1,2\n3,4\n' >map.csv
plays 'a file wins' map.csv <<'END'
expect "input 1,1" "4"
expect-no "Start fresh"
END
plays 'and is the session from then on' <<'END'
expect "Input width" "2"
expect "input 1,1" "4"
click "Start fresh"
expect-no "Start fresh"
expect "input 1,1" "6"
expect "Operation" "Max"
key Ctrl+Z
expect "input 1,1" "4"
key Ctrl+Shift+Z
expect "input 1,1" "6"
END
plays 'which Start fresh has ended' <<'END'
expect "input 1,1" "6"
expect "Step" "0 / 4"
END

# One damaged slot is passed over; with two there is no session.
for slot in data/poolscope/session-*; do
    printf 'poolscope-session 1' >"$slot"
    "$program" --dump-ui tree.json </dev/null || fail "a damaged $slot ended the program"
    grep -q '"label":"input 1,1"' tree.json || fail "a damaged $slot shows no map"
done
! grep -q '"label":"Start fresh"' tree.json || fail 'a session was found in two damaged files'

[ "$failures" -eq 0 ] && echo 'all passed'
exit "$failures"
