# Back at the next start: see tasks.sh, which plays this after 02-cell in the same folder.
expect "input 0,0" "9"
expect "Step" "4 / 4"
expect "output 0,0" "9"
expect "Start fresh" ""
expect-no "Save changes to Untitled?"
