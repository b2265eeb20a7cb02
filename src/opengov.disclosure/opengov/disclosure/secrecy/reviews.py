"""The opinions on a document as its dossier keeps them."""

from opengov.disclosure.core import secrecy
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.secrecy.dossier import dossier
from opengov.disclosure.secrecy.dossier import open_dossier
from opengov.disclosure.secrecy.interfaces import IReviewedContent
from opengov.disclosure.secrecy.interfaces import IReviews
from opengov.disclosure.secrecy.interfaces import ISecrecyReviewed
from zope.component import adapter
from zope.event import notify
from zope.interface import implementer
from zope.interface.interfaces import ObjectEvent


@implementer(ISecrecyReviewed)
class SecrecyReviewed(ObjectEvent):
    """See ``ISecrecyReviewed``."""

    def __init__(self, context, opinion: secrecy.Opinion) -> None:
        super().__init__(context)
        self.opinion = opinion


@implementer(IReviews)
@adapter(IGoverned)
class Reviews:
    """See ``IReviews``."""

    def __init__(self, context) -> None:
        self.context = context

    def opinions(self) -> tuple[secrecy.Opinion, ...]:
        return tuple(secrecy.from_plain(plain) for plain in dossier(self.context).opinions)

    def current(self) -> tuple[secrecy.Opinion, ...]:
        return secrecy.current(self.opinions(), IReviewedContent(self.context).digest())

    def add(self, opinion: secrecy.Opinion) -> None:
        open_dossier(self.context).opinions += (secrecy.as_plain(opinion),)
        notify(SecrecyReviewed(self.context, opinion))

    def void(self, digest: str = "") -> None:
        record = open_dossier(self.context)
        record.opinions = tuple(
            {**plain, "voided": plain["voided"] or not digest or plain["digest"] == digest} for plain in record.opinions
        )
