"""``@notices`` of the site: the current user's notices, what he has read, and when he gets mail."""

from opengov.disclosure.bodies import read_json
from opengov.disclosure.core.notices import mail_problems
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.notices.interfaces import INotices
from plone import api
from plone.restapi.services import Service
from zExceptions import Unauthorized


#: The most notices on one page, and in one body.
MAX_SIZE = 100
_KEYS = ("kind", "topic", "unread", "after", "size")


class _Notices(Service):
    def notices(self) -> INotices:
        """The user's notices; nobody has none (401)."""
        if api.user.is_anonymous():
            raise Unauthorized("@notices")
        self.request.response.setHeader("Cache-Control", "no-store, private")
        return INotices(self.context)

    def told(self, notices: INotices) -> dict:
        """Address, preference and count."""
        url = f"{self.context.absolute_url()}/@notices"
        return {"@id": url, "mail": notices.mail, "mails": notices.mails, "unread": notices.unread()}


class NoticesGet(_Notices):
    """``GET <site>/@notices?topic=&kind=&unread=1&after=&size=``."""

    def reply(self) -> dict:
        """A page as of ``INotices.page``, with the preference and the number of unread ones."""
        notices, form = self.notices(), self.request.form
        found = [_problem("query_unknown", name) for name in sorted(form) if name not in _KEYS]
        found += [_problem("query_twice", name) for name in _KEYS if not isinstance(form.get(name, ""), str)]
        enforce(found)
        size, unread = form.get("size", "20"), form.get("unread", "")
        if not (size.isascii() and size.isdigit() and len(size) < 4 and 1 <= int(size) <= MAX_SIZE):
            enforce([_problem("query_size", "size")])
        if unread not in ("", "0", "1"):
            enforce([_problem("value_type", "unread")])
        page = notices.page(
            form.get("kind", ""), unread == "1", form.get("after", ""), int(size), form.get("topic", "")
        )
        return {**self.told(notices), **page}


class NoticesPost(_Notices):
    """``POST <site>/@notices`` {read: [id …]} or {all: true}: mark as read."""

    def reply(self) -> dict:
        """How many were marked, and what is left unread."""
        notices, body = self.notices(), read_json(self.request)
        enforce(_problem("value_unknown", name) for name in sorted(set(body) - {"read", "all"}))
        if ("read" in body) == ("all" in body):
            enforce([_problem("value_missing", "read")])
        if "all" in body:
            enforce([] if body["all"] is True else [_problem("value_type", "all")])
            return {"marked": notices.mark_all(), **self.told(notices)}
        ids = body["read"]
        if not isinstance(ids, list) or len(ids) > MAX_SIZE or not all(isinstance(each, str) for each in ids):
            enforce([_problem("value_type", "read")])
        return {"marked": notices.mark(ids), **self.told(notices)}


class NoticesPatch(_Notices):
    """``PATCH <site>/@notices`` {mail: at_once | daily | none} for everything, or {mails: {<topic>: …}}."""

    def reply(self) -> dict:
        """The preferences as they are now."""
        notices, body = self.notices(), read_json(self.request)
        found = [_problem("value_unknown", name) for name in sorted(set(body) - {"mail", "mails"})]
        given = [name for name in ("mail", "mails") if name in body]
        enforce(found + ([] if len(given) == 1 else [_problem("value_missing", "mail")]))
        value = body[given[0]]
        if isinstance(value, dict) != (given[0] == "mails"):
            enforce([_problem("value_type", "mails")] if given[0] == "mails" else mail_problems(value))
        notices.set_mail(value)
        return self.told(notices)


def _problem(code: str, name: str) -> Problem:
    return Problem(code, "R-X2", name[:60], "", {"name": name[:60], "max": str(MAX_SIZE)})
