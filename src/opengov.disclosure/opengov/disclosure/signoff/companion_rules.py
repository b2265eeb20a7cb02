"""What a companion and its original hold against each other's steps (``IStepCondition``; the rules are in the core)."""

from AccessControl import getSecurityManager
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from opengov.disclosure.core import companions
from opengov.disclosure.core import originals
from opengov.disclosure.core import secrecy
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.steps import ENDS
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.secrecy.interfaces import IPurgeable
from opengov.disclosure.secrecy.interfaces import IReviewedContent
from opengov.disclosure.secrecy.interfaces import IReviews
from opengov.disclosure.signoff.companions import describe
from opengov.disclosure.signoff.companions import find
from opengov.disclosure.signoff.facts import state_of
from opengov.disclosure.signoff.interfaces import ICompanions
from opengov.disclosure.signoff.interfaces import ILife
from opengov.disclosure.signoff.interfaces import IStepCondition
from plone import api
from plone.uuid.interfaces import IUUID
from zope.component import adapter
from zope.interface import implementer

import re


#: UIDs of the companions that the product takes along with their originals just now.
_ALONG: ContextVar[frozenset[str]] = ContextVar("opengov.disclosure.along", default=frozenset())

#: Steps that a document may have to wait for because of its companions, and those of a companion.
_OF_ORIGINALS = frozenset({"submit", "uphold", "sign", "publish", "adjust"})
_OF_COMPANIONS = companions.TOWARDS | companions.ENDING | companions.OPENING | {"adjust", "enter_existing"}

#: Step of a document -> the step its interpretation takes along with it.
ALONG = {"submit": "submit", "uphold": "submit", "publish": "publish"}

#: Steps that a public version takes only when something was cut.
_CUT_BY = frozenset({"submit", "submit_urgently", "uphold", "approve", "sign", "sign_urgently"})

_UID = re.compile(r"[0-9a-f]{32}")


@contextmanager
def along(companion) -> Iterator[None]:
    """Within it a companion may take a step that it takes only together with its original."""
    token = _ALONG.set(_ALONG.get() | {IUUID(companion)})
    try:
        yield
    finally:
        _ALONG.reset(token)


@implementer(IStepCondition)
@adapter(IGoverned)
class CompanionRules:
    """R-I2, R-I4 and R-I12, for both ends of the link."""

    def __init__(self, context) -> None:
        self.context = context

    def problems(self, step, data: dict | None = None) -> list[Problem]:
        """See ``IStepCondition``."""
        found = []
        if step.id in _CUT_BY and self._is_uncut():
            found.append(Problem("public_version_uncut", "R-I12", "text", "政府信息公开条例 第三十七条"))
        if step.id in _OF_COMPANIONS:
            found += companions.companion_problems(step.id, self._companion())
        if step.id in _OF_ORIGINALS:
            found += originals.main_problems(step.id, main(self.context, step.id, data))
        if step.id == "mark_validity" and data is not None:
            found += self._validity_problems(str(data.get("validity_document") or "").strip())
        return found

    def _companion(self) -> companions.Companion:
        link, dossier = ICompanions(self.context), IDossier(self.context)
        kind = getattr(self.context, "document_kind", None) or ""
        if not link.kind:
            return companions.Companion("", document_kind=kind)
        original = link.original()
        return companions.Companion(
            kind=link.kind,
            attribute=getattr(self.context, "disclosure_attribute", None) or "",
            document_kind=kind,
            original=describe(original) if original is not None else None,
            department=bool((getattr(self.context, "drafting_section", None) or "").strip()),
            telephone=bool((getattr(self.context, "telephone", None) or "").strip()),
            numbered=dossier.affair("keeps_number") is not None,
            rival=original is not None and self._has_rival(original),
            along=IUUID(self.context) in _ALONG.get(),
        )

    def _is_uncut(self) -> bool:
        """Whether a public version says word for word what its original says."""
        link = ICompanions(self.context)
        original = link.original() if link.kind == companions.PUBLIC_VERSION else None
        return original is not None and _words(self.context) == _words(original)

    def _has_rival(self, original) -> bool:
        """Whether another correction of the same text is signed: it leaves a word on the original's side of the link."""
        return any(
            record["kind"] == companions.CORRECTION and record.get("signed_at") and not _is_gone(record["uid"])
            for record in IDossier(original).affair("companions") or ()
            if record["uid"] != IUUID(self.context)
        )

    def _validity_problems(self, document: str) -> list[Problem]:
        """A UID names a document that whoever marks may see; a hidden one is as unknown as none (R-X1)."""
        if not _UID.fullmatch(document) or api.portal.get_tool("portal_catalog")(UID=document, sort_limit=1):
            return []
        return [Problem("validity_document_unknown", "R-I9", "validity_document", "政府信息公开条例 第二十条")]


def _words(document) -> tuple:
    """Text and bytes of a document, as its readers get them."""
    content = IReviewedContent(document)
    return content.fields().get("text"), tuple(file.sha256 for file in content.attachments())


def _is_gone(uid: str) -> bool:
    document = find(uid)
    return document is None or state_of(document) in companions.GONE


def main(document, step_id: str, data: dict | None = None) -> originals.Main:
    """What the rules ask of a document that has companions, or should have one."""
    links = ICompanions(document)
    if step_id == "adjust":
        correcting = any(state_of(each) in companions.OPEN for each in links.all(companions.CORRECTION))
        return originals.Main(attribute="", correcting=correcting)
    dossier = IDossier(document)
    waived = dossier.affair("interpretation_waived") is not None
    found = None if waived else links.interpretation()
    return originals.Main(
        attribute=getattr(document, "disclosure_attribute", None) or "",
        needed=not waived and links.interpretation_needed(),
        waived=waived,
        hasty=dossier.affair("urgent") is not None,
        interpretation=None if found is None else _described(found, step_id, data),
    )


def _described(interpretation, step_id: str, data: dict | None) -> originals.Interpretation:
    state = state_of(interpretation)
    opinions, digest = IReviews(interpretation).opinions(), IReviewedContent(interpretation).digest()
    taken, blocking = ALONG.get(step_id), []
    if taken and state == ("draft" if taken == "submit" else "issued"):
        with along(interpretation):
            blocking = ILife(interpretation).problems(taken, None if data is None else {})
    return originals.Interpretation(
        state=state,
        drafted=getSecurityManager().getUser().getId() in ILedger(interpretation).authors(),
        reviewed=secrecy.positive_review(opinions, digest) is not None,
        problems=tuple(blocking),
    )


@implementer(IPurgeable)
@adapter(IGoverned)
class Links:
    """The links of a purged document stay: UIDs and times, no word; its copies are found by them (R-L3)."""

    keeps = (
        "companion",
        "companions",
        "interpretation_waived",
        "keeps_number",
        "revision",
        "superseded_by",
    )

    def __init__(self, context) -> None:
        self.context = context

    def purge(self) -> None:
        """See ``IPurgeable``."""

    def remains(self) -> tuple[str, ...]:
        """See ``IPurgeable``."""
        return ()


def ends_where_it_should(event) -> bool:
    """Whether a step has led a document to the end that belongs to its attribute."""
    return event.step.id in companions.ENDING and event.target in ENDS
