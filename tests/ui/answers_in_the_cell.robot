# Typing the answer: right ones uncover and are counted, slips are named, anything else stays covered.
click "Average"
key H
key Right
wait 2000ms
expect "output 0,0" ""
# The sum, before it is divided.
type "15"
expect "Answer" "15"
key Enter
expect "That is the sum: divide it" ""
expect "output 0,0" ""
# The next window's, the last cell read, the map's maximum, and none of these.
type "2.25"
key Enter
expect "That is the next window's" ""
type "6"
key Enter
expect "That is the last cell read" ""
type "7"
key Enter
expect "That is the largest of the whole map" ""
type "4"
key Enter
expect "Not yet" ""
expect-no "Right answers"
# Escape takes it back.
type "3"
expect "Answer" "3"
key Escape
expect-no "Answer"
type "3.75"
key Enter
expect "✓ Right" ""
expect "output 0,0" "3.75"
expect "Right answers" "1"
# By the cell that has the focus: one that is not the current step's.
key Right
wait 2000ms
key Right
key Right
wait 2000ms
click "Reset"
expect-no "Right answers"
# New numbers: another map of the same size, all covered, the first window ahead.
click "New numbers"
expect "Pattern" "Noise"
expect "Input height" "4"
expect "Step" "1 / 4"
expect "output 0,0" ""
# On Compare for the column pointed at, else the first.
click "Pattern"
click "Ramp"
key Ctrl+2
key Home
key Right
wait 2000ms
expect "max 0,0" ""
type "5"
key Enter
expect "✓ Right" ""
expect "max 0,0" "5"
expect "Right answers" "1"
key Right
wait 2000ms
hover "average 0,1"
type "18"
key Enter
expect "That is the sum: divide it" ""
hover "average 0,1"
type "4.5"
key Enter
expect "✓ Right" ""
expect "average 0,1" "4.5"
