# Why 2.25.
key Ctrl+K
type "average"
key Enter
key PageDown
key PageDown
expect "Step" "2 / 4"
expect "Formula" "(2 + 4 + 1 + 2) / 4 = 2.25"
