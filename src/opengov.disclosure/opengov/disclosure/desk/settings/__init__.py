"""The settings of the product: one overview, one page for each area, and the state of the site."""
