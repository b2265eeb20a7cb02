"""Notices: who is told that something about a joint document is to be done or has happened, on the site and by mail."""
