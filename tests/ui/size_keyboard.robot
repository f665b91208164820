# Output size by keyboard alone.
key Ctrl+4
expect "Step" "0 / 3"
key Tab
expect-focus "Output size"
key Tab
key Tab
key Tab
key Tab
key Tab
key Tab
key Tab
key Tab
expect-focus "One axis"
key Tab
expect-focus "Try 12, 3, 2"
key Enter
expect "Example" "Never read"
key End
expect "rest" "1"
expect "Step" "6 / 6"
# Each row of the picture is a stop, with arrows inside.
expect-focus "Outputs"
key Right
expect "Caption" "Output 1 reads cells 2 to 4."
key Tab
expect-focus "Cells"
key Right
key Right
key Right
key Right
expect "Caption" "Cell 4: windows 1 and 2 read it."
key Tab
expect-focus "Ruler"
key Right
key Right
expect "Caption" "A stride of 2 leads to output 2."
key Shift+Tab
key Shift+Tab
key Enter
expect "Step" "2 / 6"
# Hidden answers come one by one.
key Escape
key H
key End
expect "Output size" ""
expect-no "rest"
key Enter
expect "Output size" "5"
expect "rest" "1"
key H
# The chain, a square of it as the input, and back.
key Tab
key Tab
key Tab
key Tab
key Tab
key Tab
key Tab
key Tab
key Tab
expect-focus "One axis"
key Right
expect "chain 0" "224 × 224"
key Tab
expect-focus "Sizes"
key Right
expect "Caption" "111 × 111: 12 321 values a channel. Click: it becomes the input size."
key Enter
expect "Input size" "111"
key Ctrl+Z
expect "Input size" "12"
