# Presenting: the laser dot and the pen, which the first use missed.
key End
key F5
expect-no "Laser dot"
hover "input 1,1"
expect "Laser dot" ""
wait 2100ms
expect-no "Laser dot"
hover "Previous step"
expect-no "Laser dot"
# A drag with Shift draws; the stage hears nothing of it.
shift-drag "input 0,0" "output 1,1"
expect "Pen strokes" "1"
expect "Step" "4 / 4"
expect-focus ""
shift-drag "input 3,3" by -200,-100
expect "Pen strokes" "2"
expect "input 3,3" "3"
# They fade after four seconds, each by itself.
wait 3000ms
shift-drag "input 3,0" "input 0,3"
expect "Pen strokes" "3"
wait 1700ms
expect "Pen strokes" "1"
wait 3000ms
expect-no "Pen strokes"
# E clears; the strip's buttons are pressed as ever, and so is the stage without Shift.
shift-drag "input 3,0" "input 0,3"
key E
expect-no "Pen strokes"
click "output 0,0"
expect "Step" "1 / 4"
click "Next step"
expect "Step" "2 / 4"
# What was drawn over one stage is not over another.
shift-drag "input 3,0" "input 0,3"
key Ctrl+2
expect-no "Pen strokes"
key Ctrl+1
# Leaving the mode takes them along.
shift-drag "input 3,0" "input 0,3"
key F5
expect-no "Pen strokes"
shift-drag "input 0,0" "input 1,1"
expect-no "Pen strokes"
expect-focus "input 1,1"
key ?
expect "E" "Clear what was drawn"
quit
