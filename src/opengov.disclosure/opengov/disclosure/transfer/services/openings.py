"""``@opening-opinion`` of a document and ``@opening-opinions`` of an agency, for its transfer clerk (R-T3)."""

from dataclasses import asdict
from opengov.disclosure.bodies import exactly
from opengov.disclosure.core import opening
from opengov.disclosure.interfaces import IWording
from opengov.disclosure.serving import VisibleService
from opengov.disclosure.transfer.interfaces import IOpeningList
from opengov.disclosure.transfer.interfaces import IOpeningOpinion
from opengov.disclosure.transfer.services.asking import number
from plone.restapi.services import Service
from zope.component import getUtility


#: Places in a list.
LAST = 10_000_000


class OpeningOpinionGet(VisibleService):
    """The present opinion, whether a transfer waits for one, and what the attribute suggests."""

    def reply(self) -> dict:
        """See the class."""
        asked = IOpeningOpinion(self.context)
        suggestion = asked.suggestion()
        return {
            "@id": f"{self.context.absolute_url()}/@opening-opinion",
            "opening_opinion": asked.given(),
            "awaited": asked.awaited(),
            "suggestion": asdict(suggestion) if suggestion else None,
        }


class OpeningOpinionPost(OpeningOpinionGet):
    """``{opinion, reason?}``: give it, or another one; the answer is as that of GET."""

    def reply(self) -> dict:
        """See the class."""
        data = exactly(self.request, "opinion", "reason?", fits=_fits)
        IOpeningOpinion(self.context).give(data["opinion"], data.get("reason", ""))
        return super().reply()


class OpeningOpinionsGet(Service):
    """The documents that wait for an opinion; with ``given=1`` those that have one."""

    def reply(self) -> dict:
        """See the class."""
        form = self.request.form
        start = number(form.get("start", 0), "start", 0, LAST)
        given = number(form.get("given", 0), "given", 0, 1) == 1
        found = IOpeningList(self.context).page(given, start, opening.MOST)
        return {
            "@id": f"{self.context.absolute_url()}/@opening-opinions",
            "items": [_listed(item) for item in found["items"]],
            "items_total": found["total"],
        }


class OpeningOpinionsPost(Service):
    """``{uids, opinion, reason?}``: give several documents one opinion; the answer tells of each."""

    def reply(self) -> dict:
        """See the class."""
        data = exactly(self.request, "uids", "opinion", "reason?", fits=_fits)
        given = IOpeningList(self.context).give(data["uids"], data["opinion"], data.get("reason", ""))
        items = [self._told(each) for each in given]
        return {
            "@id": f"{self.context.absolute_url()}/@opening-opinions",
            "items": items,
            "done": sum(item["outcome"] == "done" for item in items),
        }

    def _told(self, given: dict) -> dict:
        document, wording = given["document"], getUtility(IWording)
        outcome = "missing" if document is None else "refused" if given["problems"] else "done"
        errors = [wording.as_json(problem, self.request) for problem in given["problems"]]
        address = document.absolute_url() if document is not None else None
        return {"uid": given["uid"], "outcome": outcome, "@id": address, "errors": errors}


def _listed(item: dict) -> dict:
    suggestion = item["suggestion"]
    told = {name: item[name] for name in ("uid", "title", "number", "issue_date", "attribute")}
    return {
        "@id": item["url"],
        **told,
        "grounds": list(item["grounds"]),
        "opinion": item["opinion"] or None,
        "suggestion": asdict(suggestion) if suggestion else None,
    }


def _fits(name: str, value: object) -> bool:
    if name == "uids":
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    return isinstance(value, str)
