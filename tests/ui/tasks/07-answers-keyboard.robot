# Hide the answers; a clicker goes on, and uncovers before it does.
key H
key PageDown
key PageDown
key PageDown
key PageDown
key PageDown
key PageDown
key PageDown
key PageDown
wait 2000ms
expect "Step" "4 / 4"
expect "output 1,1" "7"
