#!/bin/sh
# What is installed: the program finds its assets, and a desktop its entry, icon and kind of file.
#   sh install.sh CMAKE BUILD
set -u
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failures=0

fail() {
    echo "FAILED: $*"
    failures=$((failures + 1))
}

"$1" --install "$2" --prefix "$folder/there" >"$folder/log" 2>&1 || fail "install: $(cat "$folder/log")"
for file in bin/poolscope bin/poolscope-cli share/poolscope/scenes/tutorial.json share/poolscope/fonts/Inter-Regular.otf \
    share/applications/poolscope.desktop share/icons/hicolor/scalable/apps/poolscope.svg \
    share/mime/packages/poolscope.xml; do
    [ -f "$folder/there/$file" ] || fail "$file is not there"
done
mv "$folder/there" "$folder/moved"
"$folder/moved/bin/poolscope" --render "$folder/picture.png" >"$folder/log" 2>&1 || fail "render: $(cat "$folder/log")"
[ -s "$folder/picture.png" ] || fail 'no picture'

entry=$folder/moved/share/applications/poolscope.desktop
grep -q '^Exec=poolscope %f$' "$entry" || fail 'the entry starts nothing'
kind=$(sed -n 's/^MimeType=\(.*\);$/\1/p' "$entry")
grep -q "type=\"$kind\"" "$folder/moved/share/mime/packages/poolscope.xml" || fail "nothing says what $kind is"
if command -v desktop-file-validate >/dev/null 2>&1; then
    desktop-file-validate "$entry" || fail 'the entry is not valid'
fi
[ "$failures" -eq 0 ]
