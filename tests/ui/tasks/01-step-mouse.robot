# Step the tutorial.
click "Next step"
wait 2000ms
click "Next step"
wait 2000ms
click "Next step"
wait 2000ms
click "Next step"
wait 2000ms
expect "Step" "4 / 4"
expect "output 1,1" "7"
