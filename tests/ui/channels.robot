# The strip of channels under a map: a click or a tap on a tile shows that channel, on both stages that have one.
drop ../../assets/scenes/rgb.json
expect "Channel" "0 of 3"
key End
click "Channel 1"
expect "Channel" "1 of 3"
expect "input 1:1,1" "0"
expect "Channel 1" "on"
expect "Channel 0" "off"
# The step stays, and no tile takes the keyboard: Space goes on playing.
expect "Step" "16 / 16"
key Space
expect "Pause" ""
key Space
tap "Channel 2"
expect "Channel" "2 of 3"
click "Compare"
expect "Channel" "2 of 3"
click "Channel 0"
expect "Channel" "0 of 3"
expect "input 0,3" "9"
tap "Channel 1"
expect "Channel" "1 of 3"
# By keys, as before.
resize 1920x1080
click "Window"
click "Channel 2"
expect "Channel" "2 of 3"
key Escape
# More channels than have room: those that are seen can be pressed, and the strip moves on with the one shown.
drop channels_33.json
resize 1280x800
expect "Channel" "2 of 33"
expect-no "Channel 32"
click "Channel 5"
expect "Channel" "5 of 33"
click "Channel 6"
expect "Channel" "6 of 33"
expect "input 6:0,0" "2"
click "Compare"
tap "Channel 4"
expect "Channel" "4 of 33"
drop channels_300.json
click "Window"
expect "Channel" "4 of 300"
tap "Channel 4"
click "Channel 6"
tap "Channel 8"
expect "Channel" "8 of 300"
expect "input 8:0,0" "6"
# In a window too small for the stage a tile out of sight is scrolled in.
key Ctrl+=
key Ctrl+=
key Ctrl+=
key Ctrl+=
resize 800x600
tap "Channel 7"
expect "Channel" "7 of 300"
