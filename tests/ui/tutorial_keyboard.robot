# The same by the keyboard alone.
expect "Step" "0 / 4"
key Right
expect "Step" "1 / 4"
expect "output 0,0" "6"
key PageDown
expect "Step" "2 / 4"
expect "output 0,1" "4"
key Right
key Right
expect "Step" "4 / 4"
expect "output 1,0" "3"
expect "output 1,1" "7"
key Left
expect "Step" "3 / 4"
key PageUp
expect "Step" "2 / 4"
key Home
expect "Step" "0 / 4"
key End
expect "Step" "4 / 4"
# Space plays from the start, pauses, and goes on.
key Space
expect "Step" "1 / 4"
key Space
wait 3000ms
expect "Step" "1 / 4"
key Space
wait 6500ms
expect "Step" "4 / 4"
# Tab goes through the controls; Space presses the one in focus instead of playing.
key Home
key Tab
expect-focus "Window"
key Tab
expect-focus "Document"
key Tab
expect-focus "Open"
key Tab
expect-focus "Save"
key Tab
expect-focus "Export"
key Tab
expect-focus "Examples"
key Tab
expect-focus "Settings"
key Tab
expect-focus "Keys"
key Tab
expect-focus "input 0,0"
key Tab
expect-focus "Input corner"
key Tab
expect-focus "output 0,0"
key Tab
expect-focus "Operation"
expect-focus "Max"
key Right
expect "Operation" "Average"
expect-focus "Average"
key Left
expect "Operation" "Max"
key Tab
expect-focus "Decrease kernel size"
key Tab
expect-focus "Kernel size"
key Up
expect "Kernel size" "3 × 3"
expect "Stride" "3 × 3"
key Down
expect "Kernel size" "2 × 2"
key Tab
expect-focus "Increase kernel size"
key Space
expect "Kernel size" "3 × 3"
key Ctrl+Z
expect "Kernel size" "2 × 2"
expect "Step" "0 / 4"
# Arrows belong to the control in focus, the Page keys always step.
key PageDown
expect "Step" "1 / 4"
key Escape
key Right
expect "Step" "2 / 4"
key Shift+Tab
expect-focus "Speed"
key Right
expect "Speed" "2×"
