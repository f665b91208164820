# Texts in and out: notation, what print(model) shows, and what a class of somebody's own withholds.
click "Receptive field"
click "Notation"
key Ctrl+A
type "input 1x16x16, conv3 p1, add(conv3 p1, relu | id), maxpool2"
key Enter
key End
expect "Step" "4 / 4"
expect "Formula" "5 + (2 - 1) * 1 = 6"
# What is no notation is refused, and the stack stays.
click "Notation"
key Ctrl+A
type "conv3, conf3"
key Enter
key Escape
expect "Step" "4 / 4"
# A printout is read by the same field.
click "Notation"
key Ctrl+A
type "Sequential((0): Conv2d(3, 8, kernel_size=(3, 3), padding=same) (1): Mixer((a): Conv2d(8, 8, kernel_size=(5, 5)) (b): BatchNorm2d(8)) (2): Dropout(p=0.5))"
key Enter
expect "Order unknown" "Order unknown: a printout does not tell how Mixer runs. Sizes after it are not shown."
key End
expect "Formula" "?"
click "Confirm order"
key End
expect "Formula" "3 + (5 - 1) * 1 = 7"
expect-no "Confirm order"
# Out as notation, and in again in the place of another.
click "Copy stack"
click "As notation"
click "Start from"
click "VGG-16"
click "Paste stack"
expect "Step" "2 / 2"
expect "Formula" "3 + (5 - 1) * 1 = 7"
key Ctrl+Z
expect "Start from" "VGG-16"
key Ctrl+Z
key Ctrl+Z
key Ctrl+Z
key Ctrl+Z
expect "Start from" "Tutorial"
