# Change a cell, and see what comes of it.
double-click "input 0,0"
type "9\n"
click "Last step"
expect "input 0,0" "9"
expect "output 0,0" "9"
