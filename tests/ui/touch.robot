# One finger presses, twice it brings the keypad, two zoom; what a finger does to a map counts as one step.
tap "Next step"
wait 2000ms
expect "Step" "1 / 4"
tap "Average"
expect "Operation" "Average"
tap "Max"
# A tap gives a cell the focus; a second command is not a double tap.
tap "input 0,0"
tap "input 0,0"
expect-focus "input 0,0"
expect-no "Keypad"
# The keypad types into the edit, and the keyboard still does.
tap2 "input 0,0"
expect "Keypad" ""
tap "Key -"
tap "Key 1"
tap "Key 2"
tap "Key ."
tap "Key 5"
tap "Key 9"
tap "Backspace"
type "7"
tap "Done"
expect-no "Keypad"
expect "input 0,0" "-12.57"
expect-focus "input 1,0"
key Ctrl+Z
expect "input 0,0" "1"
# Escape and a tap elsewhere end it.
tap2 "input 3,3"
tap "Key 8"
key Escape
expect-no "Keypad"
expect "input 3,3" "3"
tap2 "input 3,3"
tap "Key 8"
tap "input 0,0"
expect-no "Keypad"
expect "input 3,3" "8"
# Two fingers press nothing.
pinch "input 1,1" 2
pinch "Next step" 0.5
wait 2000ms
expect "Step" "1 / 4"
expect "input 1,1" "6"
