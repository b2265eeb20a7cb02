"""From a waiting document to an offered package: records are sealed, collected, written, checked and entered."""
