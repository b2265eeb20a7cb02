"""REST services of existing documents."""
