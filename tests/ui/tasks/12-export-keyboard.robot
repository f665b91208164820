# The picture of a step, for a slide.
key Ctrl+Shift+E
expect-no "Export the picture"
