# 4,096 layers with the effective field: worked out to its end before anything is said, in about a second.
drop field_deep.json
expect "Step" "4096 / 4096"
click "Effective"
key Left
expect "Step" "4095 / 4096"
key Home
key Right
expect "Step" "1 / 4096"
