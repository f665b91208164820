#!/bin/sh
# Makes the pictures of the README: sh tests/ui/pictures.sh [POOLSCOPE]
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
program=${1:-$here/../../.build/app/poolscope}
script=$(mktemp)
trap 'rm -f "$script"' EXIT
cd "$here/pictures"

for theme in night day; do
    for size in 1280x800 1920x1080; do
        "$program" --render "window-$theme-$size.png" --step 2 --theme "$theme" --size "$size"
    done
done

cat >"$script" <<'SCRIPT'
key Right
wait 1600ms
key Right
wait 750ms
shot window-moving.png
key Home
click "Average"
click "Increase kernel size"
click "Decrease stride"
click "Increase padding"
key Right
key Right
key Right
wait 2000ms
hover "Timeline"
shot window-average.png
SCRIPT
"$program" --no-session --robot "$script"

cat >"$script" <<'SCRIPT'
key Right
wait 1600ms
key H
key Right
key Right
wait 1600ms
key F5
wait 7000ms
shot presenter.png
SCRIPT
"$program" --no-session --size 1920x1080 --robot "$script"
