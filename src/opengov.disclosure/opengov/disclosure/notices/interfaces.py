"""Contracts of notices: what the current user is told, and how he wants to be told by mail."""

from opengov.disclosure.i18n import _
from zope import schema
from zope.interface import Attribute
from zope.interface import Interface


class INotices(Interface):
    """The current user's notices. ``INotices(site)``. Reading writes nothing; what he may not see is not there (R-X1).

    A notice belongs to an agency and some of its offices: whoever holds one of them today has it, deputies and the people of
    a successor included, and nobody has it any more who does not. Its document is judged anew at each reading.
    """

    mail = Attribute(
        "When the user gets mail about topics without a choice of their own: a ``core.notices.Mail`` value."
    )
    mails = Attribute("When the user gets mail: dict ``core.notices.Topic`` value -> ``core.notices.Mail`` value.")

    def page(kind="", unread=False, after="", size=20, topic=""):
        """A page of notices, those unread first, each half with the newest first: dict {items, next}.

        Items are dicts {id, kind, topic, about, at, by, unread, over, agency, lead, due, document: {@id, UID, title,
        review_state} or None}. ``by``: user id of who brought a turn or news of one's own agency about; else empty.
        ``over``: it asks for nothing any more, and counts as read.

        :param kind: only this ``core.notices.Kind``; empty: all.
        :param topic: only kinds of this ``core.notices.Topic``; empty: all.
        :param unread: only what is not marked as read.
        :param after: ``next`` of the page before; empty to begin.
        :raises core.rules.RuleBroken: (R-X2) for an unknown kind or a place that is none.
        """

    def unread():
        """How many notices are not marked as read; more than ``listing.MAX_COUNTED`` are not counted."""

    def mark(ids):
        """Mark notices as read; ids that the user has no notice of are passed over. Returns how many were marked."""

    def mark_all():
        """Mark everything as read that the user has now. Returns how many were marked."""

    def set_mail(value):
        """Choose when to get mail.

        :param value: a ``core.notices.Mail`` value for everything, or a mapping of ``core.notices.Topic`` to one.
        :raises core.rules.RuleBroken: (R-X2) for a value that is none.
        """


class INoticeSettings(Interface):
    """Settings of the whole site, in the registry under ``opengov.disclosure.notices``."""

    reminder_days = schema.Int(
        title=_("setting_reminder_days", default="Working days before the last day from which on somebody is reminded"),
        description=_(
            "help_reminder_days",
            default="Whoever has a duty, and an agency that has not answered, is reminded once when so many working days are "
            "left; of a duty with fewer days on its last ones.",
        ),
        min=1,
        max=30,
        default=3,
    )
    leader_after = schema.Int(
        title=_("setting_leader_after", default="Working days overdue after which the leader is told"),
        description=_(
            "help_leader_after",
            default="What is overdue is told to whoever has the duty and to the Disclosure Officer. The principal leader is "
            "told besides when it is not done after so many working days more. 0: never.",
        ),
        min=0,
        max=60,
        default=0,
    )
    keep_days = schema.Int(
        title=_("setting_keep_days", default="Days after which notices are dropped from the lists"),
        description=_(
            "help_keep_days",
            default="What happened stays on record; only the notices of it are dropped by the routine command.",
        ),
        min=30,
        max=3660,
        default=400,
    )
    public_address = schema.TextLine(
        title=_("setting_public_address", default="Public address of the site"),
        description=_(
            "help_public_address",
            default="The address under which readers outside and colleagues reach the home page of this site, for example "
            "https://gw.example.gov.cn. Links in mails, feeds and the sitemap and permanent links begin with it. Left empty, "
            "they have the address of the request that caused them; a command on the server asks at localhost.",
        ),
        required=False,
        default="",
        missing_value="",
    )
