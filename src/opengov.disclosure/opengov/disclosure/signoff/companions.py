"""What stands beside a document, and what it stands beside (``ICompanions``): links in both dossiers, and nothing else.

On the companion: ``companion`` {kind, of, at, by, on_behalf_of}, for a correction ``revision`` {number, of}, for a correction
or public version ``keeps_number`` {number, series, serial, issue_date, holder …}, which its signature takes over.
On the original: ``companions`` [{kind, uid, at, by, signed_at}], ``superseded_by`` {uid, at}, ``interpretation_waived``
{at, by, on_behalf_of}.
"""

from AccessControl import getSecurityManager
from AccessControl import Unauthorized
from Acquisition import aq_inner
from Acquisition import aq_parent
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.attribute.interfaces import IDisclosureProposal
from opengov.disclosure.core import attribute
from opengov.disclosure.core import companions
from opengov.disclosure.core import originals
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.steps import IN_REVIEW
from opengov.disclosure.core.steps import INITIAL
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff import copying
from opengov.disclosure.signoff.companion_events import CompanionBegun
from opengov.disclosure.signoff.facts import state_of
from opengov.disclosure.signoff.interfaces import ICompanions
from plone import api
from plone.uuid.interfaces import IUUID
from zope.component import adapter
from zope.event import notify
from zope.interface import implementer


#: States in which a document can be freed from its interpretation: while it still waits for it.
_WAITING = frozenset({INITIAL, "issued"}) | IN_REVIEW

_MAKERS = {
    companions.CORRECTION: copying.copied,
    companions.PUBLIC_VERSION: copying.opened,
    companions.INTERPRETATION: copying.interpreting,
}


def find(uid: str):
    """A governed document by its UID, whoever asks; None when there is none here."""
    brains = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(UID=uid, sort_limit=1) if uid else ()
    found = brains[0]._unrestrictedGetObject() if brains else None
    return found if IGoverned.providedBy(found) else None


@implementer(ICompanions)
@adapter(IGoverned)
class Companions:
    """See ``ICompanions``."""

    def __init__(self, context) -> None:
        self.context = context
        self.dossier = IDossier(context)
        link = self.dossier.affair("companion") or {}
        self.kind = link.get("kind", "")
        self.of = link.get("of", "")
        self.revision = int((self.dossier.affair("revision") or {}).get("number", 0))

    @property
    def note(self) -> str:
        department, telephone = (getattr(self.context, name, None) or "" for name in ("drafting_section", "telephone"))
        return companions.note(self.kind, self.revision, department, telephone)

    def records(self) -> list[dict]:
        """The links to its companions, the oldest first (plain dicts)."""
        return self.dossier.affair("companions") or []

    def original(self):
        return find(self.of)

    def all(self, kind: str | None = None) -> tuple:
        found = (find(record["uid"]) for record in self.records() if kind in (None, record["kind"]))
        return tuple(document for document in found if document is not None)

    def interpretation(self):
        living = [found for found in self.all(companions.INTERPRETATION) if state_of(found) not in companions.GONE]
        if living or self.kind != companions.CORRECTION:
            return living[-1] if living else None
        original = self._waiting_original()
        return ICompanions(original).interpretation() if original is not None else None

    def interpretation_needed(self) -> bool:
        if self.dossier.affair("interpretation_waived"):
            return False
        if self.kind == companions.CORRECTION:
            original = self._waiting_original()
            return original is not None and ICompanions(original).interpretation_needed()
        rule = IIssuingAgency(self.context).jurisdiction.interpretation_default
        wished, normative = (
            bool(getattr(self.context, name, False)) for name in ("interpretation_needed", "normative")
        )
        return not self.kind and originals.interpretation_needed(rule, normative, wished)

    def _waiting_original(self):
        """What a correction corrects before it was put out: its interpretation is still to come out with it (R-I4)."""
        original = self.original()
        return original if original is not None and state_of(original) == "issued" else None

    def waive_interpretation(self, reason: str) -> None:
        enforce(self._waiving_problems(reason))
        who = self._who(("Disclosure Reviewer",))
        self.dossier.set_affair("interpretation_waived", who)
        told = {"at": who["at"], "actor": who["by"], "on_behalf_of": who["on_behalf_of"]}
        self.dossier.note(step="waive_interpretation", reason=reason, **told)
        ILedger(self.context).record("interpretation_waived", on_behalf_of=who["on_behalf_of"])

    def _waiving_problems(self, reason: str) -> list[Problem]:
        clause, state = companions.CLAUSE_INTERPRETATION, state_of(self.context)
        found = []
        if not reason.strip():
            params = {"step": "waive_interpretation"}
            found.append(Problem("step_reason_required", "R-I4", "reason", clause, params))
        if state not in _WAITING or not (self.interpretation_needed() or self.interpretation() is not None):
            found.append(Problem("interpretation_not_asked", "R-I4", "", clause))
        who = self._who(("Disclosure Reviewer",))
        if {who["by"], who["on_behalf_of"]} & ILedger(self.context).authors():
            found.append(Problem("own_draft", "R-S4", "", clause, {"step": "waive_interpretation"}))
        return found

    def beginnable(self) -> tuple[str, ...]:
        return tuple(kind for kind in companions.KINDS if self._entitled(kind) and not self._problems(kind))

    def begin(self, kind: str, reason: str = ""):
        if kind in companions.KINDS and not self._entitled(kind):
            raise Unauthorized(kind)
        enforce(self._problems(kind))
        who = self._who(companions.BEGINNERS[kind])
        uid = IUUID(self.context)

        def prepare(new) -> None:
            IDossier(new).set_affair("companion", {"kind": kind, "of": uid, **who})

        new = _MAKERS[kind](self.context, prepare)
        self.dossier.set_affair("companions", [*self.records(), {"kind": kind, "uid": IUUID(new), **who}])
        keep_number(new, self.context)
        # Only on the companion's own record: who sees the original need not learn of a draft beside it (R-X1).
        ILedger(new).record("companion_begun", codes={"kind": kind, "of": uid}, on_behalf_of=who["on_behalf_of"])
        if reason.strip():
            told = {"at": who["at"], "actor": who["by"], "on_behalf_of": who["on_behalf_of"]}
            IDossier(new).note(step="companion_begun", reason=reason, **told)
        notify(CompanionBegun(new, self.context, kind))
        return new

    def _problems(self, kind: str) -> list[Problem]:
        on_the_way = {ICompanions(each).kind for each in self.all() if state_of(each) in companions.OPEN}
        return companions.begin_problems(kind, describe(self.context), on_the_way)

    def _entitled(self, kind: str) -> bool:
        """Whether the user's office in the agency begins such companions: its right in this one document is not enough."""
        roles = getSecurityManager().getUser().getRolesInContext(aq_parent(aq_inner(self.context)))
        return bool(set(roles) & set(companions.BEGINNERS[kind]))

    def _who(self, offices: tuple[str, ...]) -> dict[str, str]:
        user = getSecurityManager().getUser().getId() or "system"
        stood_for = (IIssuingAgency(self.context).acts_for(user, office) for office in offices)
        held = [person for person in stood_for if person is not None]
        return {"at": now().isoformat(), "by": user, "on_behalf_of": "" if "" in held or not held else held[0]}


def describe(document) -> companions.Original:
    """What the rules ask of a document that a companion belongs to."""
    proposal = IDisclosureProposal(document).proposal()
    return companions.Original(
        state=state_of(document),
        attribute=proposal.attribute or "",
        document_kind=getattr(document, "document_kind", None) or "",
        stub=attribute.is_stub(proposal.grounds),
        companion=ICompanions(document).kind,
    )


def keep_number(companion, original) -> None:
    """Let a correction or public version take over the number and date of its original, once that has them."""
    kind = ICompanions(companion).kind
    signed = IDossier(original).signed
    if signed is None or kind not in (companions.CORRECTION, companions.PUBLIC_VERSION):
        return
    uid, dossier = IUUID(original), IDossier(companion)
    kept = {name: signed[name] for name in ("number", "series", "serial", "issue_date")}
    kept["holder"] = signed.get("holder") or uid
    if kind == companions.CORRECTION:
        kept["revision"] = _next_revision(original)
        dossier.set_affair("revision", {"number": kept["revision"], "of": uid})
    dossier.set_affair("keeps_number", kept)


def _next_revision(original) -> int:
    """One more than the text it corrects; a correction that was signed and voided keeps its number."""
    signed = [
        ICompanions(each).revision for each in ICompanions(original).all(companions.CORRECTION) if IDossier(each).signed
    ]
    return max([ICompanions(original).revision, *signed]) + 1


def forget(companion) -> None:
    """Drop the link of a draft that is being deleted."""
    link = ICompanions(companion)
    original = link.original() if link.of else None
    if original is None:
        return
    records = ICompanions(original).records()
    kept = [record for record in records if record["uid"] != IUUID(companion)]
    if kept != records:
        IDossier(original).set_affair("companions", kept or None)
