"""Who has a word in opening a text: third parties (R-A3), originators of what is forwarded (R-A9), the matter itself (R-A5)."""
