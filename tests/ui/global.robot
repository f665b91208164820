# Global average does not slide: one step takes the whole map. A scene of it stays one.
drop ../../assets/scenes/gap-7x7.json
expect "Operation" "Global"
expect "Step" "0 / 1"
expect "Output size" "1 × 1"
expect-no "Kernel size"
key Right
expect "Formula" "129 / 49 = 2.632653"
expect "output 0,0" "2.632653"
wait 2000ms
expect "Step" "1 / 1"
# Both directions: every cell feeds the one output.
hover "input 6,6"
expect "Explanation" "Row 6, column 6: it feeds one output"
hover "output 0,0"
expect "Explanation" "Rows 0 to 6, columns 0 to 6"
# An edit is followed at once, and undone.
click "input 0,0"
type "49"
key Enter
expect "Formula" "178 / 49 = 3.632653"
expect "output 0,0" "3.632653"
key Ctrl+Z
expect "output 0,0" "2.632653"
key Escape
# Asked first.
key H
expect "Formula" "129 / 49 = ?"
expect "output 0,0" ""
click "Formula"
expect "output 0,0" "2.632653"
key H
# The columns of Compare take the same one window; the gradient goes to every cell.
click "Compare"
expect "Step" "0 / 1"
key End
expect "max 0,0" "9"
expect "average 0,0" "2.632653"
expect "global 0,0" "2.632653"
expect "Average formula" "129 / 49 = 2.632653"
click "Gradient"
expect "average gradient 0,0" "0.020408163"
expect "max gradient 3,3" "1"
click "Values"
# To and fro.
click "Window"
click "Average"
expect "Formula" "(0 + 0 + 0 + 1) / 4 = 0.25"
click "Global"
expect "Formula" "129 / 49 = 2.632653"
click "Max"
click "Global"
expect "Operation" "Global"
key Ctrl+Z
key Ctrl+Z
key Ctrl+Z
key Ctrl+Z
key Ctrl+Z
key Ctrl+Z
expect "Operation" "Global"
