# What print(model) shows is on the clipboard; then the size of its input.
key Ctrl+3
click "Notation"
key Ctrl+A
type "Sequential((0): Conv2d(3, 8, kernel_size=(3, 3)) (1): ReLU() (2): MaxPool2d(kernel_size=2, stride=2) (3): Conv2d(8, 16, kernel_size=(3, 3)))"
key Ctrl+A
key Ctrl+C
key Escape
key Ctrl+1
# Task
key Ctrl+3
key Ctrl+V
expect "Step" "3 / 3"
expect "Field of 3 conv3" "8"
key Ctrl+K
type "input size 32"
key Enter
expect "Input size" "32 × 32"
expect "Field of 3 conv3" "8"
