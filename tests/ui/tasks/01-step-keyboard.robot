# Step the tutorial.
key Right
wait 2000ms
key Right
wait 2000ms
key Right
wait 2000ms
key Right
wait 2000ms
expect "Step" "4 / 4"
expect "output 1,1" "7"
