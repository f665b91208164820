# 3 x 3 at stride 2, average.
key Ctrl+K
type "average 3/2"
key Enter
expect "Operation" "Average"
expect "Kernel size" "3 × 3"
expect "Stride" "2 × 2"
