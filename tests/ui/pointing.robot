# Pointing in both directions, tooltips, padding.
key Right
key Right
wait 1700ms
hover "output 0,0"
expect "Formula" "max(1, 3, 5, 6) = 6"
expect "Explanation" "Rows 0 to 1, columns 0 to 1"
hover "output 1,1"
expect "Formula" "max(4, 7, 6, 3) = "
hover "input 2,1"
expect "Explanation" "Row 2, column 1: it feeds one output"
hover "Play"
wait 600ms
expect "Play all steps (Space)" ""
click "Increase kernel size"
click "Decrease stride"
hover "input 3,3"
expect "Explanation" "Row 3, column 3: no window reads it"
