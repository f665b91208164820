# The image of the Receptive field stage: who reads a cell, and which neuron looks there.
key Ctrl+3
key End
expect "Step" "5 / 5"
expect "Image" "24 × 24"
expect "maxpool2/2 2 on the image" "12"
expect "conv3 3 on the image" "10"
expect "maxpool2/2 on the image" "6"
expect "conv3 2 on the image" "5"
expect "conv3 on the image" "3"
hover "pixel 5,7"
expect "Cell 5, 7: read by 4 neurons of maxpool2/2" ""
hover "pixel 0,0"
expect "Cell 0, 0: read by 1 neuron of maxpool2/2" ""
hover "pixel 23,23"
expect "Cell 23, 23: read by 1 neuron of maxpool2/2" ""
hover "Play"
expect-no "Cell 23, 23: read by 1 neuron of maxpool2/2"
# The first neuron looks at the upper left corner; then all the way to the other.
click "pixel 1,1"
expect "Step" "5 / 5"
key Home
expect "input on the image" "1"
key End
drag "pixel 1,1" "pixel 22,22"
expect "Step" "5 / 5"
# An answer that is hidden is hidden here too.
key H
expect "maxpool2/2 2 on the image" "?"
key Shift+H
expect "maxpool2/2 2 on the image" "12"
click "Picture"
click "Your input"
expect "Picture" "Your input"
expect "pixel 0,0" "1"
expect "pixel 23,23" "3"
key Ctrl+Z
expect "Picture" "Cat"
