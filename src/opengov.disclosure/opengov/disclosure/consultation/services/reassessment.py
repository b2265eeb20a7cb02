"""``@reassessment``: what ends a ground, and what becomes of the attribute then (R-A5, Art. 18)."""

from opengov.disclosure.consultation.interfaces import IReassessment
from opengov.disclosure.consultation.services.asking import asked
from opengov.disclosure.consultation.services.asking import InsiderService


class ReassessmentGet(InsiderService):
    """Whether the attribute is to be assessed anew, for the agency's people."""

    def reply(self) -> dict:
        """{due: {since, cause, at, by} or null}."""
        if self.path:
            raise self.missing()
        return {"@id": f"{self.context.absolute_url()}/@reassessment", "due": IReassessment(self.context).due()}


class ReassessmentPost(InsiderService):
    """``{decided_on, comment?}``: the matter is decided; ``keep`` with ``{reason}``: the attribute stays."""

    def reply(self) -> dict:
        """As ``GET`` answers now."""
        if self.path not in ([], ["keep"]):
            raise self.missing()
        reassessment = IReassessment(self.context)
        if self.path:
            reassessment.keep(**asked(self.request, "reason"))
        else:
            reassessment.matter_decided(**asked(self.request, "decided_on", "comment?"))
        return {"@id": f"{self.context.absolute_url()}/@reassessment", "due": reassessment.due()}
