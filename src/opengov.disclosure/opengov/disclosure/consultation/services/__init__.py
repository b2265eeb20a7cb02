"""REST of third parties, forwarded documents and reassessment."""
