# B20: right click, a long press or Shift+F10 on a cell opens a small menu of what can be done there.
right-click "input 2,3"
expect "Copy value" ""
click "Go to its step"
expect "Step" "4 / 4"
expect-no "Copy value"
# What is copied can be pasted.
right-click "input 2,3"
click "Copy value"
expect "Copied" ""
click "input 0,0"
key Ctrl+V
expect "input 0,0" "7"
right-click "input 0,0"
click "Reset cell"
expect "input 0,0" "1"
# All of a map, and by finger.
long-press "output 0,1"
expect "Copy map" ""
click "Copy map"
click "Input width"
key Escape
key Escape
key Ctrl+V
expect "Input width" "2"
expect "input 0,0" "6"
expect "input 1,1" "7"
key Ctrl+Z
expect "Input width" "4"
# One value everywhere; undoing it is offered.
right-click "input 0,3"
click "Fill the map with it"
expect "input 3,3" "4"
click "Undo"
expect "input 3,3" "3"
# By keyboard: Shift+F10 where the focus is, arrows, Enter; Escape closes.
click "input 1,0"
key Shift+F10
expect "Copy value" ""
key Escape
expect-no "Copy value"
key Shift+F10
key Down
key Down
key Enter
expect "Step" "1 / 4"
# A covered value cannot be copied.
key H
right-click "output 0,0"
expect "Go to its step" ""
expect-no "Copy value"
expect-no "Copy map"
key Escape
key H
key Ctrl+2
key End
right-click "average 0,1"
click "Copy value"
expect "Copied" ""
right-click "max 0,0"
click "Go to its step"
expect "Step" "1 / 4"
# What opens over a menu closes it, and so does what takes away the cell that it is of.
right-click "input 2,3"
key Ctrl+K
expect-no "Copy value"
key Escape
expect-no "Search for"
right-click "input 2,3"
key Ctrl+1
expect-no "Copy value"
right-click "input 2,3"
expect "Copy value" ""
key Ctrl+2
right-click "input 2,3"
resize 640x480
expect-no "Copy value"
# A right click elsewhere takes what is typed, as any press does.
resize 1280x800
key Ctrl+2
key Ctrl+1
double-click "input 0,0"
type "42"
right-click "input 1,1"
expect "input 0,0" "42"
expect "Copy value" ""
key Escape
