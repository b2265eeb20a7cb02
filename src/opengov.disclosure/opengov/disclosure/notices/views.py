"""``@@notices``: what the user's agencies were told, and how he wants to be told by mail."""

from opengov.disclosure.core.notices import Kind
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.i18n import _
from opengov.disclosure.interfaces import IWording
from opengov.disclosure.notices import words
from opengov.disclosure.notices.interfaces import INotices
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from urllib.parse import urlencode
from zExceptions import Unauthorized
from zope.component import getUtility


#: Kinds whose document page is the right place to look; all others lead to what the agencies said.
_TO_DOCUMENT = frozenset({Kind.SIGNED, Kind.PUBLISHED, Kind.TO_SIGN, Kind.DEPOSIT_DUE, Kind.DEPOSIT_OVERDUE})


class NoticesPage(BrowserView):
    """One list, those unread first. Looking marks nothing as read; a button does (plone.md 13)."""

    #: Sentences of what was wrong with a form.
    errors: tuple[str, ...] = ()

    def __call__(self):
        if api.user.is_anonymous():
            raise Unauthorized("notices")
        self.request.response.setHeader("Cache-Control", "no-store, private")
        self.notices = INotices(self.context)
        self.kind = self._text("kind") if self._text("kind") in set(Kind) else ""
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            try:
                self._act()
            except RuleBroken as broken:
                wording = getUtility(IWording)
                self.errors = tuple(wording.as_json(one, self.request)["message"] for one in broken.problems)
            else:
                return self.request.response.redirect(self.address(kind=self.kind))
        self.found = self._page()
        return self.index()

    def _act(self) -> None:
        if self._text("notice.read"):
            self.notices.mark([self._text("notice.read")])
        elif self._text("notice.all"):
            self.notices.mark_all()
            api.portal.show_message(_("message_notices_read", default="Everything is marked as read."), self.request)
        elif "notice.mail" in self.request.form:
            self.notices.set_mail(self._text("notice.mail"))
            message = _("message_notices_mail", default="Your choice is saved; it holds from now on.")
            api.portal.show_message(message, self.request)

    def _page(self) -> dict:
        try:
            return self.notices.page(self.kind, after=self._text("after"))
        except RuleBroken:
            # a link somebody has cut: the first page
            return self.notices.page(self.kind)

    def _text(self, name: str) -> str:
        value = self.request.form.get(name, "")
        return value if isinstance(value, str) else ""

    def address(self, **query: str) -> str:
        """Address of the page with a query."""
        told = urlencode({name: value for name, value in query.items() if value})
        return f"{self.context.absolute_url()}/@@notices" + (f"?{told}" if told else "")

    def rows(self) -> list[dict]:
        """The notices of the page: dicts as of ``INotices.page`` with kind_title, sentence, url and when."""
        return [
            {
                **item,
                "kind_title": words.KINDS[Kind(item["kind"])],
                "sentence": words.sentence(item),
                "when": item["at"][:16].replace("T", " "),
                "url": self._url(item),
            }
            for item in self.found["items"]
        ]

    @staticmethod
    def _url(item: dict) -> str:
        if item["document"] is None:
            return ""
        page = "/@@repeal" if item["about"] == "repeal" else "/@@positions"
        return item["document"]["@id"] + ("" if item["kind"] in _TO_DOCUMENT else page)

    def next_url(self) -> str:
        """Address of the page after; empty on the last."""
        return self.address(kind=self.kind, after=self.found["next"]) if self.found["next"] else ""

    def first_url(self) -> str:
        """Address of the first page; empty on it."""
        return self.address(kind=self.kind) if self._text("after") else ""

    def unread(self) -> int:
        """How many notices are unread."""
        return self.notices.unread()

    def kinds(self) -> list[dict]:
        """What the list can be narrowed to: dicts {id, title, selected}."""
        return [{"id": kind.value, "title": words.KINDS[kind], "selected": kind == self.kind} for kind in Kind]

    def mails(self) -> list[dict]:
        """When mail can be had: dicts {id, title, selected}."""
        chosen = self._text("notice.mail") if self.errors else self.notices.mail
        return [{"id": mail.value, "title": title, "selected": mail == chosen} for mail, title in words.MAILS.items()]
