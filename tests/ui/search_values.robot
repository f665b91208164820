# The command search with values: a pool, a number, a switch; and what opens over an edit.
# As the setting itself is called; a switch is turned, a number goes to the stepper of that name, and the focus is
# where it was.
key Ctrl+K
type "kernel size 3"
expect "Max 3 × 3 / 3" "set the pool"
key Enter
expect "Kernel size" "3 × 3"
key Ctrl+Z
key Ctrl+K
type "ceil mode on"
key Enter
expect "Ceil mode" "on"
expect-focus ""
key Ctrl+K
type "ceil mode on"
expect "Ceil mode: on" "on this stage"
key Escape
key Ctrl+Z
expect "Ceil mode" "off"
click "input 1,1"
key Ctrl+K
type "input height 6"
key Enter
expect "Input height" "6"
expect-focus "input 1,1"
key Escape
# What cannot be is said, and the last good one stays.
key Ctrl+K
type "kernel 99"
key Enter
expect "kernel height 99 does not fit into 6 cells: use at most 6" ""
expect "Kernel size" "2 × 2"
key Ctrl+K
type "input height 9999"
key Enter
expect "a map has 1 to 4096 rows and columns" ""
expect "Input height" "6"
key Ctrl+K
type "kernel 99999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999"
expect "Nothing has these words" ""
key Enter
key Escape
# On a stage that shows no pool its own controls go first; a pool is set where it is seen.
key Ctrl+3
key Ctrl+K
type "input size 32"
key Enter
expect "Input size" "32 × 32"
key Ctrl+K
type "average 3x3 / 2"
expect "Average 3 × 3 / 2" "set the pool, on Window"
key Enter
expect "Operation" "Average"
expect "Stride" "2 × 2"
# What asks the program for more than a control does works from there, too.
key Ctrl+K
type "undo"
key Enter
expect "Operation" "Max"
key Ctrl+K
type "redo"
key Enter
expect "Operation" "Average"
key Ctrl+K
type "hide answers"
key Enter
expect "Hide answers" "on"
key H
key Ctrl+K
type "reset to"
key Enter
expect "Input height" "4"
# A number that is being typed is taken by what opens over it, as by a press elsewhere.
click "input 1,1"
type "5"
key Ctrl+K
key Escape
expect "input 1,1" "5"
expect-focus "input 1,1"
key F2
type "0"
key Ctrl+2
key Ctrl+1
expect "input 1,1" "50"
# While a dialog is open F2 is not for the cells under it.
key Escape
key F1
key F2
expect-focus ""
key Escape
expect-focus ""
key F2
expect-focus "input 1,1"
key Escape
# In a low window with large text all of the search is in sight, and no old notice over it.
resize 640x480
key Ctrl+K
type "text size 300"
key Enter
key Ctrl+K
expect "First step" "Home"
click "Play or pause"
expect-no "Search for"
