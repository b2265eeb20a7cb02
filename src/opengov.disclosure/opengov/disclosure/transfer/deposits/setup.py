"""What deposits keep at a site comes with the product and leaves with it."""

from opengov.disclosure.transfer.deposits.index import fill
from opengov.disclosure.transfer.deposits.store import discard


def install(portal) -> None:
    """Make shelves for all agencies and enter every document that is deposited. Safe to repeat; the upgrade calls it, too."""
    fill(portal)


def uninstall(portal) -> None:
    """Remove acts, notices and the index."""
    discard(portal)
