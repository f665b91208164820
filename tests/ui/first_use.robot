# What a first use stumbled over, by the rows of its list.
# B20: a click on an output goes to its step.
click "output 1,0"
expect "Step" "3 / 4"
expect "Formula" "max(3, 2, 1, 0) = 3"
click "output 0,0"
expect "Step" "1 / 4"
# Covered ones, once they are reached, are uncovered by it.
key H
click "output 0,1"
expect "Step" "2 / 4"
expect "Formula" "max(2, 4, 1, 2) = ?"
click "output 0,1"
expect "Formula" "max(2, 4, 1, 2) = 4"
key H
# C5: the third tab is Ctrl+3.
key Ctrl+3
expect "Timeline" "5"
# B20: a layer's name goes to the layer.
click "Field of conv3 2"
expect "Step" "2 / 5"
# C3: words that can be understood.
expect "Fields of the neurons on the thick path." ""
# C6: a layer that sees all of it says so.
key Ctrl+1
# B13: what no window reads is said and hatched once the last window has been.
click "Increase kernel size"
click "Increase padding"
key Ctrl+R
key Home
click "Increase kernel size"
key End
expect "Explanation" "Rows 0 to 2, columns 0 to 2; hatched, 7 cells are never read"
# B9: the list of fourth columns is at its button.
key Ctrl+2
click "Compare with…"
expect "No fourth column" "selected"
key Escape
# B20 on Compare.
key Ctrl+R
click "max 1,1"
expect "Step" "4 / 4"
# Loop is a switch.
expect "Loop" "off"
click "Loop"
expect "Loop" "on"
click "Play"
wait 3000ms
expect "Step" "2 / 4"
wait 3600ms
expect "Step" "4 / 4"
wait 2000ms
expect "Step" "1 / 4"
# C13, and what was missing: undoing is offered where much changes at once.
key Ctrl+1
key Ctrl+R
click "Pattern"
click "Ramp"
expect "The input was replaced" ""
click "Undo"
expect "Pattern" "Tutorial"
expect-no "Undo"
drag "input 0,0" "input 0,2"
expect "2 cells changed" ""
click "Undo"
expect "input 0,1" "3"
# Nothing to take back any more: it is not offered. After six seconds neither.
click "Pattern"
click "Ramp"
key Ctrl+Z
expect-no "Undo"
key Ctrl+Shift+Z
click "Reset"
expect "Back to how it was opened" ""
wait 6100ms
expect-no "Undo"
key Ctrl+3
click "Start from"
click "VGG-16"
expect "The stack was replaced" ""
click "Undo"
expect "Step" "5 / 5"
# B1: a photo is shown in its colours, red, green and blue are tiles beside them.
key Ctrl+1
drop ../data/pictures/quarters.png
click "8"
key Enter
expect "Channel" "all of 3"
expect "input 0,0" "0.78431374 0.15686275 0.15686275"
key Right
expect "Formula" "red 0.78431374, green 0.15686275, blue 0.15686275"
expect "output 0,0" "0.78431374 0.15686275 0.15686275"
click "Channel 1"
expect "Channel" "1 of 3"
expect "input 1:0,0" "0.15686275"
click "All channels"
expect "Channel" "all of 3"
# A cell is painted in its colour.
drag "input 0,0" "input 0,7"
expect "input 0,7" "0.78431374 0.15686275 0.15686275"
click "Undo"
key Ctrl+2
key End
expect "max 0,0" "0.78431374 0.15686275 0.15686275"
# B8: Compare has its settings: a button under the input names the windows and opens the inspector.
key Ctrl+Z
key Home
expect-no "Kernel height"
click "Window settings"
click "Increase kernel size"
expect "Kernel size" "3 × 3"
key Escape
expect-no "Kernel size"
# The dial: another kernel in one drag, all pooled at once, one step of undo; by arrows too.
key Home
drag "Kernel" to 0.99
expect "Kernel" "4 × 4"
expect "Step" "1 / 1"
drag "Kernel" to 0.01
expect "Kernel" "1 × 1"
expect "Step" "16 / 16"
key Ctrl+Z
expect "Kernel" "4 × 4"
click "Kernel"
key Left
expect "Window settings" ""
expect "Kernel" "3 × 3"
