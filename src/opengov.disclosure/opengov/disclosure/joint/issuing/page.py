"""``<document>/@@joint``: who issues the document, in which order of names, how they sign, and who leads."""

from functools import cached_property
from opengov.disclosure.core import arrangement as rules
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.i18n import _
from opengov.disclosure.interfaces import IWording
from opengov.disclosure.joint.interfaces import IArrangement
from opengov.disclosure.joint.interfaces import IPositionsSeen
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from zExceptions import NotFound
from zope.component import getUtility

import base64
import transaction


WAYS = {
    "in_order": _("arrangement_in_order", default="One after the other: the lead first, then as the names stand"),
    "parallel": _("arrangement_parallel", default="In any order, all at once"),
}
BANNERS = {
    "all": _("arrangement_banner_all", default="All agencies that issue it"),
    "lead_only": _("arrangement_banner_lead", default="The lead alone"),
}


class ArrangementView(BrowserView):
    """See the module. Names are moved with buttons and nothing is kept before it is saved, so it needs no script."""

    problems: tuple[Problem, ...] = ()
    #: Id of the name that was moved last, and where to.
    moved = ""
    way = ""

    def __call__(self):
        if not IPositionsSeen(self.context).allowed():
            raise NotFound(self.__name__)
        # What it shows is for this reader alone, and an act changes it at once.
        self.request.response.setHeader("Cache-Control", "no-store, private")
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            return self._move() if self.sent("move") else self._act()
        return self.index()

    def _move(self):
        """Show the names with one of them moved; the rest of the form stays as it was entered."""
        self.way, _blank, self.moved = self.sent("move").partition(" ")
        return self.index()

    def _act(self):
        acts = {"arrange": self._arrange, "led_by": self._led_by, "record_lead_issue": self._record}
        if self.sent("act") not in acts:
            raise NotFound(self.sent("act"))
        try:
            acts[self.sent("act")]()
        except RuleBroken as broken:
            # Nothing is stored; what was entered is shown again with what is wrong about it.
            transaction.doom()
            self.problems = broken.problems
            return self.index()
        api.portal.show_message(_("position_act_done", default="Done; it is on the record."), self.request)
        return self.request.response.redirect(f"{self.context.absolute_url()}/@@joint")

    def _arrange(self) -> None:
        order = self.request.form.get("joint.order") or None
        values = {name: self.sent(name) or None for name in ("countersigning", "banner")}
        self.arrangement.arrange(order=order, **values)

    def _led_by(self) -> None:
        self.arrangement.led_by(self.sent("lead_body"), self.sent("lead_administrative") == "yes")

    def _record(self) -> None:
        values = {name: self.sent(name) for name in ("number", "issue_date", "reason")}
        self.arrangement.record_lead_issue(paper=self._paper(), **values)

    def _paper(self) -> dict | None:
        upload = self.request.form.get("joint.paper")
        if not getattr(upload, "filename", ""):
            return None
        upload.seek(0)
        kind = upload.headers.get("Content-Type", "application/octet-stream")
        return {
            "filename": upload.filename,
            "content-type": kind,
            "data": base64.b64encode(upload.read()).decode(),
        }

    @cached_property
    def arrangement(self):
        """``IArrangement`` of the document."""
        return IArrangement(self.context)

    @cached_property
    def may(self) -> tuple[str, ...]:
        """What the user's office may do here."""
        return self.arrangement.may()

    @cached_property
    def names(self) -> list[dict]:
        """All who issue, in the order that is kept or that the user has put them in: ``issuers`` with ``name`` and place."""
        kept = {issuer["slot"] or rules.OWN: issuer for issuer in self.arrangement.issuers()}
        sent = self.request.form.get("joint.order")
        order = list(sent) if isinstance(sent, list) and sorted(sent) == sorted(kept) else list(kept)
        if self.moved in order:
            order = rules.moved(order, self.moved, self.way)
        return [{**kept[name], "name": name, "place": place} for place, name in enumerate(order, start=1)]

    @property
    def unsaved(self) -> bool:
        """Whether the names stand otherwise than they are kept."""
        return [name["name"] for name in self.names] != [
            issuer["slot"] or rules.OWN for issuer in self.arrangement.issuers()
        ]

    @property
    def moved_name(self) -> dict | None:
        """The name that was moved last, where it stands now."""
        return next((name for name in self.names if name["name"] == self.moved), None)

    def focused(self, name: str, way: str) -> bool:
        """Whether a button was pressed last: a keyboard stays on it."""
        if self.moved != name:
            return False
        place, last = next(one["place"] for one in self.names if one["name"] == name), len(self.names)
        # at an end of the list its button is gone; the other one takes over
        pressed = {1: "down", last: "up"}.get(place, "up" if self.way == "first" else self.way)
        return pressed == way

    def choices(self, name: str) -> list[dict]:
        """What can be chosen for ``countersigning`` or ``banner``: dicts {id, title, checked}."""
        titles = WAYS if name == "countersigning" else BANNERS
        chosen = self.sent(name) or getattr(self.arrangement, name)
        return [{"id": value, "title": title, "checked": value == chosen} for value, title in titles.items()]

    def chosen_title(self, name: str) -> str:
        """What is chosen, in words."""
        titles = WAYS if name == "countersigning" else BANNERS
        return titles[getattr(self.arrangement, name)]

    def sent(self, name: str) -> str:
        """What the user has entered into a field."""
        value = self.request.form.get(f"joint.{name}", "")
        return value if isinstance(value, str) else ""

    def entered(self, act: str, name: str, otherwise: str = "") -> str:
        """What stands in a field of one form: after a refusal what was entered there."""
        return self.sent(name) if self.problems and self.sent("act") == act else otherwise

    def messages(self, act: str) -> list[str]:
        """What is wrong with what one form sent."""
        if not self.problems or self.sent("act") != act:
            return []
        wording = getUtility(IWording)
        return [wording.sentence(problem, self.request) for problem in self.problems]
