# Change a cell, and see what comes of it.
double-click "input 0,0"
type "9"
click "Last step"
expect "output 0,0" "9"
