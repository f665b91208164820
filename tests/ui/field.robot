# The receptive field grows through the tutorial's stack, by mouse and by keys.
click "Receptive field"
expect "Step" "5 / 5"
key Home
key Right
expect "Field of conv3" "3"
wait 2000ms
key Right
expect "Field of conv3 2" "5"
wait 2000ms
key Right
wait 500ms
expect "Field of maxpool2/2" "6"
wait 2000ms
key Right
key Right
expect "Field of conv3 3" "10"
expect "Field of maxpool2/2 2" "12"
expect "maxpool2/2 2 neuron 1" "4-15"
# Any neuron of any layer, and along its row.
click "conv3 3 neuron 6"
expect "Step" "4 / 5"
drag "conv3 3 neuron 0" "conv3 3 neuron 7"
expect "conv3 3 neuron 7" "14-23"
hover "input neuron 12"
key Home
click "Play"
wait 9000ms
expect "Step" "5 / 5"
# The class is asked first.
key H
expect "Field of maxpool2/2 2" ""
key Enter
expect "Field of maxpool2/2 2" "12"
key H
key F5
key F5
