# An open menu hears every key; Escape closes it and gives the focus back.
key Right
click "Pattern"
key Right
key H
expect "Step" "1 / 4"
expect "Hide answers" "off"
key Escape
expect-no "Ramp"
click "Pattern"
click "Ramp"
expect "Pattern" "Ramp"
# By keyboard: the focus stays on the menu.
key Shift+Tab
key Shift+Tab
key Shift+Tab
key Shift+Tab
key Shift+Tab
key Shift+Tab
key Shift+Tab
key Shift+Tab
key Shift+Tab
key Shift+Tab
key Shift+Tab
key Shift+Tab
key Shift+Tab
expect-focus "Pattern"
key Enter
key Down
key Enter
expect "Pattern" "Checker"
expect-focus "Pattern"
key Enter
key Escape
expect-focus "Pattern"
key Escape
expect-focus ""
# Tab ends an edit in a stepper and goes on.
click "Kernel size"
type "3"
key Tab
expect "Kernel size" "3 × 3"
expect-focus "Increase kernel size"
# The blank screen keeps the focus.
key B
key .
expect-focus "Increase kernel size"
