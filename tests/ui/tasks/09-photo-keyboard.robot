# A photo, in colour, and what each pool makes of it.
key Ctrl+O
type "images/dog.png"
key Enter
key Enter
expect "Channel" "all of 3"
key Ctrl+2
key End
expect "Step" "196 / 196"
