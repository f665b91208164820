# What print(model) shows is on the clipboard: the net of PyTorch's tutorial, whose order is asked, and an input
# that gives its first linear layer what it is made for.
key Ctrl+3
click "Notation"
key Ctrl+A
type "Net((conv1): Conv2d(3, 6, kernel_size=(5, 5), stride=(1, 1)) (pool): MaxPool2d(kernel_size=2, stride=2, padding=0, dilation=1, ceil_mode=False) (conv2): Conv2d(6, 16, kernel_size=(5, 5), stride=(1, 1)) (fc1): Linear(in_features=400, out_features=120, bias=True) (fc2): Linear(in_features=120, out_features=84, bias=True) (fc3): Linear(in_features=84, out_features=10, bias=True))"
key Ctrl+A
key Ctrl+C
key Escape
key Ctrl+1
# Task
click "Receptive field"
click "Paste stack"
click "Confirm order"
expect "Field of conv2" "14"
click "Input 22 × 22"
expect "Input size" "22 × 22"
expect "All parameters" "62006"
