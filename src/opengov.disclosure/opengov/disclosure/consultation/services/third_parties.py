"""``@third-parties``: who is asked before a ground of Article 15 is lifted (R-A3)."""

from opengov.disclosure.consultation.interfaces import IConsultations
from opengov.disclosure.consultation.services.asking import asked
from opengov.disclosure.consultation.services.asking import InsiderService


#: Act -> method of ``IConsultations`` and the keys of its body.
ACTS = {
    "letter": ("send", ("sent_on", "paper?")),
    "receipt": ("note_receipt", ("received_on", "paper?")),
    "answer": ("record_answer", ("answer", "answered_on?", "reason?", "reasonable?", "paper?")),
    "decision": ("decide", ("ruling", "reason", "basis?", "notice?", "noticed_on?")),
    "notice": ("notice", ("paper", "noticed_on?")),
}


class ThirdPartiesGet(InsiderService):
    """The consultation record with its clocks, for the agency's people."""

    def reply(self) -> dict:
        """All third parties, the grounds on record, and what the user may do."""
        if self.path:
            raise self.missing()
        consultations = IConsultations(self.context)
        return {
            "@id": f"{self.context.absolute_url()}/@third-parties",
            "grounds": list(consultations.grounds()),
            "items": consultations.parties(),
            "may_record": consultations.may_record(),
            "may_decide": consultations.may_decide(),
        }


class ThirdPartiesPost(InsiderService):
    """Consult a third party, or record what came of it: ``POST @third-parties/<number>/<act>``."""

    def reply(self) -> dict:
        """The third party's record as it stands now; 201 for a new one."""
        consultations = IConsultations(self.context)
        if not self.path:
            record = consultations.consult(
                **asked(self.request, "name", "kind", "ground", "contact?", "sent_on?", "paper?")
            )
            self.request.response.setStatus(201)
            return record
        if len(self.path) != 2 or self.path[1] not in ACTS or not self._number():
            raise self.missing()
        method, keys = ACTS[self.path[1]]
        try:
            return getattr(consultations, method)(self._number(), **asked(self.request, *keys))
        except KeyError:
            raise self.missing() from None

    def _number(self) -> int:
        text = self.path[0]
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0
