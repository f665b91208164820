# Cells go to the clipboard and back as a spreadsheet has them.
click "input 0,0"
key Shift+Right
key Shift+Down
expect "Selection" "2 × 2"
key Ctrl+C
click "input 2,2"
key Ctrl+V
expect "input 2,2" "1"
expect "input 2,3" "3"
expect "input 3,2" "5"
expect "input 3,3" "6"
key Ctrl+Z
expect "input 3,3" "3"
# B22: what reaches over the edge makes the map grow.
click "input 3,3"
key Ctrl+V
expect "input 3,3" "1"
expect "input 4,4" "6"
expect "input 4,0" "0"
expect "Input height" "5"
click "Undo"
expect "Input height" "4"
expect "input 3,3" "3"
# A typed value fills the selection; Delete empties it; each is one step.
click "input 0,0"
key Shift+Right
key Shift+Down
type "8"
key Enter
expect "input 0,0" "8"
expect "input 1,1" "8"
key Ctrl+Z
expect "input 1,1" "6"
click "input 0,0"
key Shift+Right
key Delete
expect "input 0,0" "0"
expect "input 0,1" "0"
key Ctrl+Z
expect "input 0,1" "3"
# Without a focus the whole map is copied, and a pasted one takes its place.
click "Input width"
key Escape
key Escape
key Ctrl+C
click "Pattern"
click "Ramp"
expect "input 0,0" "0"
key Escape
key Ctrl+V
expect "input 0,0" "1"
expect "input 3,3" "3"
