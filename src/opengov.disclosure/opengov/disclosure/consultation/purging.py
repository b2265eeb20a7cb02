"""What a purge destroys here (R-L3): the names, contacts, answers and reasons; numbers and digests stay in the ledger."""

from opengov.disclosure.consultation.interfaces import FORWARDED
from opengov.disclosure.consultation.interfaces import FORWARDED_CHANGED
from opengov.disclosure.consultation.interfaces import ORIGINATOR_CONSENT
from opengov.disclosure.consultation.interfaces import REASSESS
from opengov.disclosure.consultation.interfaces import THIRD_PARTIES
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.secrecy.interfaces import IPurgeable
from zope.component import adapter
from zope.interface import implementer


_AFFAIRS = (THIRD_PARTIES, FORWARDED, ORIGINATOR_CONSENT, FORWARDED_CHANGED, REASSESS)


@implementer(IPurgeable)
@adapter(IGoverned)
class Words:
    """See ``IPurgeable``. Papers lie in the dossier and go with it."""

    keeps = ()

    def __init__(self, context) -> None:
        self.context = context

    def purge(self) -> None:
        """Forget third parties, consent and flags."""
        for name in _AFFAIRS:
            IDossier(self.context).set_affair(name, None)

    def remains(self) -> tuple[str, ...]:
        """Which of them are there."""
        return tuple(name for name in _AFFAIRS if IDossier(self.context).affair(name))
