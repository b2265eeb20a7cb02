"""``@@registers-views``: keeps what is shown under a name, renames and deletes views."""

from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.desk.registers.page import Registers
from opengov.disclosure.i18n import _
from opengov.disclosure.interfaces import IWording
from plone import api
from plone.protect import CheckAuthenticator
from plone.uuid.interfaces import IUUID
from urllib.parse import parse_qsl
from zExceptions import MethodNotAllowed
from zope.component import getUtility

import transaction


class SavedViews(Registers):
    """The views in a list with a form each, and a form that saves what was shown before."""

    def __call__(self) -> str:
        self.problems: list[Problem] = []
        self.typed: dict[str, str] = {}
        self.prepare()
        self.request.response.setHeader("Cache-Control", "no-cache, private")
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            return self._act()
        if self.request.method not in ("GET", "HEAD"):
            raise MethodNotAllowed("GET, HEAD, POST")
        return self.index()

    def _sent(self) -> dict[str, object]:
        """What is asked stands in the address, also where a form was sent."""
        return dict(parse_qsl(self.request.get("QUERY_STRING", "")))

    def _act(self) -> str:
        form = self.request.form
        self.typed = {name: str(form.get(name, "")) for name in ("act", "view_id", "view_name", "share")}
        acts = {"save": self._save, "rename": self._rename, "delete": self._delete}
        try:
            if self.typed["act"] not in acts:
                raise RuleBroken(Problem("value_unknown", "R-X2", "act", "", {"name": self.typed["act"][:60]}))
            url, message = acts[self.typed["act"]]()
        except RuleBroken as broken:
            transaction.doom()
            self.problems = list(broken.problems)
            self.request.response.setStatus(400, lock=1)
            return self.index()
        api.portal.show_message(message, self.request)
        self.request.response.redirect(url)
        return ""

    def _save(self) -> tuple[str, str]:
        view = self.asked.views.save(self.typed["view_name"], self.choice.query(), self.typed["share"])
        return f"{self.url}?view={view['id']}", _("message_view_saved", default="The view is saved.")

    def _rename(self) -> tuple[str, str]:
        self.asked.views.rename(self.typed["view_id"], self.typed["view_name"])
        return self.address("views"), _("message_view_renamed", default="The view has another name now.")

    def _delete(self) -> tuple[str, str]:
        self.asked.views.delete(self.typed["view_id"])
        return self.address("views"), _("message_view_deleted", default="The view is deleted.")

    def views(self) -> list[dict]:
        """The views: dicts {id, name, url, shared (name of the agency), may_change, typed, errors}."""
        return [
            {
                **view,
                "url": f"{self.url}?view={view['id']}",
                "typed": self.typed["view_name"] if self._concerns(view["id"]) else view["name"],
                "errors": self.errors() if self._concerns(view["id"]) else [],
            }
            for view in self.asked.views.all()
        ]

    def _concerns(self, id: str) -> bool:
        return bool(self.problems) and self.typed["act"] != "save" and self.typed["view_id"] == id

    def new(self) -> dict:
        """The form that saves: dict {name, share, errors}."""
        mine = bool(self.problems) and self.typed["act"] == "save"
        return {
            "name": self.typed["view_name"] if mine else "",
            "share": self.typed["share"] if mine else "",
            "errors": self.errors() if mine else [],
        }

    def loose(self) -> list[str]:
        """What is wrong and belongs to no form that is shown: of a view that is gone, or an act there is none of."""
        shown = {view["id"] for view in self.asked.views.all()}
        placed = self.typed.get("act") == "save" or self.typed.get("view_id") in shown
        return [] if placed else self.errors()

    def errors(self) -> list[str]:
        """What is wrong, in words."""
        wording = getUtility(IWording)
        return [wording.sentence(problem, self.request) for problem in self.problems]

    def sharing(self) -> list[dict]:
        """Agencies in which the user may share: dicts {uid, title}."""
        return [{"uid": IUUID(agency), "title": agency.title} for agency in self.asked.views.may_share()]

    def back_url(self) -> str:
        """The register the user comes from."""
        return self.address()
