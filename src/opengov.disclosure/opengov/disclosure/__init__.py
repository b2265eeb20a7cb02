"""opengov.disclosure: whether the public may see an official document, decided while it is written."""
