"""``<document>/@@meetings``: coordination meetings (协调会), newest first, and what I may do about each (R-J3)."""

from opengov.disclosure.core import grounds
from opengov.disclosure.core import meetings as rules
from opengov.disclosure.core.attribute import Attribute
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.i18n import _
from opengov.disclosure.interfaces import IWording
from opengov.disclosure.joint import labels
from opengov.disclosure.joint.interfaces import IMeetings
from opengov.disclosure.joint.interfaces import IPositions
from opengov.disclosure.joint.meetings import papers as meeting_papers
from opengov.disclosure.joint.pages.naming import fullname
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from zExceptions import NotFound
from zope.component import getUtility
from zope.schema.interfaces import IVocabularyFactory

import base64


#: Largest upload that is read at all, in bytes; the rules keep at most 20 MB.
MAX_UPLOAD = 21 * 1024 * 1024

_PLAN = ("at", "place", "agenda", "agencies", "persons")
#: Act of the page's forms -> the fields it sends.
ACTS = {
    "call": _PLAN,
    "change": _PLAN,
    "cancel": ("reason",),
    "conclude": ("minutes", "outcome", "attended", "settled", "attribute", "grounds"),
    "attach": ("paper",),
}
#: Fields of which several may be ticked.
_TICKED = ("agencies", "attended", "settled", "grounds")


class MeetingsView(BrowserView):
    """The page; every form works without scripts and shows again what was entered when it is refused."""

    acts = ("conclude", "attach", "change", "cancel")

    def __call__(self):
        self.meetings = IMeetings(self.context)
        if not self.meetings.allowed():
            raise NotFound(self.__name__)
        self.problems: tuple[Problem, ...] = ()
        self.names = {slot.id: slot.name for slot in IPositions(self.context).slots()}
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            return self._act()
        return self.index()

    def _act(self):
        act, meeting_id = self.sent("act"), self.sent("meeting")
        if act not in ACTS or (act != "call" and meeting_id not in {row["id"] for row in self.meetings.rows()}):
            raise NotFound(act)
        values = {name: self._value(name) for name in ACTS[act]}
        try:
            if act == "call":
                self.meetings.call(**values)
            else:
                getattr(self.meetings, act)(meeting_id, **values)
        except RuleBroken as broken:
            # Nothing was stored; what was entered is shown again with what is wrong about it.
            self.problems = broken.problems
            return self.index()
        api.portal.show_message(_("meeting_act_done", default="Done; it is on the record."), self.request)
        return self.request.response.redirect(f"{self.context.absolute_url()}/@@meetings")

    def _value(self, name: str):
        if name == "paper":
            return self._paper()
        if name in _TICKED:
            return self.ticked(name)
        if name == "persons":
            return [line.strip() for line in self.sent(name).splitlines() if line.strip()]
        return self.sent(name)

    def _paper(self) -> dict | None:
        upload = self.request.form.get("meeting.paper")
        if not getattr(upload, "filename", ""):
            return None
        upload.seek(0)
        data = base64.b64encode(upload.read(MAX_UPLOAD)).decode()
        kind = upload.headers.get("Content-Type", "application/octet-stream")
        return {"filename": upload.filename, "content-type": kind, "data": data}

    def sent(self, name: str) -> str:
        """What the user has entered into a field."""
        value = self.request.form.get(f"meeting.{name}", "")
        return value if isinstance(value, str) else ""

    def ticked(self, name: str) -> list[str]:
        """What the user has ticked in a field."""
        value = self.request.form.get(f"meeting.{name}", [])
        values = [value] if isinstance(value, str) else value
        return [one for one in values if isinstance(one, str)] if isinstance(values, list) else []

    def messages(self, act: str, meeting_id: str = "") -> list[str]:
        """What is wrong with what one form sent."""
        wording = getUtility(IWording)
        mine = self._refused(act, meeting_id)
        return [wording.sentence(problem, self.request) for problem in self.problems] if mine else []

    def _refused(self, act: str, meeting_id: str) -> bool:
        return bool(self.problems) and (self.sent("act"), self.sent("meeting")) == (act, meeting_id)

    def form(self, act: str, row: dict | None = None) -> dict:
        """What stands in the fields of one form: after a refusal what was entered there."""
        row = row or {}
        if self._refused(act, row.get("id", "")):
            entered = {name: self.ticked(name) if name in _TICKED else self.sent(name) for name in ACTS[act]}
            return {"act": act, "id": row.get("id", ""), **entered}
        blank = {name: [] if name in _TICKED else "" for name in ACTS[act]}
        if act == "call":
            blank["agencies"] = [one["slot"] for one in self.invitable() if one["disputed"]]
        if act == "change":
            blank |= {name: row[name] for name in ("place", "agenda", "agencies")}
            blank |= {"at": row["at"][:16], "persons": "\n".join(row["persons"])}
        if act == "conclude":
            blank["attended"] = list(row["agencies"])
        return {"act": act, "id": row.get("id", ""), **blank}

    def rows(self) -> list[dict]:
        """The meetings with their words."""
        return [self._worded(row) for row in self.meetings.rows()]

    def may_call(self) -> bool:
        """Whether the form for another meeting is shown."""
        return self.meetings.may_call()

    def invitable(self) -> list[dict]:
        """Agencies that can be invited: dicts {slot, title, disputed}."""
        return self.meetings.invitable()

    def invited(self, row: dict) -> list[dict]:
        """Those of them that one meeting invites."""
        return [one for one in self.invitable() if one["slot"] in row["agencies"]]

    def outcomes(self) -> list[dict]:
        """What a meeting may lead to: dicts {id, title}."""
        return [{"id": value, "title": labels.OUTCOMES[value]} for value in rules.Outcome]

    def attributes(self) -> list[dict]:
        """Attributes that can be agreed on: dicts {id, title}."""
        return [{"id": value.value, "title": self._term("attributes", value)} for value in Attribute]

    def grounds(self) -> list[dict]:
        """Grounds that can be agreed on, never that of a stub: dicts {id, title}."""
        codes = [code for code in grounds.GROUNDS if code != "state_secret"]
        return [{"id": code, "title": self._term("grounds", code)} for code in codes]

    def binding(self) -> dict | None:
        """What binds the lead now, in words: {on, attribute, grounds}."""
        bound = self.meetings.binding()
        if bound is None:
            return None
        return {"on": bound["at"][:10], **self._agreed(bound)}

    def act_title(self, act: str) -> str:
        """What the button of an act says."""
        return labels.MEETING_ACTS[act]

    def _worded(self, row: dict) -> dict:
        said = {
            name: [self.names.get(slot, slot) for slot in row[name]] for name in ("agencies", "attended", "settled")
        }
        standing = "cancelled" if row["cancelled"] else row["outcome"] or "called"
        who = {name: fullname(row[name]) if row.get(name) else "" for name in ("called_by", "concluded_by")}
        return row | {
            "titles": said,
            "when": row["at"][:16].replace("T", " "),
            "standing": standing,
            "standing_title": labels.MEETING_STANDINGS[standing],
            "colour": labels.MEETING_COLOURS[standing],
            "agreed": self._agreed(row) if row["attribute"] else None,
            "who": who,
            "acts": [act for act in self.acts if act in row["may"]],
        }

    def _agreed(self, told: dict) -> dict:
        titles = [self._term("grounds", code) for code in told["grounds"]]
        return {"attribute": self._term("attributes", told["attribute"]), "grounds": titles}

    def _term(self, vocabulary: str, code: str) -> str:
        terms = getUtility(IVocabularyFactory, f"opengov.disclosure.{vocabulary}")(self.context)
        return terms.getTerm(code).title if code in terms else code


class MeetingFile(BrowserView):
    """``<document>/@@meetings-file?meeting=…&number=…``: a file of a meeting, for whoever sees the meeting (R-J6)."""

    def __call__(self):
        meeting_id, number = (str(self.request.form.get(name, "")) for name in ("meeting", "number"))
        found = IMeetings(self.context).paper(meeting_id, meeting_papers.number_of(number))
        if found is None:
            raise NotFound(self.__name__)
        return meeting_papers.download(self.request.response, *found)
