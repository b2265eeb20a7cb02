"""REST of notices."""
