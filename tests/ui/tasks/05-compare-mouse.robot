# Compare.
click "Compare"
expect "Compare with…" ""
expect "4 values out" ""
