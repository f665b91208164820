# The tutorial's example from the start to the end by the mouse alone.
expect "Step" "0 / 4"
expect "Formula" ""
expect "output 0,0" ""
expect "Timeline" "0"
expect "Pattern" "Tutorial"
click "Next step"
expect "Step" "1 / 4"
expect "output 0,0" "6"
expect "Formula" "max(1, 3, 5, 6) = 6"
wait 1600ms
expect "Step" "1 / 4"
click "Next step"
expect "Formula" "max(2, 4, 1, 2) = 4"
# A further press first finishes the running move.
click "Next step"
expect "Step" "3 / 4"
expect "output 1,0" "3"
click "Next step"
expect "Step" "4 / 4"
expect "output 1,1" "7"
expect "Formula" "max(4, 7, 6, 3) = 7"
wait 1600ms
# Task 1 of the first use: at the end the button is dead and looks it; its key does nothing.
key Right
expect "Step" "4 / 4"
click "Previous step"
expect "Step" "3 / 4"
expect "output 1,1" ""
click "First step"
expect "Step" "0 / 4"
click "Last step"
expect "Step" "4 / 4"
drag "Timeline" to 0.5
expect "Step" "2 / 4"
expect "Timeline" "2"
# Play at the end starts over, and stops at the end.
click "Last step"
click "Play"
expect "Step" "1 / 4"
expect-no "Play"
click "Pause"
expect-no "Pause"
wait 1600ms
expect "Step" "1 / 4"
click "Play"
wait 4700ms
expect "Step" "4 / 4"
wait 200ms
expect-no "Pause"
# Average and L2 of the same windows.
click "Average"
expect "Operation" "Average"
expect "output 0,0" "3.75"
expect "output 0,1" "2.25"
expect "output 1,0" "1.5"
expect "output 1,1" "5"
drag "Timeline" to 0.5
expect "Formula" "(2 + 4 + 1 + 2) / 4 = 2.25"
click "L2"
expect "Formula" "sqrt(2^2 + 4^2 + 1^2 + 2^2) = 5"
