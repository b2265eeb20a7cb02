"""Twenty-one agencies that issue one document together, as the longest real list has them (R-J1)."""

from opengov.disclosure.agency.interfaces import IOffices
from opengov.disclosure.joint.interfaces import IArrangement
from opengov.disclosure.joint.interfaces import IPositions
from plone import api
from plone.uuid.interfaces import IUUID
from town import CHECKS
from town import SECRET


PARTNERS = 20
#: The bureau leads and is one of the twenty-one; two servers have four threads each.
WORKERS = 8


class Crowd:
    """Twenty co-issuers of one document of the bureau; the people of the n-th are ``liaison<n>`` and ``leader<n>``."""

    def __init__(self, portal, walk, partners=PARTNERS):
        self.walk = walk
        with api.env.adopt_roles(["Manager"]):
            self.agencies = [
                api.content.create(portal, "Agency", f"a{n}", title=f"第{n}局", issuer_codes=["某"])
                for n in range(partners)
            ]
            for n, place in enumerate(self.agencies):
                for name, roles in ((f"liaison{n}", ["Co-Issuer"]), (f"leader{n}", ["Disclosure Reviewer", "Signer"])):
                    portal.acl_users.userFolderAddUser(name, SECRET, ["Member"], [])
                    for role in roles:
                        api.group.add_user(groupname=IOffices(place).group_id(role), username=name)

    def asked(self, countersigning="parallel"):
        """A document in ``joint_consent``, and the ids of the slots."""
        document = self.walk.draft()
        with api.env.adopt_user(username="drafter"):
            positions = IPositions(document)
            slots = [positions.add(agency=IUUID(place), role="co_issuer") for place in self.agencies]
            IArrangement(document).arrange(countersigning=countersigning)
        self.walk.take(document, "submit", "drafter")
        self.walk.take(document, "endorse", "section-head", checks=CHECKS)
        self.walk.take(document, "approve", "disclosure-reviewer", checks=CHECKS)
        return document, slots

    def agreed(self, countersigning="parallel"):
        """The same, agreed to by all and in ``sign_off``."""
        document, slots = self.asked(countersigning)
        digest = IPositions(document).digest()
        for n, slot in enumerate(slots):
            with api.env.adopt_user(username=f"liaison{n}"):
                IPositions(document).draft(slot, "agree", digest)
            with api.env.adopt_user(username=f"leader{n}"):
                IPositions(document).release(slot)
        self.walk.take(document, "settle", "disclosure-officer")
        return document, slots
