# A dropped picture asks how large it shall be, and whether in colour; Open takes it, Escape leaves all as it was.
drop ../data/pictures/quarters.png
expect "Size" "28"
expect "Result" "21 × 28, 3 channels"
key Escape
expect-no "Open picture"
expect "Input" "4 × 4"
drop ../data/pictures/quarters.png
click "8"
click "Grey"
expect "Result" "6 × 8, 1 channel"
click "Cancel"
expect-no "Open picture"
drop ../data/pictures/quarters.png
key Left
key Tab
key Left
key Enter
expect-no "Open picture"
expect "Input" "12 × 16"
key Ctrl+Z
expect "Input" "4 × 4"
# What is broken, or is none, is said, and asks nothing.
drop ../data/pictures/huge.png
expect-no "Open picture"
drop ../data/pictures/make.py
expect-no "Open picture"
expect "Input" "4 × 4"
