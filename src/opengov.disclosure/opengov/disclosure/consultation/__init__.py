"""Whom to ask before a text is opened: third parties (R-A3), originators of what is forwarded (R-A9); when a ground ends (R-A5)."""
