"""``@@notices``: what the user is told, and how he wants to be told by mail."""

from functools import cached_property
from opengov.disclosure.core.notices import Kind
from opengov.disclosure.core.notices import Topic
from opengov.disclosure.core.notices import TOPICS
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.i18n import _
from opengov.disclosure.interfaces import IWording
from opengov.disclosure.notices import words
from opengov.disclosure.notices.interfaces import INotices
from opengov.disclosure.notices.people import fullname
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from urllib.parse import urlencode
from zExceptions import Unauthorized
from zope.component import getUtility


#: Kinds that lead to what the agencies said; for all others the document's page is the right place to look.
_TO_POSITIONS = frozenset(kind for kind in Kind if TOPICS[kind] == Topic.JOINT) - {
    Kind.SIGNED,
    Kind.PUBLISHED,
    Kind.TO_SIGN,
}


#: Kinds that stand out.
_LEVELS = {
    Kind.DUE_OVER: "danger",
    Kind.ESCALATED: "danger",
    Kind.OVERDUE: "danger",
    Kind.DEPOSIT_OVERDUE: "danger",
    Kind.DUE_SOON: "warning",
    Kind.REMINDER: "warning",
    Kind.DEPOSIT_DUE: "warning",
    Kind.RETURNED: "warning",
    Kind.QUESTIONED: "warning",
}


class NoticesPage(BrowserView):
    """One list, those unread first. Looking marks nothing as read; a button does (plone.md 13)."""

    #: Sentences of what was wrong with a form.
    errors: tuple[str, ...] = ()

    def __call__(self):
        if api.user.is_anonymous():
            raise Unauthorized("notices")
        self.request.response.setHeader("Cache-Control", "no-store, private")
        self.notices = INotices(self.context)
        self.topic = self._text("topic") if self._text("topic") in set(Topic) else ""
        self.unread_only = self._text("unread") == "1"
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            try:
                self._act()
            except RuleBroken as broken:
                wording = getUtility(IWording)
                self.errors = tuple(wording.sentence(one, self.request) for one in broken.problems)
            else:
                return self.request.response.redirect(self.address(**self._query()))
        self.found = self._page()
        return self.index()

    def _act(self) -> None:
        if self._text("notice.read"):
            self.notices.mark([self._text("notice.read")])
        elif self._text("notice.all"):
            self.notices.mark_all()
            api.portal.show_message(_("message_notices_read", default="Everything is marked as read."), self.request)
        elif "notice.mails" in self.request.form:
            self.notices.set_mail({topic.value: self._text(f"mail.{topic}") for topic in Topic})
            message = _("message_notices_mail", default="Your choice is saved; it holds from now on.")
            api.portal.show_message(message, self.request)

    def _page(self) -> dict:
        try:
            return self.notices.page(unread=self.unread_only, after=self._text("after"), topic=self.topic)
        except RuleBroken:
            # a link somebody has cut: the first page
            return self.notices.page(unread=self.unread_only, topic=self.topic)

    def _query(self) -> dict[str, str]:
        """What the list is narrowed to."""
        return {"topic": self.topic, "unread": "1" if self.unread_only else ""}

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
                "sentence": words.sentence(item, self._person(item["by"])),
                "level": _LEVELS.get(Kind(item["kind"]), "secondary"),
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
        return item["document"]["@id"] + (page if item["kind"] in _TO_POSITIONS else "")

    def _person(self, user_id: str) -> str:
        if user_id not in self._names:
            self._names[user_id] = fullname(user_id)
        return self._names[user_id]

    @cached_property
    def _names(self) -> dict[str, str]:
        return {}

    def next_url(self) -> str:
        """Address of the page after; empty on the last."""
        return self.address(**self._query(), after=self.found["next"]) if self.found["next"] else ""

    def first_url(self) -> str:
        """Address of the first page; empty on it."""
        return self.address(**self._query()) if self._text("after") else ""

    def unread(self) -> int:
        """How many notices are unread."""
        return self.notices.unread()

    def topics(self) -> list[dict]:
        """What the list can be narrowed to: dicts {title, url, selected}, everything first."""
        unread = {"unread": "1"} if self.unread_only else {}
        everything = {"title": words.ALL, "url": self.address(**unread), "selected": not self.topic}
        return [
            everything,
            *(
                {"title": title, "url": self.address(topic=topic.value, **unread), "selected": topic == self.topic}
                for topic, title in words.TOPICS.items()
            ),
        ]

    def other_half_url(self) -> str:
        """Address of the same list with only what is unread, or with everything."""
        return self.address(topic=self.topic, unread="" if self.unread_only else "1")

    def choices(self) -> list[dict]:
        """When mail can be had: dicts {id, title}."""
        return [{"id": mail.value, "title": title} for mail, title in words.MAILS.items()]

    def mails(self) -> list[dict]:
        """What is chosen for each topic: dicts {id, title, help, chosen}; what was typed is kept when it is refused."""
        present = self.notices.mails
        return [
            {
                "id": topic.value,
                "title": title,
                "help": words.TOPIC_HELP[topic],
                "chosen": self._text(f"mail.{topic}") if self.errors else present[topic.value],
            }
            for topic, title in words.TOPICS.items()
        ]
