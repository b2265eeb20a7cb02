"""Pages of an agency."""
