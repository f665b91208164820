# Cells: typing, moving on, giving up, painting, the wheel, undo and redo.
key End
click "input 0,0"
expect-focus "input 0,0"
type "9"
key Enter
expect "input 0,0" "9"
expect "output 0,0" "9"
expect "Pattern" "Own"
expect-focus "input 1,0"
key Ctrl+Z
expect "input 0,0" "1"
expect "output 0,0" "6"
expect "Pattern" "Tutorial"
key Ctrl+Shift+Z
expect "input 0,0" "9"
key Ctrl+Z
# Tab goes to the right and row by row; Shift goes back.
click "input 0,2"
type "-1,5"
key Tab
expect "input 0,2" "-1.5"
expect-focus "input 0,3"
type "nonsense"
expect-focus "input 0,3"
expect "input 0,3" "4"
type "8"
key Tab
expect "input 0,3" "8"
expect-focus "input 1,0"
type "7"
key Shift+Tab
expect-focus "input 0,3"
expect "input 1,0" "7"
# Letters can be typed once an edit runs: nan and inf are values.
type "0"
key Backspace
type "nan"
key Enter
expect "input 0,3" "nan"
key Ctrl+Z
key Up
expect-focus "input 0,3"
# Escape gives up; then it leaves the focus.
type "55"
key Escape
expect "input 0,3" "8"
expect-focus "input 0,3"
# F2 keeps the old text.
key F2
type "1"
key Enter
expect "input 0,3" "81"
# What is no number is refused, and the edit goes on.
key Up
type "1e"
key Enter
expect "input 0,3" "81"
expect "not a number: type one like 2, -1.5, nan or inf" ""
key Backspace
key Enter
expect "input 0,3" "1"
key Delete
expect "input 1,3" "0"
# The wheel over the focused cell adds one, over another cell it changes nothing.
wheel "input 1,3" 2
expect "input 1,3" "2"
wheel "input 0,0" 3
expect "input 0,0" "1"
# Painting: one drag, one step of undo.
click "input 3,3"
key Ctrl+R
expect "input 0,2" "2"
expect "Pattern" "Tutorial"
drag "input 0,0" "input 0,3"
expect "input 0,1" "1"
expect "input 0,2" "1"
expect "input 0,3" "1"
key Ctrl+Z
expect "input 0,1" "3"
expect "input 0,3" "4"
# Reset can be undone, too.
key Ctrl+Z
expect "input 0,2" "-1.5"
key Ctrl+Shift+Z
expect "input 0,2" "2"
double-click "input 2,2"
type "5"
key Enter
expect "input 2,2" "5"
# A notch adds 1 to all the digits there are, and back again.
click "input 2,0"
type "1.23456"
key Enter
wheel "input 2,0" 1
expect "input 2,0" "1.23456"
click "input 2,0"
wheel "input 2,0" 1
expect "input 2,0" "2.23456"
wheel "input 2,0" -1
expect "input 2,0" "1.23456"
# Minus zero is a value of its own.
type "-0"
key Enter
expect "input 2,0" "-0"
key Up
key Delete
expect "input 2,0" "0"
# Undo while typing takes back the typing alone; the next one the change before it.
click "Increase input height"
click "input 4,3"
type "9"
key Ctrl+Z
expect "Input height" "5"
expect "input 4,3" "0"
key Ctrl+Z
expect "Input height" "4"
expect "input 3,3" "3"
# Within one drag of the corner cells that were cut off come back; the drag is one step.
drag "Input corner" by -220,-220
expect "Input" "2 × 2"
key Ctrl+Z
expect "Input" "4 × 4"
expect "input 3,3" "3"
# Parts of a notch count once they make a whole one.
click "input 0,0"
wheel "input 0,0" 0.5
expect "input 0,0" "1"
wheel "input 0,0" 0.5
expect "input 0,0" "2"
# A press elsewhere takes the value, and leaves no focus behind: arrows step again.
click "input 0,1"
type "7"
click "Window"
expect "input 0,1" "7"
expect-focus ""
