# What a neuron really uses of its field: the tabs, the figures, the growth with depth, the chart.
key Ctrl+3
click "Start from"
click "Ten conv3"
expect "Step" "10 / 10"
click "Effective"
expect "Influence" "21 × 21"
expect "Profile" "4σ ≈ 10.33"
expect "Effective width" "49 % effective width 4σ ≈ 10.3 of 21"
expect "Central half" "94.1 % of all influence in the central half, 11 × 11 "
expect "Strongest cell" "80 156 209 paths from the middle 1 from each corner"
expect "Width over depth" "From layer 5 to 10: field × 1.9, effective × 1.4. With pools between, both grow alike."
expect-no "Table of layers"
# From the first layer on, step by step.
key Home
expect "Influence" "1 × 1"
key Right
wait 800ms
key Right
wait 2000ms
expect "Influence" "5 × 5"
expect "Profile" "4σ ≈ 4.62"
click "Play"
wait 16000ms
expect "Step" "10 / 10"
expect "Profile" "4σ ≈ 10.33"
# A hand on the chart goes to a layer; a cell says what it has to say.
drag "Width over depth" by -100,0
hover "Influence"
wait 800ms
# Random weights, and back by undo.
key End
click "Random weights"
wait 500ms
expect "Strongest cell" "1.6 % in the strongest cell seeds 0 to 19"
key Ctrl+Z
expect "Strongest cell" "80 156 209 paths from the middle 1 from each corner"
# The class is asked first.
key H
expect "Effective width" "? effective width "
click "Effective width"
expect "Effective width" "49 % effective width 4σ ≈ 10.3 of 21"
key H
# With strides between.
click "Start from"
click "VGG-16"
expect "Influence" "212 × 212"
expect "Profile" "4σ ≈ 110.6"
click "Theoretical"
expect-no "Influence"
click "Zoom in"
click "Zoom in"
click "Zoom out"
