"""REST services of an agency."""
