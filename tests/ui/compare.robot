# Max, average and global average of the tutorial's map, side by side and in step.
click "Compare"
expect "Step" "0 / 4"
expect "max 0,0" ""
expect "global 0,0" ""
expect-no "Mean so far"
key Right
expect "max 0,0" "6"
expect "average 0,0" "3.75"
expect "Mean so far" "3.75"
expect "4 of 16 cells" ""
key Right
key Right
expect "max 1,0" "3"
expect "average 1,0" "1.5"
expect "Mean so far" "2.5"
expect "12 of 16 cells" ""
expect "Max formula" "max(3, 2, 1, 0) = 3"
expect "Average formula" "(3 + 2 + 1 + 0) / 4 = 1.5"
expect "Global average formula" "30 / 12 = 2.5"
expect "global 0,0" ""
expect "max 1,1" ""
key Right
expect "max 0,0" "6"
expect "max 0,1" "4"
expect "max 1,0" "3"
expect "max 1,1" "7"
expect "average 0,0" "3.75"
expect "average 0,1" "2.25"
expect "average 1,0" "1.5"
expect "average 1,1" "5"
expect "global 0,0" "3.125"
expect-no "Mean so far"
expect "Largest output 7; largest input 7" ""
expect "Largest output 5; largest input 7" ""
expect "Largest output 3.125; largest input 7" ""
# An edit shows in all columns at once.
double-click "input 0,0"
type "9"
key Enter
expect "max 0,0" "9"
expect "average 0,0" "5.75"
expect "global 0,0" "3.625"
key Ctrl+Z
expect "global 0,0" "3.125"
# Where one unit of gradient goes: max to the winner, average and global evenly.
click "Gradient"
expect "max gradient 2,3" "1"
expect "max gradient 2,2" "0"
expect "average gradient 3,2" "0.25"
expect "average gradient 0,0" "0"
expect "global gradient 0,0" "0.0625"
expect "Reaches 16 of 16 cells" ""
click "Values"
# A fourth column, and what is left when another is taken away.
click "Compare with…"
click "Subsample"
expect "subsample 0,0" "1"
expect "subsample 1,1" "4"
click "Compare with…"
click "L2"
expect "l2 1,1" "10.488089"
click "Show in max"
click "Minus average"
expect "max 0,0" "2.25"
expect "Max formula" "7 - 5 = 2"
click "Show in global average"
click "Minus max"
expect "global 0,0" "-1.875"
key Ctrl+Z
key Ctrl+Z
expect "max 0,0" "6"
key Ctrl+Z
key Ctrl+Z
expect-no "l2 0,0"
# Hidden answers are covered in every column, and uncovered together.
key Home
click "Hide answers"
key Right
expect "max 0,0" ""
expect "average 0,0" ""
expect "Mean so far" ""
expect "Max formula" "max(1, 3, 5, 6) = ?"
click "average 0,0"
expect "max 0,0" "6"
expect "average 0,0" "3.75"
expect "Mean so far" "3.75"
click "Hide answers"
# 3 x 3 windows at stride 2 on 6 x 6: no window reads the last row and column, and still all 36 cells count at the end.
key Ctrl+1
click "Input height"
type "6"
key Enter
click "Input width"
type "6"
key Enter
click "Pattern"
click "Ramp"
click "Increase kernel size"
click "Stride"
type "2"
key Enter
key Ctrl+2
expect "Step" "1 / 4"
key End
expect "max 1,1" "28"
expect "global 0,0" "17.5"
click "Previous step"
expect "21 of 36 cells" ""
