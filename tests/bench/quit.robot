# One frame, then the end: for timing the start.
quit
