# A photo, in colour, and what each pool makes of it.
click "Open"
double-click "images"
double-click "dog.png"
click "Open picture"
expect "Channel" "all of 3"
click "Compare"
click "Last step"
expect "Step" "196 / 196"
drag "Kernel" to 0.5
expect "Kernel" "15 × 15"
