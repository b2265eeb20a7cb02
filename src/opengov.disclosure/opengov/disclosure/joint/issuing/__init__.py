"""Who issues a document together, and who has signed it (R-J1, R-J4)."""
