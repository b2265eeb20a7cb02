"""The services of this domain."""
