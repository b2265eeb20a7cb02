"""A town in which agencies issue documents together: the bureau leads, others sign with it (联合发文)."""

from opengov.disclosure.joint.interfaces import IPositions
from opengov.disclosure.joint.interfaces import ISignatures
from opengov.disclosure.secrecy.interfaces import IScan
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.uuid.interfaces import IUUID
from town import CHECKS


#: Co-issuers of the tests: id, title, code, prefix of its people's accounts.
FINANCE = ("finance", "云溪市财政局", "云财", "fin-")
HEALTH = ("health", "云溪市卫生健康局", "云卫", "hea-")


class Together:
    """Takes documents of a lead through their life together with co-issuers, each step by the right person.

    :param walk: a ``town.Walk`` of the lead.
    :param partners: prefix of the accounts -> agency, in the order of the names.
    """

    def __init__(self, walk, partners):
        self.walk = walk
        self.partners = partners

    def draft(self, **fields):
        """A draft that the partners are to sign."""
        document = self.walk.draft(**fields)
        with api.env.adopt_user(username=f"{self.walk.prefix}drafter"):
            for agency in self.partners.values():
                IPositions(document).add(agency=IUUID(agency), role="co_issuer")
        return document

    def approved(self, document=None, **fields):
        """Asked: in ``joint_consent``."""
        document = document if document is not None else self.draft(**fields)
        self.walk.take(document, "submit", "drafter")
        if ILife(document).state == "section_review":
            self.walk.take(document, "endorse", "section-head", checks=CHECKS)
        handled = sorted(IScan(document).item_ids())
        return self.walk.take(document, "approve", "disclosure-reviewer", checks=CHECKS, handled=handled)

    def answer(self, document, prefix, stand="agree", reason=""):
        """One partner's position, drafted and released."""
        slot = self.slot(document, prefix)
        with api.env.adopt_user(username=f"{prefix}co-issuer"):
            positions = IPositions(document)
            positions.draft(slot, stand, positions.digest(), reason=reason)
        with api.env.adopt_user(username=f"{prefix}disclosure-reviewer"):
            IPositions(document).release(slot)

    def slot(self, document, prefix):
        """Id of a partner's slot."""
        uid = IUUID(self.partners[prefix])
        return next(slot.id for slot in IPositions(document).slots() if slot.agency == uid and not slot.removed_at)

    def settled(self, document=None, **fields):
        """Agreed by all: in ``sign_off``."""
        document = self.approved(document, **fields)
        for prefix in self.partners:
            self.answer(document, prefix)
        return self.walk.take(document, "settle", "disclosure-officer")

    def countersign(self, document, prefix):
        """One partner's signature."""
        with api.env.adopt_user(username=f"{prefix}signer"):
            ILife(document).take("countersign")

    def leave(self, document, prefix):
        """One partner leaves while the others are asked."""
        with api.env.adopt_user(username="disclosure-officer"):
            IPositions(document).remove(self.slot(document, prefix), reason="职责调整")

    def issued(self, document=None, **fields):
        """Signed by all: in ``issued``."""
        return self.sign(self.settled(document, **fields))

    def sign(self, document):
        """The signatures of all, the lead's first."""
        self.walk.take(document, "sign", "signer")
        prefixes = {self.slot(document, prefix): prefix for prefix in self.partners if self.signs(document, prefix)}
        for slot in ISignatures(document).missing():
            self.countersign(document, prefixes[slot])
        return document

    def signs(self, document, prefix):
        """Whether a partner has not left."""
        uid = IUUID(self.partners[prefix])
        return any(slot.agency == uid and not slot.removed_at for slot in IPositions(document).slots())

    def to(self, state, **fields):
        """One of the end states."""
        steps = {"published": "publish", "registered": "register", "withheld": "file"}
        return self.walk.take(self.issued(**fields), steps[state], "disclosure-officer")
