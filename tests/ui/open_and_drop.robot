# A dropped map takes the input's place, and can be undone; what cannot be opened is said.
drop tests/data/npy/does-not-exist.npy
expect "input 3,3" "3"
drop drop.csv
expect "Input" "2 × 3"
expect "input 1,2" "-4.5"
expect "Step" "0 / 1"
key Ctrl+Z
expect "Input" "4 × 4"
expect "input 3,3" "3"
key Ctrl+Shift+Z
expect "input 0,1" "nan"
# Reset goes back to what was opened last.
click "input 0,0"
type "8"
key Enter
key Ctrl+R
expect "Input" "2 × 3"
expect "input 0,0" "1"
