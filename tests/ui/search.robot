# The command search: Ctrl+K, a word, Enter.
key Ctrl+K
expect-focus "Search for"
type "kern"
expect "Kernel size: 2 × 2" "on this stage"
key Enter
expect-no "Search for"
expect-focus "Kernel size"
key Up
expect "Kernel size" "3 × 3"
# A theme, by the middle of a title's words and in any case.
key Ctrl+K
type "DAY"
key Enter
key Ctrl+K
type "reduced mot"
expect "Reduced motion: on" "setting"
key Escape
expect-no "Search for"
# A ready stack is shown at once; it can be undone.
key Ctrl+K
type "vgg-16"
key Down
key Up
key Enter
expect "The stack was replaced" ""
expect "Start from" "VGG-16"
key Ctrl+Z
# An example opens, as an edit.
key Ctrl+K
type "spike"
key Enter
expect "Document" "Untitled"
# By the mouse; a press outside closes it; what has no such words says so.
key Ctrl+K
type "qqq"
expect "Nothing has these words" ""
key Escape
key Ctrl+K
type "negative"
click "Negative numbers"
expect-no "Search for"
expect "Document" "Untitled"
key Ctrl+K
key Ctrl+K
expect-no "Search for"
# Settings behind the gear, keys behind the question mark.
click "Settings"
expect "Theme" "Day"
expect-no "Ctrl+Z"
key Escape
expect-no "Theme"
click "Keys"
expect "Ctrl+K" "Search commands, settings, stacks"
expect "Ctrl+C, Ctrl+V" "Copy cells, paste them"
key Escape
key Ctrl+,
expect "Theme" "Day"

# search for values
key Ctrl+Z
key Escape
key Ctrl+1
key Ctrl+K
type "kernel 3 stride 1"
expect "Max 3 × 3 / 1" "set the pool"
key Enter
expect "Kernel size" "3 × 3"
expect "Stride" "1 × 1"
