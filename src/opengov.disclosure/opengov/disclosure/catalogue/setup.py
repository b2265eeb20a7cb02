"""What the catalogue keeps at a site comes with the first publication, and leaves with the product."""

from opengov.disclosure.catalogue import storage


def uninstall(portal) -> None:
    """Remove projection, registers and index numbers; there are no governed documents any more."""
    storage.discard(portal)
