# What a printout says is used, and what it does not say is not made up.
click "Receptive field"
expect "Input size" "24 × 24"
# A layer that nobody here can compute stays, whatever is confirmed, until somebody replaces it.
click "Notation"
key Ctrl+A
type "Sequential((0): Conv2d(3, 8, kernel_size=(3, 3), stride=(2, 2), padding=(1, 1)) (1): ConvTranspose2d(8, 8, kernel_size=(4, 4), stride=(2, 2), padding=(1, 1)) (2): Conv2d(8, 8, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1)))"
key Enter
key End
expect "Step" "3 / 3"
expect "Formula" "?"
expect "Field of 2 conv3" ""
expect "Field of 0 conv3/2" "3"
expect "All parameters" ""
expect-no "Confirm order"
expect "Layer unknown" "Layer unknown: what ConvTranspose2d does to sizes and fields is not known here. Replace it by a layer with its kernel, stride and padding. Sizes after it are not shown."
click "Replace layer"
expect "Step" "2 / 3"
expect "Layer type" "Conv"
expect "Kernel size" "3 × 3"
expect-no "Layer unknown"
key End
expect "Formula" "7 + (3 - 1) * 2 = 11"
expect "All parameters" "1392"
key Ctrl+Z
expect "Formula" "?"
# Features that are printed choose the input.
click "Notation"
key Ctrl+A
type "Sequential((0): Conv2d(1, 6, kernel_size=(5, 5), stride=(1, 1)) (1): ReLU() (2): MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False) (3): Conv2d(6, 16, kernel_size=(5, 5), stride=(1, 1)) (4): ReLU() (5): MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False) (6): Flatten(start_dim=1, end_dim=-1) (7): Linear(in_features=400, out_features=120, bias=True))"
key Enter
expect "Input size" "32 × 32"
key End
expect "Field of 7 linear120" "32"
expect "All parameters" "50692"
# An order that is confirmed is proven or not by what is printed, on the input that is there.
click "Notation"
key Ctrl+A
type "Net((conv1): Conv2d(3, 6, kernel_size=(5, 5), stride=(1, 1)) (pool): MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False) (conv2): Conv2d(6, 16, kernel_size=(5, 5), stride=(1, 1)) (fc1): Linear(in_features=400, out_features=120, bias=True) (fc2): Linear(in_features=120, out_features=84, bias=True) (fc3): Linear(in_features=84, out_features=10, bias=True))"
key Enter
click "Input size"
type "24"
key Enter
key End
expect "Field of fc3" ""
click "Confirm order"
key End
expect "Field of conv2" "14"
expect "Field of fc1" ""
expect "Field of fc3" ""
expect "All parameters" ""
expect "Another input" "fc1: it is made for 400 values, and 16 x 6 x 6 = 576 come in: give another input size, or check which layers run before it (inputs from 3 x 22 x 22 to 3 x 23 x 23 give it those). Sizes after it are not shown."
click "Input 22 × 22"
expect "Input size" "22 × 22"
expect-no "Another input"
expect "All parameters" "62006"
# Channels that do not come in are a wrong order, or a missing layer.
click "Notation"
key Ctrl+A
type "Sequential((0): Conv2d(3, 8, kernel_size=(3, 3), stride=(1, 1)) (1): BatchNorm2d(32) (2): Conv2d(64, 8, kernel_size=(3, 3), stride=(1, 1)))"
key Enter
key End
expect "Formula" "?"
# What is damaged is refused, and the stack stays.
click "Notation"
key Ctrl+A
type "Sequential((0): ReLU() ... (5): MaxPool2d(kernel_size=2))"
key Enter
key Escape
expect "Formula" "?"
# Blocks of one name stand apart.
click "Notation"
key Ctrl+A
type "a.x: conv3 p1, b.x: conv3 p1, a.y: conv3 p1, conv3 p1, 4.x: conv3 p1, a.z: conv3 p1, b.y: conv3 p1, c: conv3 p1, d: conv3 p1, e: conv3 p1"
key Enter
key End
expect "List a" "folded"
expect "List a 2" "folded"
expect "List a 3" "folded"
expect "List Block 4" "folded"
