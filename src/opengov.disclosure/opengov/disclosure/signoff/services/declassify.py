"""``POST <stub>/@declassify``: the originator has lifted the secret; its review starts from draft (R-A4)."""

from opengov.disclosure.bodies import exactly
from opengov.disclosure.signoff.declassification import declassify
from plone.restapi.services import Service
from plone.uuid.interfaces import IUUID


class Declassify(Service):
    """{decided_by, decided_on, reason, paper}: a stub in draft becomes an ordinary draft; a closed one is followed by one.

    A Secrecy Officer sees no drafts; the permission alone opens it.
    """

    answers_unseen = True

    def reply(self):
        data = exactly(self.request, "decided_by", "decided_on", "reason", "paper")
        draft = declassify(self.context, data)
        self.request.response.setStatus(201 if draft is not self.context else 200)
        return {"@id": draft.absolute_url(), "UID": IUUID(draft), "state": "draft"}
