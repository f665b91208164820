# Playing, looping, and the ends of the way: row B12 of first-use.md, and its first task (Next at the end).
# At the last step Next is disabled and keeps the focus: pressing on does not switch its neighbour, Loop, on.
key End
key Left
expect "Step" "3 / 4"
key Shift+Tab
key Shift+Tab
key Shift+Tab
key Shift+Tab
key Shift+Tab
expect-focus "Next step"
key Enter
key Enter
key Enter
key Space
expect-focus "Next step"
expect "Step" "4 / 4"
expect "Loop" "off"
expect-no "Pause"
wait 2000ms
# B12: a map of 196 steps plays in 40 s at 1x, by the mouse alone.
click "Decrease kernel size"
click "Input height"
type "14"
key Enter
click "Input width"
type "14"
key Enter
key Escape
expect "Step" "4 / 196"
click "First step"
click "Play"
wait 20000ms
click "Pause"
wait 300ms
expect "Step" "99 / 196"
click "Play"
wait 20000ms
expect "Step" "196 / 196"
expect-no "Pause"
# As long with reduced motion, here at 4x.
drag "Speed" to 1
key Ctrl+,
click "Reduced motion"
key Escape
key Home
key Space
wait 9800ms
expect "Pause" ""
wait 300ms
expect "Step" "196 / 196"
expect-no "Pause"
key Ctrl+,
click "Reduced motion"
key Escape
drag "Speed" to 0.5
# Loop, by the mouse.
key Ctrl+R
expect "Step" "0 / 4"
click "Loop"
click "Play"
wait 6900ms
expect "Step" "4 / 4"
expect "Pause" ""
wait 700ms
expect "Step" "1 / 4"
wait 6000ms
click "Loop"
wait 2000ms
expect "Step" "4 / 4"
expect-no "Pause"
# Where the transport has no room for it it is among the settings.
resize 800x600
expect-no "Loop"
key Ctrl+,
expect "Loop" "off"
click "Loop"
expect "Loop" "on"
key Escape
expect-no "Loop"
key Space
wait 9000ms
expect "Pause" ""
key Space
resize 1280x800
expect "Loop" "on"
# In presenter mode too.
key F5
expect-no "Loop"
key Ctrl+,
click "Loop"
expect "Loop" "off"
key Escape
key F5
expect "Loop" "off"
quit
