# Each stage keeps its own step, and what was uncovered there, whichever way one goes away and comes back.
key Right
wait 2000ms
key Right
wait 2000ms
expect "Step" "2 / 4"
click "Compare"
expect "Step" "0 / 4"
key End
expect "Step" "4 / 4"
key Ctrl+3
expect "Step" "5 / 5"
key Home
key Right
key Ctrl+1
expect "Step" "2 / 4"
expect "output 0,1" "4"
expect "output 1,0" ""
key Ctrl+2
expect "Step" "4 / 4"
key Ctrl+3
expect "Step" "1 / 5"
# Fewer steps: the last one there is.
click "Compare"
click "Window"
key End
click "Receptive field"
click "Window"
expect "Step" "4 / 4"
click "Compare"
expect "Step" "4 / 4"
click "Window"
click "Increase kernel size"
expect "Step" "1 / 1"
click "Compare"
expect "Step" "1 / 1"
key Ctrl+Z
click "Window"
expect "Step" "1 / 4"
# Reset takes every stage back to how it was opened.
click "Receptive field"
key Home
click "Window"
key End
key Ctrl+R
expect "Step" "0 / 4"
click "Receptive field"
expect "Step" "5 / 5"
# What is uncovered on one stage stays covered on another, and is found again.
click "Window"
key H
key Right
wait 2000ms
expect "output 0,0" ""
key Enter
expect "output 0,0" "6"
click "Compare"
key Right
wait 2000ms
expect "max 0,0" ""
expect "average 0,0" ""
click "Window"
expect "output 0,0" "6"
key Shift+H
click "Compare"
expect "max 0,0" ""
# A scene's step is that of the stage it names.
drop places.json
expect "Step" "3 / 5"
click "Window"
expect "Step" "0 / 4"
click "Receptive field"
expect "Step" "3 / 5"
