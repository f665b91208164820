# Every control of the inspector is changed, refused where it must be, and all of it undone.
key End
click "Increase kernel size"
expect "Kernel size" "3 × 3"
expect "Stride" "3 × 3"
# Task 3 of the first use: that the stride follows is said, until it is set.
expect "The stride follows the kernel until it is set" ""
expect "Output size" "1 × 1"
expect "Output formula" "floor((4 + 2*0 - 1*(3 - 1) - 1) / 3) + 1 = 1"
click "Decrease stride"
click "Decrease stride"
expect "Stride" "1 × 1"
click "Increase kernel size"
expect-no "The stride follows the kernel until it is set"
key Ctrl+Z
expect "Output size" "2 × 2"
expect "Step" "1 / 4"
expect "output 0,1" ""
key End
expect "output 0,0" "6"
click "Increase padding"
expect "Padding" "1"
expect "Output size" "4 × 4"
expect "padding -1,-1" "-inf"
click "Increase padding"
expect "Padding" "1"
expect "padding 2 is more than half of kernel height 3: use at most 1" ""
click "Increase dilation"
expect "Dilation" "2"
expect "Output size" "2 × 2"
click "Average"
expect "Dilation" "1"
expect "Dilation is now 1: it belongs to max" ""
expect "padding -1,-1" "0"
click "Count padding"
expect "Count padding" "off"
key End
expect "output 0,0" "3.75"
click "Ceil mode"
expect "Ceil mode" "on"
click "Link axes"
expect "Link axes" "off"
click "Increase stride width"
expect "Stride width" "2"
expect "Stride height" "1"
expect "Output formula" "ceil((4 + 2*1 - 1*(3 - 1) - 1) / 1) + 1 = 4; ceil((4 + 2*1 - 1*(3 - 1) - 1) / 2) + 1 = 3"
click "Link axes"
expect "Stride" "1 × 1"
click "L2"
expect "Padding" "0"
click "Input height"
type "6"
key Enter
expect "Input height" "6"
expect "Values" "24 in, 8 out: ≈ 66.7 % fewer"
click "Increase input width"
expect "Input width" "5"
expect "Input" "6 × 5"
drag "Input corner" by 200,0
click "Pattern"
click "Ramp"
expect "Pattern" "Ramp"
expect "input 1,0" "8"
click "Pattern"
key Down
key Down
key Down
key Down
key Enter
expect "Pattern" "Noise"
click "Increase seed"
expect "Seed" "1"
click "Decrease kernel size"
click "Decrease kernel size"
click "Decrease kernel size"
expect "Kernel size" "1 × 1"
# A number typed into a stepper; one that cannot be is refused and the last good one stays.
click "Kernel size"
type "99"
key Enter
expect "Kernel size" "1 × 1"
click "Kernel size"
type "0"
key Enter
expect "Kernel size" "1 × 1"
click "Input width"
type "4097"
key Enter
expect "a map has 1 to 4096 rows and columns" ""
expect "Input width" "8"
# Holding a button repeats.
key Escape
click "Reset"
expect "Pattern" "Tutorial"
expect "Kernel size" "2 × 2"
expect "Operation" "Max"
key Ctrl+Z
expect "Operation" "L2"
# All of it undone: back to the tutorial's map.
key Ctrl+Z
key Ctrl+Z
key Ctrl+Z
key Ctrl+Z
key Ctrl+Z
key Ctrl+Z
key Ctrl+Z
key Ctrl+Z
key Ctrl+Z
key Ctrl+Z
key Ctrl+Z
key Ctrl+Z
key Ctrl+Z
key Ctrl+Z
key Ctrl+Z
key Ctrl+Z
key Ctrl+Z
key Ctrl+Z
key Ctrl+Z
key Ctrl+Z
key Ctrl+Z
key Ctrl+Z
key Ctrl+Z
key Ctrl+Z
key Ctrl+Z
expect "Operation" "Max"
expect "Kernel size" "2 × 2"
expect "Stride" "2 × 2"
expect "Padding" "0"
expect "Dilation" "1"
expect "Ceil mode" "off"
expect "Input height" "4"
expect "Input width" "4"
expect "input 3,2" "6"
expect "Pattern" "Tutorial"
