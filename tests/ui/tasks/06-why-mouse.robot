# Why 2.25: a click on the output goes to its step.
click "Average"
click "Last step"
click "output 0,1"
expect "Step" "2 / 4"
expect "Formula" "(2 + 4 + 1 + 2) / 4 = 2.25"
