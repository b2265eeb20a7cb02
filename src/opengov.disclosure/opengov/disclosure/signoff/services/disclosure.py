"""``@disclosure``: what stands about a governed object's disclosure, as a service and as an expandable component."""

from AccessControl import getSecurityManager
from dataclasses import asdict
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.attribute.interfaces import IDisclosureProposal
from opengov.disclosure.core import access
from opengov.disclosure.core import attribute
from opengov.disclosure.core import deadlines
from opengov.disclosure.core import secrecy
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.interfaces import IOpengovDisclosureLayer
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.secrecy.interfaces import IReviewedContent
from opengov.disclosure.secrecy.interfaces import IReviews
from opengov.disclosure.secrecy.interfaces import IScan
from opengov.disclosure.serving import VisibleService
from opengov.disclosure.signoff.clocks import running
from opengov.disclosure.signoff.interfaces import ICompanions
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.restapi.interfaces import IExpandableElement
from plone.restapi.serializer.converters import json_compatible
from zope.component import adapter
from zope.interface import implementer


INSIDERS = "opengov.disclosure: View ledger"

#: Affairs that everybody inside may know: they name no third party, and no document that somebody may not see.
TOLD = frozenset(
    {
        "adjusted",
        "adjustment",
        "amended",
        "approval",
        "dispute",
        "existing",
        "hurried",
        "instructions",
        "purge",
        "receipt",
        "referral",
        "returned",
        "urgent",
        "withdrawal",
    }
)


@implementer(IExpandableElement)
@adapter(IGoverned, IOpengovDisclosureLayer)
class Disclosure:
    """Attribute, mark and number for everybody who sees the object; the rest for the people of its agency."""

    def __init__(self, context, request) -> None:
        self.context = context
        self.request = request

    def __call__(self, expand: bool = False) -> dict:
        answer: dict = {"@id": f"{self.context.absolute_url()}/@disclosure"}
        if expand:
            answer |= self._public()
            if getSecurityManager().checkPermission(INSIDERS, self.context):
                answer |= self._inside()
        return {"disclosure": json_compatible(answer)}

    def _public(self) -> dict:
        signed = IDossier(self.context).signed or {}
        value = getattr(self.context, "disclosure_attribute", None)
        return {
            "attribute": value,
            "mark": attribute.mark(value),
            "number": signed.get("number", ""),
            "issue_date": signed.get("issue_date"),
            **self._standing_beside(),
        }

    def _standing_beside(self) -> dict:
        """What is printed on a companion; nothing for a document that stands alone."""
        links = ICompanions(self.context)
        return {"companion": links.kind, "revision": links.revision, "note": links.note} if links.kind else {}

    def _inside(self) -> dict:
        life, dossier = ILife(self.context), IDossier(self.context)
        digest = IReviewedContent(self.context).digest()
        opinions = IReviews(self.context).opinions()
        proposal = IDisclosureProposal(self.context).proposal()
        return {
            "state": life.state,
            "grounds": list(proposal.grounds),
            "reason": proposal.reason,
            "law_citation": proposal.law_citation,
            "discretion": proposal.discretion,
            "suggestion": self._suggestion(),
            "digest": digest,
            "etag": life.mark(digest),
            "signed": dossier.signed,
            "review": {
                "positive": secrecy.positive_review(opinions, digest) is not None,
                "opinions": [self._opinion(opinion, digest) for opinion in opinions],
            },
            "scan": self._scan(),
            "deadlines": self.deadlines(),
            "profile": self._profile(),
            "steps": self._steps(life),
            "affairs": {name: value for name, value in dossier.affairs().items() if name in TOLD},
            "notes": list(dossier.notes()),
            "papers": [paper for paper in dossier.papers() if access.may_read_paper(paper["step"], self._roles())],
        }

    def _roles(self) -> list[str]:
        return getSecurityManager().getUser().getRolesInContext(self.context)

    def _profile(self) -> dict:
        """The jurisdiction in force, and the local words of what stands here with the clause behind each (R-D1)."""
        rules = IIssuingAgency(self.context).jurisdiction
        chosen = getattr(self.context, "disclosure_attribute", None) or ""
        return {
            "key": rules.key,
            "version": rules.version,
            "title": rules.title.get(_language()) or rules.title["zh_CN"],
            "attribute": _worded(rules, f"attribute.{chosen}") if chosen else None,
        }

    def _steps(self, life) -> list[dict]:
        """The steps the user's office has now, in the words of the jurisdiction, with what forbids them today."""
        rules = IIssuingAgency(self.context).jurisdiction
        return [
            {
                "id": step.id,
                **_worded(rules, f"step.{step.id}"),
                "targets": [target for target in step.targets if target],
                "values": list(step.data),
                "blocked_by": [problem.code for problem in life.problems(step.id)],
            }
            for step in life.steps()
        ]

    def _suggestion(self) -> dict:
        suggestion = attribute.suggest(
            self.context.document_kind or "",
            undecided=bool(self.context.undecided),
            between_departments=bool(self.context.between_departments),
        )
        return {**asdict(suggestion), "attribute": suggestion.attribute.value}

    @staticmethod
    def _opinion(opinion: secrecy.Opinion, digest: str) -> dict:
        return {**secrecy.as_plain(opinion), "stale": opinion.digest != digest}

    def _scan(self) -> dict:
        report = IScan(self.context).report()
        return {
            "findings": [asdict(finding) for finding in report.findings],
            "unread": [{"place": place, "reason": reason} for place, reason in report.unread],
            "to_handle": sorted(IScan(self.context).item_ids()),
        }

    def deadlines(self) -> list[dict]:
        """The running clocks as plain values."""
        today = now().date()
        calendar = IIssuingAgency(self.context).calendar
        return [
            {
                **asdict(deadline),
                "days_left": deadlines.days_left(deadline, today, calendar),
                "overdue": deadlines.is_overdue(deadline, today, None),
            }
            for deadline in running(self.context)
        ]


def _language() -> str:
    return "zh_CN" if api.portal.get_current_language().startswith("zh") else "en"


def _worded(rules, key: str) -> dict[str, str]:
    """A local word, and the clause it comes from (empty where it is nobody's but ours)."""
    return {"title": rules.label(key, _language()), "source": rules.label_source(key)}


class DisclosureGet(VisibleService):
    """``GET @disclosure``."""

    def reply(self):
        return Disclosure(self.context, self.request)(expand=True)["disclosure"]


class DeadlinesGet(VisibleService):
    """``GET @deadlines``: the clocks that run, each with its clause (R-D1)."""

    def reply(self):
        component = Disclosure(self.context, self.request)
        return {"@id": f"{self.context.absolute_url()}/@deadlines", "items": json_compatible(component.deadlines())}
