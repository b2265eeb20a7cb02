"""The news of the sealer (contract in ``interfaces.deposits``)."""

from collections.abc import Mapping
from collections.abc import Sequence
from opengov.disclosure.transfer.interfaces.deposits import IFeedEntered
from zope.interface import implementer


@implementer(IFeedEntered)
class FeedEntered:
    """See ``IFeedEntered``."""

    def __init__(
        self,
        receiver: Mapping[str, object],
        kind: str,
        agency: str,
        documents: Sequence[str],
        at: str,
        purpose: str = "",
        about: Mapping[str, object] | None = None,
    ) -> None:
        self.receiver = receiver
        self.kind = kind
        self.agency = agency
        self.documents = tuple(documents)
        self.at = at
        self.purpose = purpose
        self.about = about or {}
