# Padding.
key Ctrl+K
type "padding 1"
key Enter
expect "Padding" "1"
expect "Output size" "3 × 3"
