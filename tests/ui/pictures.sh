#!/bin/sh
# Makes the pictures of the README: sh tests/ui/pictures.sh [POOLSCOPE]
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
program=$(realpath "${1:-$here/../../.build/app/poolscope}")
script=$(mktemp)
trap 'rm -f "$script"' EXIT
cd "$here/pictures"

for theme in night day; do
    for size in 1280x800 1920x1080; do
        "$program" --render "window-$theme-$size.png" --step 2 --theme "$theme" --size "$size"
    done
done

"$program" --start-page --render start.png

for theme in night day; do
    for size in 1280x800 1920x1080; do
        "$program" --render "compare-$theme-$size.png" --stage compare --step 3 --theme "$theme" --size "$size"
    done
done

for theme in night day; do
    for size in 1280x800 1920x1080; do
        "$program" --render "field-$theme-$size.png" --stage field --step 5 --theme "$theme" --size "$size"
    done
done

scene=$here/../../assets/scenes/effective-field.json
for shot in night-1280x800 day-1280x800 night-1920x1080; do
    "$program" "$scene" --render "effective-$shot.png" --theme "${shot%-*}" --size "${shot#*-}"
done

cat >"$script" <<'SCRIPT'
key Ctrl+3
click "Start from"
click "Ten conv3"
click "Effective"
click "Random weights"
hover "Timeline"
shot effective-random.png
SCRIPT
"$program" --no-session --robot "$script"

cat >"$script" <<'SCRIPT'
key Ctrl+3
click "Start from"
click "VGG-16"
click "Effective"
hover "Timeline"
shot effective-vgg.png
SCRIPT
"$program" --no-session --theme day --robot "$script"

cat >"$script" <<'SCRIPT'
key Ctrl+3
key Right
wait 1700ms
key Right
wait 1700ms
key Right
wait 700ms
shot field-growing.png
click "Start from"
click "VGG-16"
click "Input size"
type "32"
key Enter
click "List Block 3"
click "conv3_3"
click "List Block 3"
hover "Timeline"
shot field-network.png
click "Start from"
click "Three 3 x 3 convolutions"
click "Compare with…"
click "One 7 x 7 convolution"
hover "Timeline"
shot field-beside.png
SCRIPT
"$program" --no-session --robot "$script"

cat >"$script" <<'SCRIPT'
key Ctrl+2
key End
wait 1700ms
click "Gradient"
hover "Timeline"
shot compare-gradient.png
SCRIPT
"$program" --no-session --robot "$script"

# An axis at its last step, as its button offers it.
size_picture() { # NAME SIZE THEME, more commands on standard input
    {
        printf 'resize %s\nkey Ctrl+4\nclick "Try 12, 3, 2"\nkey End\nhover "Timeline"\n' "$2"
        cat
        printf 'shot %s\n' "$1"
    } >"$script"
    "$program" --no-session --theme "$3" --robot "$script"
}
size_picture size-night-1280x800.png 1280x800 night </dev/null
size_picture size-day-1920x1080.png 1920x1080 day </dev/null
printf 'key F5\nwait 6000ms\n' | size_picture size-presenter.png 1920x1080 night
printf 'click "Example"\nclick "Tutorial"\nclick "Chain"\nhover "Reset"\n' | size_picture size-chain.png 1280x800 day
printf 'click "Convolution"\nclick "Input size"\ntype "1024"\nkey Enter\nkey End\nhover "Reset"\n' |
    size_picture size-lens.png 1280x800 night

# In a folder of its own, so that no machine's paths are in the picture.
scenes=$(mktemp -d /tmp/lesson.XXXXXX)
cp "$here"/../../assets/scenes/*.json "$here"/../../assets/images/*.png "$scenes"
printf 'key Ctrl+O\nkey Down\nkey Down\nshot %s/pictures/open.png\n' "$here" >"$script"
(cd "$scenes" && "$program" --no-session --robot "$script")
rm -rf "$scenes"

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
