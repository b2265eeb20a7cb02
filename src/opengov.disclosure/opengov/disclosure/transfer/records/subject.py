"""A document as the sealer asks it: each question is asked once, however many rest on its answer."""

from collections.abc import Mapping
from functools import cached_property
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.attribute.interfaces import IDisclosureProposal
from opengov.disclosure.core.attribute import Proposal
from opengov.disclosure.core.digest import FileDigest
from opengov.disclosure.core.opening import FIELD
from opengov.disclosure.core.secrecy import Opinion
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.secrecy.interfaces import IReviewedContent
from opengov.disclosure.secrecy.interfaces import IReviews
from opengov.disclosure.signoff.interfaces import ILife


class Subject:
    """One governed document. Made for one look at it within one transaction: what was asked is not asked again.

    :param obj: the document.
    :param uid: its UID.
    """

    def __init__(self, obj, uid: str) -> None:
        self.obj = obj
        self.uid = uid

    @cached_property
    def place(self):
        """Its ``IIssuingAgency``."""
        return IIssuingAgency(self.obj)

    @cached_property
    def dossier(self):
        """Its ``IDossier``."""
        return IDossier(self.obj)

    @cached_property
    def life(self):
        """Its ``ILife``."""
        return ILife(self.obj)

    @cached_property
    def state(self) -> str:
        """Workflow state id."""
        return self.life.state

    @cached_property
    def signed(self) -> dict | None:
        """As ``ILife.signed()``."""
        return self.life.signed()

    @cached_property
    def proposal(self) -> Proposal:
        """The attribute with its grounds and reasons."""
        return IDisclosureProposal(self.obj).proposal()

    @cached_property
    def opinions(self) -> tuple[Opinion, ...]:
        """All opinions, the oldest first."""
        return IReviews(self.obj).opinions()

    @cached_property
    def opening(self) -> dict | None:
        """The opinion on opening, as ``IOpeningOpinion.given()``."""
        return self.dossier.affair(FIELD)

    @property
    def fields(self) -> Mapping[str, object]:
        """Canonical fields."""
        return self._content[0]

    @property
    def attachments(self) -> tuple[FileDigest, ...]:
        """Digests of its files, in their order."""
        return self._content[1]

    @property
    def digest(self) -> str:
        """Digest of the content as it is now."""
        return self._content[2]

    @cached_property
    def _content(self) -> tuple:
        return IReviewedContent(self.obj).read()
