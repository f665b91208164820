# Presenter mode, the blank screen, themes, text sizes, the list of keys, resizing.
key F5
expect-no "Kernel size"
expect-no "Timeline"
expect "Explanation" "One window after another: press the right arrow to begin."
click "Next step"
expect "Step" "1 / 4"
expect "Explanation" "Max keeps the largest: 6."
key H
expect "Explanation" "Which of the four numbers does max keep?"
key Enter
expect "Explanation" "Max keeps the largest: 6."
click "Previous step"
expect "Step" "0 / 4"
key Escape
expect "Kernel size" "2 × 2"
key F5
key F5
expect "Kernel size" "2 × 2"
key B
expect-no "Kernel size"
key B
expect "Kernel size" "2 × 2"
key .
expect-no "Kernel size"
key Space
expect "Kernel size" "2 × 2"
expect "Step" "0 / 4"
# The list of keys: the rest is out of reach until it closes.
click "Settings"
expect-focus ""
click "Day"
expect "Theme" "Day"
key Space
expect "Step" "0 / 4"
click "Text size"
click "125 %"
expect "Text size" "125 %"
click "Reduced motion"
expect "Reduced motion" "on"
click "Close"
expect-no "Theme"
key Ctrl+,
expect "Theme" "Day"
key Escape
expect-no "Theme"
key F1
key F1
expect-no "Theme"
# With reduced motion a step is there at once, and Play takes one a step's time.
key Right
expect "Step" "1 / 4"
key Space
expect "Step" "2 / 4"
wait 1700ms
expect "Step" "3 / 4"
wait 1700ms
expect "Step" "4 / 4"
key T
key T
key Ctrl+=
key Ctrl+=
key Ctrl+-
key Ctrl+0
# The text size stops where the window has no more room, and says so.
resize 800x600
key Ctrl+=
key Ctrl+=
key Ctrl+=
key Ctrl+=
key Ctrl+=
key Ctrl+=
expect "Text size 200 %: the largest that this window has room for" ""
key Ctrl+0
# Narrow: the tabs are a menu, the inspector a drawer.
expect "Stage" "Window"
expect-no "Kernel size"
click "Options"
click "Increase kernel size"
expect "Kernel size" "3 × 3"
click "Options"
expect-no "Kernel size"
resize 1920x1080
expect "Kernel size" "3 × 3"
