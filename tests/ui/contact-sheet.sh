#!/bin/sh
# Makes contact sheets, to look at how things move: one step of each stage, a picture every 100 ms at 1280 x 800.
#   sh tests/ui/contact-sheet.sh [POOLSCOPE [FOLDER]]
# One sheet a stage, FOLDER/STAGE.png, where ImageMagick's montage is installed; else the single pictures,
# FOLDER/STAGE-NN.png. What moves too far between frames is counted by tests/app/motion_test.c.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
program=$(realpath "${1:-$here/../../.build/app/poolscope}")
mkdir -p "${2:-sheets}"
folder=$(realpath "${2:-sheets}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# The step itself, and where its picture rests.
script() {
    echo 'key Right'
    frame=0
    while [ "$frame" -le 17 ]; do
        echo "shot $(printf '%02d' "$frame").png"
        echo 'wait 100ms'
        frame=$((frame + 1))
    done
}

# sheet STAGE STEP: on the tutorial's scene, from STEP on.
sheet() {
    script >step.robot
    "$program" --no-session --stage "$1" --step "$2" --size 1280x800 --robot step.robot
    if command -v montage >montage.txt; then
        montage [0-9][0-9].png -label '' -resize 50% -tile 3x -geometry +4+4 -background '#808080' "$folder/$1.png"
    else
        for picture in [0-9][0-9].png; do
            mv "$picture" "$folder/$1-$picture"
        done
    fi
}

sheet window 1
sheet compare 1
sheet field 1
sheet size 1
