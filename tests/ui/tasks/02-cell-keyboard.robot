# Change a cell, and see what comes of it: F2 types into the cell that had the focus last, at first the first one.
key F2
type "9\n"
key End
expect "input 0,0" "9"
expect "output 0,0" "9"
