# Padding.
click "Increase padding"
expect "Padding" "1"
expect "Output size" "3 × 3"
