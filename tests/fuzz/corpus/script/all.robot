# Every verb.
key Ctrl+Shift+Z
key F11
key #
type "a \"quoted\" \\ \t text"
click "Play"
double-click "input 0,2"
hover "output 1,1"
wheel "input 0,2" -1
drag "input 0,0" "input 2,2"
drag "Timeline" to 0.5
drag "Input corner" by 80,0
resize 1920x1080
drop path/to/map.npy
wait 500ms
expect "Step" "2 / 4"
expect-no "Play"
expect-focus "Kernel size"
shot out.png
quit
