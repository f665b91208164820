# The picture of a step, for a slide.
click "Export"
click "Save picture"
expect-no "Export the picture"
