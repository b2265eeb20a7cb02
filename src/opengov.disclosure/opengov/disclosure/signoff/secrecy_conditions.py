"""What secrecy holds against a step: files that wait for the scan, marks, and stubs that nobody declassified (R-S5, R-A4)."""

from opengov.disclosure.core import attribute
from opengov.disclosure.core import declassification
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.secrecy.interfaces import IScan
from opengov.disclosure.signoff.interfaces import IStepCondition
from zope.component import adapter
from zope.interface import implementer


CLAUSE_FIRST = "保守国家秘密法 第三十五条"

#: Steps by which somebody answers for the content, besides those with checks: they wait for the scan and bear no mark.
_ANSWERING = ("submit", "submit_urgently", "sign", "sign_urgently")
#: Steps that set another attribute than the drafter's.
_SETTING = ("determine", "decide_dispute", "adjust", "propose_existing")


@implementer(IStepCondition)
@adapter(IGoverned)
class SecrecyConditions:
    """Named ``opengov.disclosure.secrecy``."""

    def __init__(self, context) -> None:
        self.context = context

    def problems(self, step, data) -> list[Problem]:
        found = [*self._of_stub(step, data), *self._of_content(step)]
        # a reason or a signed paper is kept as well as the text is
        return found + (IScan(self.context).marks_in(data) if data else [])

    def _of_content(self, step) -> list[Problem]:
        if step.id not in _ANSWERING and not step.accepts("checks"):
            return []
        scan = IScan(self.context)
        # the drafter may submit what waits; who answers for it must know what is in it
        waits = step.id not in ("submit", "submit_urgently") and scan.waiting()
        return [*scan.marks(), *([Problem("scan_waiting", "R-S5", "handled", CLAUSE_FIRST)] if waits else [])]

    def _of_stub(self, step, data) -> list[Problem]:
        is_stub = attribute.is_stub(tuple(getattr(self.context, "disclosure_grounds", None) or ()))
        if data is not None and step.id in _SETTING:
            return declassification.stays_secret_problems(is_stub, data.get("grounds"))
        if is_stub or step.id not in declassification.FORWARD:
            return []
        dossier = IDossier(self.context)
        stub, decided = dossier.affair("stub"), dossier.affair("declassified_from")
        return declassification.draft_problems(
            step=step.id,
            is_stub=is_stub,
            was_stub=stub is not None,
            reference=(decided or stub or {}).get("reference", ""),
            title=self.context.title or "",
            papers=frozenset(paper["number"] for paper in dossier.papers()),
            paper=decided["paper"] if decided else None,
        )
