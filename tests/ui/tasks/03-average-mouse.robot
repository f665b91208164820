# 3 x 3 at stride 2, average.
click "Average"
click "Increase kernel size"
click "Decrease stride"
expect "Operation" "Average"
expect "Kernel size" "3 × 3"
expect "Stride" "2 × 2"
