"""Pages of hand-overs: the office's, the archives', the receivers' settings, registers and notices to print."""
