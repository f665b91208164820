#!/bin/sh
# The window's command line: what is refused is refused in one line with exit 2, and leaves nothing behind.
#   sh command_line.sh POOLSCOPE
set -u
program=$1
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
failures=0

fail() {
    echo "FAILED: $*"
    failures=$((failures + 1))
}

# refused WHAT ARGUMENT...: exit 2, one line that begins with the program's name and holds a colon more.
refused() {
    what=$1
    shift
    "$program" "$@" </dev/null >out.txt 2>err.txt
    code=$?
    [ "$code" -eq 2 ] || fail "$what: exit $code"
    [ "$(wc -l <err.txt)" -eq 1 ] || fail "$what: $(wc -l <err.txt) lines of errors: $(cat err.txt)"
    grep -q '^poolscope: .*: ' err.txt || fail "$what: $(cat err.txt)"
    [ ! -s out.txt ] || fail "$what: wrote to standard output"
}

# plays SCRIPT-TEXT EXIT
plays() {
    printf '%s\n' "$1" >script.robot
    "$program" --no-session --robot script.robot </dev/null >out.txt 2>err.txt
    code=$?
    [ "$code" -eq "$2" ] || fail "script '$1': exit $code, expected $2: $(cat err.txt)"
}

printf '1,2\n3,4\n' >map.csv
printf '1,2\n3\n' >ragged.csv
printf '1,2\n3,word\n' >words.csv
printf 'no map' >map.npy
printf 'no map' >map.txt
: >empty.csv
awk 'BEGIN { for (x = 0; x < 4097; x++) printf "%s1", x ? "," : ""; print "" }' >large.csv
printf '1,2\n3,4\n\n5,6\n7,8\n' >channels.csv
echo old >kept.png
pictures=$(dirname -- "$here")/data/pictures
head -c 120 "$pictures/means.png" >cut.png
head -c 300 "$pictures/baseline.jpg" >cut.jpg

refused 'unknown option' --no-such-option
refused 'missing value' --render
refused 'empty value' --render=
refused 'unknown stage' --stage nowhere --render a.png
refused 'unknown theme' --theme dusk --render a.png
refused 'bad size' --size 12x --render a.png
refused 'tiny size' --size 10x10 --render a.png
refused 'huge size' --size 99999x99999 --render a.png
refused 'bad scale' --scale 9 --render a.png
refused 'scale nan' --scale nan --render a.png
refused 'bad step' --step -1 --render a.png
refused 'step beyond the end' --step 5 --render a.png
refused 'two files' map.csv map.csv --render a.png
refused 'real time without robot' --real-time
refused 'missing file' nowhere.csv --render a.png
refused 'folder' . --render a.png
refused 'ragged' ragged.csv --render a.png
refused 'words' words.csv --render a.png
refused 'empty' empty.csv --render a.png
refused 'no npy' map.npy --render a.png
refused 'unknown kind' map.txt --render a.png
refused 'larger than what is shown' large.csv --render a.png
refused 'no picture' kept.png --render a.png
refused 'picture cut short' cut.png --render a.png
refused 'JPEG cut short' cut.jpg --render a.png
refused 'huge picture' "$pictures/huge.png" --render a.png
refused 'huge JPEG' "$pictures/huge.jpg" --render a.png
refused 'missing script' --robot nowhere.robot
refused 'unwritable picture' --render map.csv/a.png
refused 'unwritable tree' --dump-ui map.csv/a.json
refused 'option as a value' --render --no-session
refused 'second output unwritable' --render a.png --dump-ui map.csv/a.json
refused 'one name for both outputs' --render a.png --dump-ui ./a.png
[ ! -e a.png ] || fail 'a refused run left a picture'
refused 'old picture' map.npy --render kept.png
[ "$(cat kept.png)" = old ] || fail 'a refused run changed a picture'
# Without a display SDL would draw where nobody sees it.
(unset DISPLAY WAYLAND_DISPLAY SDL_VIDEODRIVER XDG_RUNTIME_DIR; timeout 20 "$program" --no-session </dev/null >out.txt 2>err.txt)
[ $? -eq 2 ] || fail 'no display was not refused'
[ "$(wc -l <err.txt)" -eq 1 ] && grep -q '^poolscope: there is no display' err.txt || fail "no display: $(cat err.txt)"

refused 'name with a line break' "$(printf 'a\nb.csv')" --render a.png
printf 'click\n' >bad.robot
refused 'malformed script' --robot bad.robot
printf 'jump "Play"\n' >bad.robot
refused 'unknown command' --robot bad.robot
printf 'type "open\n' >bad.robot
refused 'open quotes' --robot bad.robot

plays '' 0
plays 'quit
expect "Step" "never reached"' 0
plays 'expect "Step" "9 / 9"' 1
grep -q '^script.robot:1: expected "Step" "9 / 9", there was "0 / 4"$' err.txt || fail "message: $(cat err.txt)"
plays '# a comment

click "No such control"' 1
grep -q '^script.robot:3: ' err.txt || fail "message: $(cat err.txt)"
plays 'click "Average"
click "Increase dilation"' 1
plays 'expect-focus "Play"' 1
plays 'expect-no "Play"' 1
plays 'shot map.csv/a.png' 1
plays 'shot a.png' 0
[ -s a.png ] || fail 'no picture'

for option in --help --version; do
    "$program" "$option" </dev/null >out.txt 2>err.txt || fail "$option: exit $?"
    [ -s out.txt ] && [ ! -s err.txt ] || fail "$option printed nothing"
done
"$program" map.csv --render b.png --dump-ui b.json --theme day --size 800x600 --scale 1.5 --step 1 --stage window \
    </dev/null || fail "render: exit $?"
head -c 8 b.png | od -An -c | grep -q 'P   N   G' || fail 'b.png is no PNG'
grep -q '"stage":"window","step":1,"steps":1,"size":\[800,600\]' b.json || fail "tree: $(head -c 200 b.json)"
grep -q '"role":"cell","label":"output 0,0","value":"4"' b.json || fail 'the tree lacks an output'
printf '1,2\n3,8\n' | "$program" - --dump-ui c.json --no-session || fail 'standard input'
grep -q '"label":"input 1,1","value":"8"' c.json || fail 'standard input was not read'

# Several channels, and pictures by what they begin with; nothing is said on standard error.
cp "$pictures/chunks.png" picture.dat
for file in channels.csv picture.dat "$pictures/baseline.jpg"; do
    "$program" "$file" --dump-ui d.json </dev/null >out.txt 2>err.txt || fail "$file: exit $?"
    [ ! -s err.txt ] || fail "$file: $(cat err.txt)"
done
grep -q '"label":"Input","value":"21 × 28"' d.json || fail "picture: $(head -c 400 d.json)"

# Without a home folder nothing is remembered; with one, the theme is.
mkdir home
printf 'key T\n' >theme.robot
env -u XDG_DATA_HOME HOME="$folder/home" "$program" --robot theme.robot </dev/null || fail 'robot with a home'
grep -q '^theme day$' home/.local/share/poolscope/settings.txt || fail 'the theme was not remembered'
rm -rf home
mkdir home
env -u XDG_DATA_HOME HOME="$folder/home" "$program" --no-session --robot theme.robot </dev/null || fail 'robot without a session'
[ ! -e home/.local/share/poolscope/settings.txt ] || fail '--no-session wrote settings'

[ "$failures" -eq 0 ] && echo 'all passed'
exit "$failures"
