# Files by the keyboard alone: open by typing a path, edit, save, undo to the start, redo to the end.
# document.sh plays it in a folder of its own and compares what was written.
key Ctrl+O
expect-focus "File name"
type "scenes/first"
expect "File name" "scenes/first"
key Enter
expect-focus "File name"
type ".json"
key Enter
expect "Document" "first.json"
expect "Input" "3 × 3"
expect "Step" "1 / 4"
click "input 0,0"
type "0.1"
key Enter
expect "Document" "first.json, not saved"
click "Average"
click "Increase padding"
drag "Input corner" by 104,104
expect "Input" "4 × 4, padding 1"
key Home
key Right
key Ctrl+S
expect "Document" "first.json"
key Ctrl+Shift+S
expect "File name" "first.json"
type "edited"
key Enter
expect "Document" "edited.json"
# Four edits back, and saved under another name; then forth again.
key Ctrl+Z
key Ctrl+Z
key Ctrl+Z
key Ctrl+Z
key Ctrl+Z
expect "Document" "edited.json, not saved"
expect "Input" "3 × 3"
key Ctrl+Shift+S
type "start"
key Enter
key Ctrl+Shift+Z
key Ctrl+Shift+Z
key Ctrl+Shift+Z
key Ctrl+Shift+Z
expect "Input" "4 × 4, padding 1"
expect "Document" "start.json, not saved"
key Ctrl+Shift+S
type "end"
key Enter
expect "Document" "end.json"
# Saving over a file asks.
key Ctrl+Shift+S
type "start"
key Enter
expect-focus "Replace"
key Escape
expect-focus "File name"
key Escape
expect "Document" "end.json"
# New asks where there is something to lose.
click "input 1,1"
key Delete
key Ctrl+N
expect-focus "Save changes"
key Escape
expect "Document" "end.json, not saved"
key Ctrl+Z
expect "Document" "end.json"
key Ctrl+N
expect "Document" "Untitled"
expect "Input" "4 × 4"
expect "input 0,0" "1"
# Recent files lie one click away.
key Ctrl+O
click "Recent files"
key Enter
expect "Document" "end.json"
# A folder that cannot be opened is said, and the dialog stays.
key Ctrl+O
type "/there/is/no/such.json"
key Enter
expect "There is no folder '/there/is/no': check the name" ""
key Escape
# By the mouse: a folder, a file, and the menu of the document.
click "Open"
click "Up"
double-click "maps"
double-click "two.csv"
expect "Document" "two.csv"
click "Document"
click "Save as…"
expect "File name" "two.json"
click "Cancel"
click "Document"
click "New"
expect "Document" "Untitled"
