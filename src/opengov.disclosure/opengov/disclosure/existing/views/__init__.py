"""Pages of existing documents."""
