#!/bin/sh
# Makes the sessions and scenes of this folder with the program of the last version whose sessions held the scene in
# one line. Kept to say what they are; today's program writes other sessions, so it cannot make them again.
#   sh make.sh POOLSCOPE        into the folder it is run in, by way of /tmp/poolscope-old, whose paths they hold
#
# NAME/ is the session that a script leaves, NAME.json the scene that the same program then saves of it: it says
# itself what the session holds. Of a large map's files only the first 128 bytes are kept: old_files_test.c in
# tests/unit puts the cells behind them, a ramp. That they are those, the session's checksum and the name of the
# scene's map tell.
set -eu
program=$1
pictures=$(cd "$(dirname "$0")/../pictures" && pwd)
here=$(pwd)
work=/tmp/poolscope-old
rm -rf "$work"
mkdir "$work"
cd "$work"
export XDG_DATA_HOME="$work/data"

# session NAME FILE...: opens FILE and plays the script on standard input.
session() {
    name=$1
    shift
    rm -rf data
    mkdir data
    cat >script.robot
    "$program" --robot script.robot "$@" </dev/null
    rm -rf "${here:?}/$name"
    mkdir "$here/$name"
    cp data/poolscope/session-* "$here/$name"
    for base in data/poolscope/map-*.npy; do
        [ ! -e "$base" ] || head -c 128 "$base" >"$here/$name/$(basename "$base").head"
    done
    printf 'key Ctrl+Shift+S\nkey Ctrl+A\ntype "%s"\nkey Enter\n' "$here/$name.json" >script.robot
    "$program" --robot script.robot </dev/null
}

session edited <<'END'
click "input 1,1"
type "42\n"
click "Average"
click "Next step"
click "Next step"
END

session settings <<'END'
click "Input height"
type "9"
key Enter
click "Input width"
type "12"
key Enter
click "Pattern"
click "Noise"
key Escape
click "Increase seed"
click "Increase seed"
click "Increase kernel size"
click "Increase padding"
click "Increase dilation"
click "Link axes"
click "Increase stride width"
click "Ceil mode"
key End
END

session compare <<'END'
click "Compare"
click "Compare with…"
click "Stochastic"
click "Increase seed"
click "Increase seed"
click "Show in max"
click "Minus average"
click "Show in average"
click "Minus max"
click "Gradient"
key Right
key Right
key Right
END

# The file holds the scene.
printf '%s' '{"poolscope":1,"input":[["nan",1e-45,-0.0],["inf","-inf",3.4e38],[0.1,7,-2]],
    "pool":{"op":"lp","norm_type":0.3333333333333333,"kernel_size":2,"stride":[null,1]},
    "stage":"window","step":1}' >odd.json
session saved odd.json <<'END'
key Ctrl+S
END

# The file, whose name is no UTF-8, holds another.
cat >"$(printf 'gr\366\337e.json')" <<'END'
{"poolscope": 1, "input": [[1,2,3],[4,5,6],[7,8,9]], "pool": {"op": "avg", "kernel_size": [2,1], "stride": 1,
 "count_include_pad": false, "padding": [1,0]}, "stack": ["input 3x16x16", "# größer", "conv3 p1  # \"first\"\t\\", "",
 "add(conv3 p1, relu | id)", "maxpool2"], "field": {"beside": ["conv7 c8 # one", "gap"], "view": "effective", "picture": "input"},
 "stage": "field", "step": 2}
END
session field "$(printf 'gr\366\337e.json')" <<'END'
click "Random weights"
END

cp "$pictures/quarters.png" .
session picture quarters.png <<'END'
click "input 0,0"
type "0.5\n"
END

# A base of 260 x 260, then two tiles that differ from it.
session large <<'END'
click "Input height"
type "260"
key Enter
click "Input width"
type "260"
key Enter
click "Pattern"
click "Ramp"
key Escape
wait 5000ms
click "Zoom in"
key +
key +
key +
key +
key +
key +
key +
key +
key +
key +
key +
key +
key +
key +
key +
key +
key +
key +
key Home
key Right
wait 3000ms
click "input 0,0"
type "-5\n"
wait 5000ms
key End
wait 3000ms
click "input 259,259"
type "-6\n"
END
head -c 128 "$here"/large.*.npy >"$here/large.npy.head"
rm "$here"/large.*.npy

rm -rf "$work"
