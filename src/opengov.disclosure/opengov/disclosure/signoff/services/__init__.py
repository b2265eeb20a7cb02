"""REST of a document's life."""
