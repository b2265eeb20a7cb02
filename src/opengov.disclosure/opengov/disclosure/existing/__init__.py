"""Documents that were there before the site: imported from folders and lists, and determined in bulk (004 四(四)1①)."""
