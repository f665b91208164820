# The table of layers: rows are steps, all of it is a card, and it can be copied.
key Ctrl+3
key Home
expect "Layer 1" "conv3, out 22"
key End
expect "Layer 1" "conv3, out 22, field 3, jump 1, start 1, share of image 1.6 %"
expect "Layer 3" "maxpool2/2, out 10, field 6, jump 2, start 2.5, share of image 6.3 %"
expect "Layer 5" "maxpool2/2, out 4, field 12, jump 4, start 5.5, share of image 25 %"
click "Layer 2"
expect "Step" "2 / 5"
expect "Layer 3" "maxpool2/2, out 10"
key H
expect "Layer 2" "conv3, out 20, field ?, jump ?, start ?, share of image ?"
key H
click "Whole table"
expect "Layer 2" "conv3, out 20, channels 1, field 5, jump 1, start 2, padding 0, share of image 4.3 %, parameters 10, multiply-adds 3600"
expect "All parameters" "30"
expect "All multiply-adds" "8532"
click "Layer 4"
key Escape
expect "Step" "4 / 5"
click "Whole table"
click "Whole table"
expect-no "All layers"
click "Copy table"
click "Markdown"
expect "Copied as Markdown" ""
