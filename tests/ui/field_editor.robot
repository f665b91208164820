# The stack is edited: layers added, changed, moved, removed, by mouse and by keys, and all of it undone.
click "Receptive field"
key End
expect "Step" "5 / 5"
expect "Formula" "10 + (2 - 1) * 2 = 12"
click "conv3"
expect "Step" "1 / 5"
expect "Formula" "1 + (3 - 1) * 1 = 3"
# Once more opens its settings.
click "conv3"
click "Increase kernel size"
expect "Kernel size" "4 × 4"
expect "Formula" "1 + (4 - 1) * 1 = 4"
click "Increase dilation"
expect "Formula" "1 + (4 - 1) * 2 * 1 = 7"
key Ctrl+Z
key Ctrl+Z
expect "Kernel size" "3 × 3"
click "Duplicate layer"
expect "Step" "1 / 6"
key Ctrl+Z
expect "Step" "1 / 5"
click "+ Conv"
expect "Step" "2 / 6"
key Ctrl+Z
click "conv3"
expect "Step" "1 / 5"
click "+ Pool"
expect "Step" "2 / 6"
expect "Formula" "3 + (2 - 1) * 1 = 4"
key Ctrl+Z
# A setting that cannot be is refused where it was made.
click "maxpool2/2 2"
click "Increase padding"
click "Increase padding"
expect "Padding" "1"
key Ctrl+Z
# A ready stack, a bigger image, a second stack.
click "Start from"
click "VGG-16"
expect "Step" "18 / 18"
expect "Formula" "196 + (2 - 1) * 16 = 212"
expect "Start from" "VGG-16"
click "Input size"
type "32"
key Enter
expect "Input size" "32 × 32"
expect "Wide enough already" "10 of 18 layers start from a field as wide as the image and add almost nothing new. From input 197 × 197 up, every layer adds."
key Ctrl+Z
key Ctrl+Z
expect "Start from" "Tutorial"
click "Start from"
click "Three 3 x 3 convolutions"
click "Compare with…"
click "One 7 x 7 convolution"
expect "Comparison" "The same field of 7 cells. This stack has ≈ 44.8 % fewer parameters."
click "Swap stacks"
expect "Comparison" "The same field of 7 cells. The one beside it has ≈ 44.8 % fewer parameters."
key Ctrl+Z
key Ctrl+Z
key Ctrl+Z
expect-no "Comparison"
