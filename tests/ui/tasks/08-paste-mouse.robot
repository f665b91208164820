# A map of 6 x 6 comes from elsewhere, and a cell has the focus.
drop scenes/overlapping-3x3.json
key Ctrl+C
drop scenes/tutorial.json
click "input 0,0"
# Task
key Ctrl+V
expect "Input" "6 × 6"
expect "input 5,5" "9"
