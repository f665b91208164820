# Change a cell, and see what comes of it.
key Ctrl+K
type "cells"
key Enter
type "9"
key Enter
expect "input 0,0" "9"
