"""``<document>/@@repeal``: the lead asks its co-issuers about amending, repealing or voiding; they answer here."""

from opengov.disclosure.core import repeal as rules
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.i18n import _
from opengov.disclosure.interfaces import IWording
from opengov.disclosure.joint import labels
from opengov.disclosure.joint.interfaces import IPositionsSeen
from opengov.disclosure.joint.interfaces import IRepeal
from opengov.disclosure.joint.pages.naming import fullname
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from zExceptions import NotFound
from zope.component import getUtility

import base64


VALIDITIES = {
    "amended": _("validity_amended", default="Amended"),
    "partly_repealed": _("validity_partly_repealed", default="Partly repealed"),
    "repealed": _("validity_repealed", default="Repealed"),
    "voided": _("validity_voided", default="Voided"),
}

#: Act of the page's forms -> the fields it sends.
ACTS = {
    "propose": ("validity", "validity_date", "reason", "validity_document"),
    "give_up": ("reason",),
    "ask": (),
    "receive": (),
    "draft": ("stand", "digest", "reason", "confidential"),
    "release": ("draft_id",),
    "record": ("stand", "signed_by", "reason", "paper"),
    "decide": ("ruling", "authority", "reason", "paper"),
}
_OWN = ("propose", "give_up")


class RepealPage(BrowserView):
    """What is proposed, where each co-issuer stands, and what I may do about it."""

    def __call__(self):
        self.repeal = IRepeal(self.context)
        self.seen = self.repeal.seen()
        answering = self.seen is not None and self.seen.allowed()
        if not (answering or (self.repeal.needed() and IPositionsSeen(self.context).allowed())):
            raise NotFound(self.__name__)
        self.problems: tuple[Problem, ...] = ()
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            return self._act()
        return self.index()

    def _act(self):
        act, slot_id = self.sent("act"), self.sent("slot")
        mine = {row["slot"] for row in self.seen.rows()} if self.seen is not None else set()
        if act not in ACTS or (act not in _OWN and slot_id not in mine):
            raise NotFound(act)
        values = {name: self._paper() if name == "paper" else self.sent(name) for name in ACTS[act]}
        try:
            if act in _OWN:
                getattr(self.repeal, act)(**values)
            else:
                getattr(self.repeal.answers(), act)(slot_id, **values)
        except RuleBroken as broken:
            # Nothing was stored; what was entered is shown again with what is wrong about it.
            self.problems = broken.problems
            return self.index()
        api.portal.show_message(_("position_act_done", default="Done; it is on the record."), self.request)
        return self.request.response.redirect(f"{self.context.absolute_url()}/@@repeal")

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
        return [wording.sentence(problem, self.request) for problem in self.problems]

    def act_title(self, act: str) -> str:
        """What the button of an act says."""
        return labels.ACTS[act]

    def proposal(self) -> dict | None:
        """The proposal that waits, in words."""
        found = self.repeal.proposal()
        return self._worded(found) if found else None

    def closed(self) -> list[dict]:
        """Those that are over, the newest first."""
        return [self._worded(one) for one in reversed(self.repeal.proposals()) if one.get("closed")]

    def _worded(self, one: dict) -> dict:
        return one | {"title": VALIDITIES[one["validity"]], "by_name": fullname(one["by"]), "day": one["at"][:10]}

    def rows(self) -> list[dict]:
        """The slots of the proposal that waits, in words."""
        return [_row(row) for row in self.seen.rows()] if self.seen is not None else []

    def may_propose(self) -> bool:
        """Whether the form for a proposal is shown."""
        return self.repeal.may_propose()

    def may_give_up(self) -> bool:
        """Whether the user's office may give the proposal up."""
        offices = rules.ASKING.get(self.repeal.state, ())
        return self.repeal.proposal() is not None and bool(self.repeal.held() & set(offices))

    def choices(self, name: str) -> list[dict]:
        """Values of ``validity``, ``stand`` or ``ruling``: dicts {id, title}."""
        known = {"validity": VALIDITIES, "stand": labels.STANDS, "ruling": labels.RULINGS}[name]
        return [{"id": value, "title": title} for value, title in known.items()]

    def digest(self) -> str:
        """Digest of the proposal; an answer is bound to it."""
        return self.repeal.answers().digest()


def _row(row: dict) -> dict:
    """A row with the words its codes stand for."""
    return row | {
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
