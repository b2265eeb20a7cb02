"""What keeps a document from its next step and from its signature, and who can lift it."""

from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core import signoff
from opengov.disclosure.core.lifting import lift
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.desk.buttons import POINTLESS
from opengov.disclosure.desk.path import holders
from opengov.disclosure.desk.path import named
from opengov.disclosure.desk.path import Path
from opengov.disclosure.desk.taking import sentences
from opengov.disclosure.desk.titles import Titles
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.signoff.interfaces import ILife


class Blockers:
    """What blocks one document, whoever asks."""

    def __init__(self, context, titles: Titles, path: Path) -> None:
        self.context = context
        self.titles = titles
        self.path = path
        self.life = ILife(context)

    def groups(self) -> list[dict]:
        """What is missing for the next step, then for the signature: dicts {step, title, rows}; none that is empty.

        A row: {message, clause, who, returned, agencies}; ``who`` is a list of {office, names}, empty when it takes an
        administrator of the site.
        """
        following = self.path.forward()
        now = self._of(following) if following else []
        later = []
        if self.life.state == signoff.INITIAL or self.life.state in signoff.IN_REVIEW:
            later = [problem for problem in self._of("sign") if problem not in now] if following != "sign" else []
        found = [(following, now), ("sign", later)]
        return [
            {"step": step, "title": self.titles.act(step), "rows": [self._row(problem) for problem in problems]}
            for step, problems in found
            if problems
        ]

    def _of(self, step_id: str) -> list[Problem]:
        return [problem for problem in self.life.lacking(step_id) if problem.code not in POINTLESS]

    def _row(self, problem: Problem) -> dict:
        lifting = lift(problem, self.life.state)
        told = sentences((problem,), self.titles)[0]
        who = [{"office": self.titles.office(role), "names": self._names(role)} for role in lifting.offices]
        return {
            "message": told["message"],
            "clause": told["clause"],
            "who": who,
            "returned": lifting.returned,
            "agencies": lifting.agencies,
        }

    def _names(self, role: str) -> list[str]:
        found = holders(IIssuingAgency(self.context).section, role)
        wrote = ILedger(self.context).authors()
        return named(found & wrote or found) if role == "Drafter" else named(found - wrote or found)
