# Ask first: answers stay covered until revealed, one by one or all.
key H
expect "Hide answers" "on"
key Right
expect "output 0,0" ""
expect "Formula" "max(1, 3, 5, 6) = ?"
wait 1600ms
# Next uncovers before it moves on.
key Right
expect "Step" "1 / 4"
expect "output 0,0" "6"
expect "Formula" "max(1, 3, 5, 6) = 6"
key Right
expect "Step" "2 / 4"
expect "output 0,1" ""
key Enter
expect "output 0,1" "4"
key Right
key Right
expect "Step" "3 / 4"
key Right
expect "Step" "4 / 4"
expect "output 1,1" ""
click "output 1,1"
expect "output 1,1" "7"
click "Hide answers"
expect "Hide answers" "off"
click "Hide answers"
expect "output 0,0" ""
expect "output 1,1" ""
key Shift+H
expect "output 0,0" "6"
expect "output 1,1" "7"
key H
key H
expect "output 0,0" ""
click "Formula"
expect "output 1,1" "7"
# Covered answers can be reached and revealed by the keyboard.
key Tab
key Tab
key Tab
key Tab
key Tab
key Tab
key Tab
key Tab
key Tab
expect-focus "input 0,0"
key Tab
key Tab
expect-focus "output 1,1"
key Left
expect-focus "output 1,0"
key Enter
expect "output 1,0" "3"
