"""Pages of asked agencies: the lead's matrix with the answer form of an asked agency, and all that an agency is asked."""

from opengov.disclosure.core import positions as rules
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.i18n import _
from opengov.disclosure.interfaces import IWording
from opengov.disclosure.joint import labels
from opengov.disclosure.joint.interfaces import IAsked
from opengov.disclosure.joint.interfaces import IPositions
from opengov.disclosure.joint.interfaces import IPositionsSeen
from opengov.disclosure.joint.naming import choices
from opengov.disclosure.joint.naming import fullname
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from zExceptions import NotFound
from zope.component import getUtility

import base64


#: Act of the page's forms -> the fields it sends.
ACTS = {
    "add": ("agency", "body"),
    "ask": (),
    "remove": ("reason",),
    "receive": (),
    "draft": ("stand", "digest", "reason", "confidential"),
    "release": (),
    "record": ("stand", "signed_by", "reason", "paper"),
    "decide": ("ruling", "authority", "reason", "paper"),
}


class PositionsView(BrowserView):
    """``<document>/@@positions``: which agencies are asked, what each answered, and what I may do about it."""

    #: Acts whose form is folded until somebody opens it, so that 21 agencies fit on the page.
    folded = ("remove", "record", "decide")

    def __call__(self):
        if not IPositionsSeen(self.context).allowed():
            raise NotFound(self.__name__)
        self.problems: tuple[Problem, ...] = ()
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            return self._act()
        return self.index()

    def _act(self):
        act, slot_id = self.sent("act"), self.sent("slot")
        if act not in ACTS or (act != "add" and slot_id not in {row["slot"] for row in self.rows()}):
            raise NotFound(act)
        values = {name: self._paper() if name == "paper" else self.sent(name) for name in ACTS[act]}
        try:
            positions = IPositions(self.context)
            if act == "add":
                positions.add(**values)
            else:
                getattr(positions, act)(slot_id, **values)
        except RuleBroken as broken:
            # Nothing was stored; what was entered is shown again with what is wrong about it.
            self.problems = broken.problems
            return self.index()
        api.portal.show_message(_("position_act_done", default="Done; it is on the record."), self.request)
        return self.request.response.redirect(f"{self.context.absolute_url()}/@@positions")

    def _paper(self) -> dict | None:
        upload = self.request.form.get("position.paper")
        if not getattr(upload, "filename", ""):
            return None
        upload.seek(0)
        data = base64.b64encode(upload.read()).decode()
        kind = upload.headers.get("Content-Type", "application/octet-stream")
        return {"filename": upload.filename, "content-type": kind, "data": data}

    def sent(self, name: str) -> str:
        """What the user has entered into a field."""
        value = self.request.form.get(f"position.{name}", "")
        return value if isinstance(value, str) else ""

    def entered(self, slot_id: str, act: str, name: str, otherwise: str = "") -> str:
        """What stands in a field of one form: after a refusal what was entered there."""
        mine = self.problems and self.sent("act") == act and self.sent("slot") == slot_id
        return self.sent(name) if mine else otherwise

    def messages(self, slot_id: str, act: str) -> list[str]:
        """What is wrong with what one form sent."""
        if self.sent("act") != act or self.sent("slot") != slot_id:
            return []
        wording = getUtility(IWording)
        return [wording.as_json(problem, self.request)["message"] for problem in self.problems]

    def act_title(self, act: str) -> str:
        """What the button of an act says."""
        return labels.ACTS[act]

    def rows(self) -> list[dict]:
        """The slots with their words."""
        return [_worded(row) for row in IPositionsSeen(self.context).rows()]

    def stands(self) -> list[dict]:
        """What an agency may answer: dicts {id, title}."""
        return [{"id": value, "title": title} for value, title in labels.STANDS.items()]

    def rulings(self) -> list[dict]:
        """What an authority may decide: dicts {id, title}."""
        return [{"id": value, "title": title} for value, title in labels.RULINGS.items()]

    def may_add(self) -> bool:
        """Whether the form for another agency is shown."""
        return IPositionsSeen(self.context).may_add()

    def asks_at_once(self) -> bool:
        """Whether an agency that is named now is asked now, and not when the document is approved."""
        return IPositions(self.context).state in rules.ASKING

    def agencies(self) -> list[dict]:
        """Agencies of this site that can be named: dicts {id, title}."""
        return choices(self.context)

    def digest(self) -> str:
        """Digest of the content this page is about; an answer is bound to it."""
        return IPositions(self.context).digest()

    def changes(self, slot_id: str) -> list[str]:
        """Fields that changed since the agency's answer, as it may read them."""
        return [field for field, _old, _new in IPositionsSeen(self.context).difference(slot_id)]


class AskedView(BrowserView):
    """``<agency>/@@asked``: all that the agency is asked, for its liaisons and leaders."""

    def __call__(self):
        if not IAsked(self.context).allowed():
            raise NotFound(self.__name__)
        return self.index()

    def repeals(self) -> list[dict]:
        """Documents whose repeal the agency is asked about, those that wait first."""
        return [
            item | {"standing_title": labels.STANDINGS[item["standing"]], "colour": labels.COLOURS[item["standing"]]}
            for item in IAsked(self.context).repeals()
        ]

    def items(self) -> list[dict]:
        """The documents, those that wait first."""
        return [_worded(item) for item in IAsked(self.context).items()]


def _worded(row: dict) -> dict:
    """A row with the words its codes stand for."""
    return row | {
        "role_title": labels.ROLES[row["role"]],
        "standing_title": labels.STANDINGS[row["standing"]],
        "colour": labels.COLOURS[row["standing"]],
        "silence_title": labels.SILENCES.get(row["silence"], ""),
        "positions": [_said(position) for position in reversed(row["positions"])],
        "decisions": [one | {"ruling_title": labels.RULINGS[one["ruling"]]} for one in reversed(row["decisions"])],
        "draft": _said(row["draft"]) if row.get("draft") else None,
    }


def _said(position: dict) -> dict:
    by = position.get("released_by") or position.get("signed_by") or ""
    return position | {"stand_title": labels.STANDS[position["stand"]], "by_name": fullname(by) if by else ""}
