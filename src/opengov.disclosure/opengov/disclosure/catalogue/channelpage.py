"""``@@channels`` of an agency: what the Web Editor has to place and to take down, and what he has done."""

from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.catalogue import selection
from opengov.disclosure.catalogue.acts import act_on
from opengov.disclosure.catalogue.acts import ACTS
from opengov.disclosure.catalogue.acts import on_the_list
from opengov.disclosure.catalogue.acts import REGISTER
from opengov.disclosure.catalogue.interfaces import IChannelWork
from opengov.disclosure.catalogue.interfaces import IPublication
from opengov.disclosure.catalogue.interfaces import WORK
from opengov.disclosure.catalogue.labels import Labels
from opengov.disclosure.catalogue.labels import WORK_EMPTY
from opengov.disclosure.catalogue.labels import WORK_TITLES
from opengov.disclosure.catalogue.scope import address
from opengov.disclosure.core import channels
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.i18n import _
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.interfaces import IWording
from opengov.disclosure.ledger.interfaces import now
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from zExceptions import NotFound
from zExceptions import Unauthorized
from zope.component import getUtility

import transaction


UNTIL = "until"

DONE = {
    "order": _("message_channel_ordered", default="Ordered."),
    "drop": _("message_channel_dropped", default="Taken off the list."),
    "place": _("message_channel_placed", default="The publication is on record."),
    "correct": _("message_channel_corrected", default="The record is corrected."),
    "take_down": _("message_channel_taken_down", default="The removal is on record."),
    UNTIL: _("message_publish_until", default="The last day is on record."),
}


class ChannelsPage(BrowserView):
    """One list after the other; each row with the small form of what is to be done."""

    #: Values of a form that a rule refused, and the sentences.
    refused: dict | None = None

    def __call__(self) -> str:
        self.labels = Labels(self.context, self.request)
        self.request.response.setHeader("Cache-Control", "no-store, private")
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            if self._act():
                return self.request.response.redirect(self._back())
        self.name = self._text("name") or WORK[0]
        form = {} if self.request.method == "POST" else self.request.form
        chosen = selection.read(form, {}, strict=False, names=())
        self.after = chosen.after
        self.page = IChannelWork(self.context).page(self.name, chosen.after, chosen.size)
        return self.index()

    @property
    def url(self) -> str:
        """Address of the page without its query."""
        return f"{self.context.absolute_url()}/@@channels"

    def _text(self, name: str) -> str:
        value = self.request.form.get(name, "")
        return value.strip() if isinstance(value, str) else ""

    def _back(self) -> str:
        """Where the form was: the document's page, or this list."""
        document = self.document
        if self._text("back") == "document" and api.user.has_permission("View", obj=document):
            return document.absolute_url()
        return f"{self.url}?name={self._text('name') or WORK[0]}"

    def _act(self) -> bool:
        """Carry the form's act out; whether a rule let it pass."""
        act = self._text("act")
        if act not in (*ACTS, UNTIL):
            raise NotFound(act[:40])
        self.document = self._document(act)
        try:
            if act == UNTIL:
                self._set_until()
            else:
                taken = {name: self._text(name) for name in ACTS[act][1] if self._text(name)}
                act_on(self.document, {"act": act, "channel": self._text("channel"), **taken})
        except RuleBroken as broken:
            # nothing half done is kept, and nothing entered is lost
            transaction.doom()
            self.request.response.setStatus(400, lock=1)
            words = [getUtility(IWording).as_json(problem, self.request) for problem in broken.problems]
            values = {name: self._text(name) for name in ("uid", "channel", "act", "address", "proof", "on")}
            self.refused = {**values, "errors": words}
            return False
        api.portal.show_message(DONE[act], self.request)
        return True

    def _set_until(self) -> None:
        if not api.user.has_permission(REGISTER, obj=self.document):
            raise Unauthorized(UNTIL)
        IPublication(self.document).set_until(self._text("on") or None)

    def _document(self, act: str):
        """The document a form is about: one of this agency that the user sees, or one on his list of removals.

        :raises NotFound: for every other one (R-X1).
        """
        uid = self._text("uid")
        if act == "take_down":
            return on_the_list(self.context, uid, self._text("channel"))
        brains = api.portal.get_tool("portal_catalog")(UID=uid) if uid else ()
        document = brains[0].getObject() if brains else None
        if not IGoverned.providedBy(document) or IIssuingAgency(document).uid != IIssuingAgency(self.context).uid:
            raise NotFound(uid[:40])
        return document

    def tabs(self) -> list[dict]:
        """The lists: dicts {title, url, current}."""
        return [
            {"title": WORK_TITLES[name], "url": f"{self.url}?name={name}", "current": name == self.name}
            for name in WORK
        ]

    def empty(self):
        """What a list without rows says."""
        return WORK_EMPTY[self.name]

    def errors(self) -> list[dict]:
        """What forbade the act of the form that was sent: dicts {message, rule, source}."""
        return self.refused["errors"] if self.refused else []

    def today(self) -> str:
        """The present day (ISO), the last one that a form takes."""
        return now().date().isoformat()

    def rows(self) -> list[dict]:
        """The rows in words, each with ``act``: what its form does; empty for a row that has none."""
        return [self._worded(row) for row in self.page["items"]]

    def _worded(self, row: dict) -> dict:
        own = row["channel"] == channels.OWN
        act = "" if own else {"place": "place", "take_down": "take_down"}.get(self.name, "")
        if self.name == "done" and not row["down_on"] and not row["title_hidden"]:
            act = "correct"
        again = self.refused if self._is_refused(row, act) else {}
        visible = not row["title_hidden"]
        return {
            **row,
            "url": address(row["path"]) if visible else "",
            "publish_url": f"{address(row['path'])}/@@opengov-step?step=publish"
            if own and self.name == "place"
            else "",
            "channel_title": self.labels("channel", row["channel"]),
            "cause": self.labels("cause", row["cause"]),
            "is_link": channels.is_web_address(row["address"]),
            "act": act,
            "may_drop": act == "place" and api.user.has_permission(REGISTER, obj=self.context),
            "given_address": again.get("address", row["address"] if act == "correct" else ""),
            "given_proof": again.get("proof", row.get("proof", "") if act == "correct" else ""),
            "given_on": again.get("on", "") or self.today(),
            "open": bool(again),
        }

    def _is_refused(self, row: dict, act: str) -> bool:
        sent = self.refused or {}
        return bool(act) and (sent.get("uid"), sent.get("channel")) == (row["uid"], row["channel"])

    def next_url(self) -> str:
        """Address of the next page; empty when this is the last."""
        return f"{self.url}?name={self.name}&after={self.page['next']}" if self.page["next"] else ""

    def first_url(self) -> str:
        """Address of the first page; empty when this is it."""
        return f"{self.url}?name={self.name}" if self.after else ""
