"""``@@third-parties`` of a document, and what stands above its content about those who have a word in opening it."""

from opengov.disclosure.consultation import words
from opengov.disclosure.consultation.interfaces import FORWARDED_CHANGED
from opengov.disclosure.consultation.interfaces import IConsultations
from opengov.disclosure.consultation.interfaces import REASSESS
from opengov.disclosure.core.companions import CORRECTION
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.core.third_party import GROUNDS_OF_THIRD_PARTIES
from opengov.disclosure.interfaces import IWording
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff.interfaces import ICompanions
from plone import api
from plone.app.layout.viewlets import ViewletBase
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from zExceptions import NotFound
from zope.component import getUtility
from zope.schema.interfaces import IVocabularyFactory

import base64


INSIDERS = "opengov.disclosure: View ledger"

#: Largest upload that is read at all, in bytes; the rules keep at most 20 MB.
MAX_UPLOAD = 21 * 1024 * 1024

#: Act -> method of ``IConsultations``.
_METHODS = {
    "letter": "send",
    "receipt": "note_receipt",
    "answer": "record_answer",
    "decision": "decide",
    "notice": "notice",
}


class ThirdPartiesPage(BrowserView):
    """The consultation record with its clocks, and the forms of what the user may record."""

    def __call__(self):
        if not api.user.has_permission("View", obj=self.context):
            raise NotFound(self.request.get("ACTUAL_URL", ""))
        self.problems: tuple[Problem, ...] = ()
        self.consultations = IConsultations(self.context)
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            return self._act()
        return self.index()

    def _act(self):
        act, _slash, number = self._entered("act").partition("/")
        if act not in words.FORMS or (not _is_number(number) and act != "consult"):
            raise NotFound(self.__name__)
        values = {name: value for name in self._names(act) if (value := self._value(name)) not in ("", None)}
        try:
            self._record(act, number, values)
        except RuleBroken as broken:
            # Nothing was stored; what was entered is shown again with what is wrong about it.
            self.problems = broken.problems
            return self.index()
        api.portal.show_message(words.DONE, self.request)
        return self.request.response.redirect(f"{self.context.absolute_url()}/@@third-parties")

    def _record(self, act: str, number: str, values: dict) -> None:
        missing = [name for name in words.FORMS[act] if not name.endswith("?") and name not in values]
        if missing:
            raise RuleBroken(*(Problem("third_party_fill_in", "R-X2", name) for name in missing))
        if act == "consult":
            self.consultations.consult(**values)
            return
        try:
            getattr(self.consultations, _METHODS[act])(int(number), **values)
        except KeyError:
            raise NotFound(self.__name__) from None

    @staticmethod
    def _names(act: str) -> list[str]:
        return [name.rstrip("?") for name in words.FORMS[act]]

    def _entered(self, name: str) -> str:
        value = self.request.form.get(name, "")
        return value.strip() if isinstance(value, str) else ""

    def _value(self, name: str):
        if words.CONTROLS.get(name) == "file":
            return _paper(self.request.form.get(name))
        if name == "reasonable":
            return {"yes": True, "no": False}.get(self._entered(name))
        return self._entered(name)

    def entries(self) -> list[dict]:
        """The parts of the page: dicts {id, party, forms}; the last one is for a new third party, where that is allowed."""
        told = [
            {
                "id": party["number"],
                "party": party,
                "forms": [self._form(act, party["number"]) for act in self._possible(party)],
            }
            for party in self.parties()
        ]
        if self.consultations.may_record():
            told.append({"id": "new", "party": None, "forms": [self._form("consult", 0)]})
        return told

    def parties(self) -> list[dict]:
        """The third parties in words."""
        url = f"{self.context.absolute_url()}/@@opengov-paper?number="
        return [
            {
                **party,
                "kind_title": words.KINDS[party["kind"]],
                "ground_title": self._grounds().get(party["ground"], party["ground"]),
                "answer_title": words.ANSWERS.get(party["answer"], ""),
                "ruling_title": words.RULINGS.get(party["ruling"], ""),
                "basis_title": words.BASES.get(party["basis"], ""),
                "reasonable_title": words.REASONABLE["yes" if party["reasonable"] else "no"],
                "links": [
                    {"title": words.ACTS.get(_ACT_OF_PAPER.get(act, ""), act), "url": f"{url}{number}"}
                    for act, number in party["papers"].items()
                ],
            }
            for party in self.consultations.parties()
        ]

    def _possible(self, party: dict) -> list[str]:
        """The acts that make sense for a third party now, and that the user may take."""
        acts = []
        if self.consultations.may_record():
            asked = not party["answer"] and not party["ruling"]
            acts += ["letter"] if asked and not party["sent_on"] else []
            acts += ["receipt"] if asked and party["sent_on"] and not party["received_on"] else []
            acts += ["answer"]
            acts += ["notice"] if party["ruling"] == "disclose" and not party["noticed_on"] else []
        if self.consultations.may_decide() and party["answer"] != "consent":
            acts += ["decision"]
        return acts

    def _form(self, act: str, number: int) -> dict:
        value = f"{act}/{number}" if number else act
        again = bool(self.problems) and self._entered("act") == value
        return {
            "act": value,
            "title": words.ACTS[act],
            "open": again,
            "id": value.replace("/", "-"),
            "messages": self._messages("", act) if again else [],
            "controls": [self._control(act, name, again) for name in words.FORMS[act]],
        }

    def _control(self, act: str, name: str, again: bool) -> dict:
        required, name = not name.endswith("?"), name.rstrip("?")
        kind = words.CONTROLS.get(name, "line")
        return {
            "name": name,
            "kind": kind,
            "label": words.LABELS[name],
            "required": required,
            "options": self._options(name) if kind == "select" else {},
            "value": self._entered(name) if again and kind != "file" else "",
            "messages": self._messages(name, act) if again else [],
        }

    def _options(self, name: str) -> dict:
        return {
            "kind": words.KINDS,
            "ground": {code: title for code, title in self._grounds().items() if code in GROUNDS_OF_THIRD_PARTIES},
            "answer": words.ANSWERS,
            "reasonable": words.REASONABLE,
            "ruling": words.RULINGS,
            "basis": words.BASES,
        }[name]

    def _grounds(self) -> dict:
        vocabulary = getUtility(IVocabularyFactory, "opengov.disclosure.grounds")(self.context)
        return {term.value: term.title for term in vocabulary}

    def _messages(self, field: str, act: str) -> list[str]:
        names, wording = self._names(act), getUtility(IWording)
        found = [problem for problem in self.problems if (problem.field if problem.field in names else "") == field]
        return [wording.sentence(problem, self.request) for problem in found]

    def original(self) -> str:
        """Address of the document this one corrects, whose third parties count here too; empty when there is none."""
        companion = ICompanions(self.context, None)
        original = companion.original() if companion is not None and companion.kind == CORRECTION else None
        visible = original is not None and api.user.has_permission(INSIDERS, obj=original)
        return original.absolute_url() if visible and api.user.has_permission("View", obj=original) else ""

    def today(self) -> str:
        """The last day that may be entered."""
        return now().date().isoformat()


#: Where a paper came from -> the act of the page that names it.
_ACT_OF_PAPER = {
    "consulted": "letter",
    "sent": "letter",
    "received": "receipt",
    "answered": "answer",
    "noticed": "notice",
}


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdecimal() and len(word) < 6


def _paper(upload) -> dict | None:
    if not getattr(upload, "filename", ""):
        return None
    upload.seek(0)
    return {
        "filename": upload.filename.replace("\\", "/").rpartition("/")[2],
        "content-type": upload.headers.get("content-type", "application/octet-stream"),
        "data": base64.b64encode(upload.read(MAX_UPLOAD)).decode("ascii"),
    }


class Voices(ViewletBase):
    """Above the content, for the agency's people: third parties, what is forwarded, what is to be assessed anew."""

    def render(self) -> str:
        """Nothing for others, and nothing when there is nothing."""
        if not api.user.has_permission(INSIDERS, obj=self.context):
            return ""
        consultations = IConsultations(self.context)
        parties = consultations.parties()
        self.waiting = sum(not party["released"] for party in parties)
        self.concerns_third_parties = bool(parties or consultations.grounds())
        self.changed = IDossier(self.context).affair(FORWARDED_CHANGED)
        self.reassess = IDossier(self.context).affair(REASSESS)
        if not (self.concerns_third_parties or self.changed or self.reassess):
            return ""
        return self.index()
