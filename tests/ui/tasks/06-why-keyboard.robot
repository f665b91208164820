# Why 2.25: beside the others, average has its formula.
key Ctrl+2
key PageDown
key PageDown
expect "average 0,1" "2.25"
expect "Average formula" "(2 + 4 + 1 + 2) / 4 = 2.25"
