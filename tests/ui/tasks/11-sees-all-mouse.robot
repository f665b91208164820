# Which layer sees all of the image: it is there at once.
drop scenes/resnet50-32.json
# Task
expect "Layer 12" "layer1.2.conv1, out 8, field 27, jump 4, start 0, share of image 71.2 %"
expect "Layer 13" "layer1.2.conv2, out 8, field 35, jump 4, start 0, share of image all"
