# A map too large to be shown whole, cell by cell: it has a viewport, in which one zooms and pans.
click "Input height"
type "200"
key Enter
click "Input width"
type "300"
key Enter
click "Pattern"
click "Ramp"
expect "Output size" "100 × 150"
expect-no "input 0,0"
key Escape
click "Zoom in"
key +
key +
key +
key +
key +
key +
key +
key +
key +
key +
key +
key +
key +
key +
key +
key +
key +
key +
key +
expect "input 100,150" "30150"
expect-no "input 0,0"
# The camera follows the window to the first step, in the far corner.
key Home
key Right
expect "input 0,0" "0"
expect "output 0,0" "301"
# An edit is seen at once, and only what reads it changes.
double-click "input 0,0"
type "999"
key Enter
expect "output 0,0" "999"
expect "output 0,1" ""
key Ctrl+Z
expect "output 0,0" "301"
key Ctrl+Right
key Ctrl+Right
key Ctrl+Down
key Ctrl+Down
expect-no "input 0,0"
# The same map compared.
key Ctrl+2
key End
expect "global 0,0" "29999.5"
