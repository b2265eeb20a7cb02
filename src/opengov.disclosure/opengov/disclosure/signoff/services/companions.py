"""``@companions``, ``@replaces``, ``@interpretation-waiver`` and ``@comparison`` of a document (R-I2, R-I4, R-I9, R-I12)."""

from AccessControl import getSecurityManager
from dataclasses import asdict
from opengov.disclosure.bodies import exactly
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.serving import VisibleService
from opengov.disclosure.signoff import relating
from opengov.disclosure.signoff.interfaces import ICompanions
from opengov.disclosure.signoff.interfaces import IComparison
from opengov.disclosure.signoff.interfaces import IDocumentNumber
from opengov.disclosure.signoff.interfaces import ILife
from plone.restapi.services import Service
from plone.uuid.interfaces import IUUID
from zExceptions import NotFound


INSIDERS = "opengov.disclosure: View ledger"


def _may(permission: str, document) -> bool:
    return bool(getSecurityManager().checkPermission(permission, document))


def _brief(document) -> dict[str, str]:
    return {
        "@id": document.absolute_url(),
        "UID": IUUID(document),
        "kind": ICompanions(document).kind,
        "title": document.title,
        "number": IDocumentNumber(document).text,
        "review_state": ILife(document).state,
    }


class CompanionsGet(VisibleService):
    """``GET @companions``: both ends of each link, as far as the asker may see the other document."""

    def reply(self) -> dict:
        """What it stands beside, what stands beside it, what it amended; for insiders also what they may begin."""
        links = ICompanions(self.context)
        original = links.original() if links.of else None
        answer = {
            "@id": f"{self.context.absolute_url()}/@companions",
            "kind": links.kind,
            "revision": links.revision,
            "note": links.note,
            "of": _brief(original) if original is not None and _may("View", original) else None,
            "items": [_brief(each) for each in links.all() if _may("View", each)],
            "amends": relating.amends(self.context),
        }
        if _may(INSIDERS, self.context):
            answer["beginnable"] = list(links.beginnable())
            answer["interpretation"] = {
                "needed": links.interpretation_needed(),
                "waived": IDossier(self.context).affair("interpretation_waived") is not None,
            }
        return answer


class CompanionsPost(VisibleService):
    """``POST @companions``: {kind, reason?}; the office is asked by ``ICompanions.begin``."""

    def reply(self) -> dict:
        """The draft: 201, its address in ``Location``. An officer who began it sees it when it is issued."""
        data = exactly(self.request, "kind", "reason?")
        kind, reason = data["kind"], data.get("reason", "")
        wrong = [name for name, value in (("kind", kind), ("reason", reason)) if not isinstance(value, str)]
        if wrong or len(reason) > 5000:
            names = wrong or ["reason"]
            raise RuleBroken(*(Problem("value_type", "R-X1", name, "", {"name": name}) for name in names))
        new = ICompanions(self.context).begin(kind, reason)
        self.request.response.setStatus(201)
        self.request.response.setHeader("Location", new.absolute_url())
        return {"@id": new.absolute_url(), "UID": IUUID(new), "kind": kind, "review_state": ILife(new).state}


class ReplacesGet(VisibleService):
    """``GET @replaces``: documents of this site that the field ``replaced_documents`` may mean, for the officer."""

    def reply(self) -> dict:
        """One item for each line of the field."""
        return {"@id": f"{self.context.absolute_url()}/@replaces", "items": relating.replaces(self.context)}


class InterpretationWaiver(Service):
    """``POST @interpretation-waiver``: {reason}.

    The drafter cannot submit without; so the reviewer decides about a draft he does not see yet, and the permission alone
    opens it.
    """

    answers_unseen = True

    def reply(self):
        """204."""
        data = exactly(self.request, "reason")
        if not isinstance(data["reason"], str) or len(data["reason"]) > 5000:
            raise RuleBroken(Problem("value_type", "R-X1", "reason", "", {"name": "reason"}))
        ICompanions(self.context).waive_interpretation(data["reason"])
        return self.reply_no_content()


class ComparisonGet(VisibleService):
    """``GET @comparison``: a companion side by side with its original, for insiders who may see both."""

    def reply(self) -> dict:
        """Differing fields, the texts by paragraph, the attachments.

        :raises NotFound: when there is no original, or none that the user may see (R-X1).
        """
        comparison = IComparison(self.context)
        original = comparison.original()
        if original is None:
            raise NotFound(self.request.get("ACTUAL_URL", ""))
        return {
            "@id": f"{self.context.absolute_url()}/@comparison",
            "kind": ICompanions(self.context).kind,
            "original": _brief(original),
            "fields": comparison.fields(),
            "rows": [asdict(row) for row in comparison.rows()],
            "attachments": [asdict(file) for file in comparison.attachments()],
        }
