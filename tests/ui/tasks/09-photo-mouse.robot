# A photo, in colour, and what each pool makes of it.
drop images/dog.png
click "Open picture"
expect "Channel" "all of 3"
click "Compare"
click "Last step"
expect "Step" "196 / 196"
drag "Kernel" to 0.5
expect-no "Open picture"
