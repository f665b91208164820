# Compare.
key Ctrl+2
expect "4 values out" ""
