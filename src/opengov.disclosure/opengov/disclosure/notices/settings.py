"""The site's settings for notices, and whether mails can be sent."""

from opengov.disclosure.addresses import chosen
from opengov.disclosure.addresses import RECORD
from opengov.disclosure.core import addresses
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.i18n import _
from opengov.disclosure.interfaces import ISiteCheck
from opengov.disclosure.notices.interfaces import INoticeSettings
from opengov.disclosure.notices.letters import sender
from opengov.disclosure.notices.store import read_store
from plone.base.interfaces import IPloneSiteRoot
from plone.registry.interfaces import IRegistry
from zope.component import adapter
from zope.component import getUtility
from zope.interface import implementer


PREFIX = "opengov.disclosure.notices"


def setting(name: str) -> int:
    """One of ``INoticeSettings``; its default where the registry has no record yet."""
    return getUtility(IRegistry).get(f"{PREFIX}.{name}", INoticeSettings[name].default)


def check_public_address(event) -> None:
    """Let no public address in that is none, by whatever door it comes.

    :raises RuleBroken: (R-X2) naming what is wrong.
    """
    if event.record.__name__ == RECORD:
        enforce(addresses.problems(addresses.cleaned(event.newValue or ""), "public_address"))


@implementer(ISiteCheck)
@adapter(IPloneSiteRoot)
class MailCheck:
    """See ``ISiteCheck``."""

    def __init__(self, site) -> None:
        self.site = site

    def state(self) -> list[dict]:
        """See ``ISiteCheck``."""
        title = _("check_mail", default="Mail")
        if sender() is None:
            text = _(
                "check_mail_missing",
                default="No mail server or sender is configured; notices are on the site only.",
            )
            return [{"level": "warning", "title": title, "text": text}]
        waiting = sum(len(person.waiting) for person in read_store(self.site).people.values())
        if waiting:
            text = _(
                "check_mail_waiting",
                default="${count} notices wait, since the mail server did not take them; send_notices tries again.",
                mapping={"count": str(waiting)},
            )
            return [{"level": "warning", "title": title, "text": text}]
        if not chosen():
            text = _(
                "check_mail_address",
                default="Configured, but the public address of the site is not: links in mails have the address of whoever "
                "caused them, those of a command on the server that of localhost. Set it with the reminders.",
            )
            return [{"level": "warning", "title": title, "text": text}]
        text = _("check_mail_good", default="Configured; nothing waits.")
        return [{"level": "success", "title": title, "text": text}]
