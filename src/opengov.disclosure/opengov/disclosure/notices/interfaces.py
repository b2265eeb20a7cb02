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

    mail = Attribute("When the user gets mail: a ``core.notices.Mail`` value.")

    def page(kind="", unread=False, after="", size=20):
        """A page of notices, those unread first, each half with the newest first: dict {items, next}.

        Items are dicts {id, kind, about, at, unread, agency, lead, due, document: {@id, UID, title, review_state} or None}.

        :param kind: only this ``core.notices.Kind``; empty: all.
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

        :raises core.rules.RuleBroken: (R-X2) for a value that is no ``core.notices.Mail``.
        """


class INoticeSettings(Interface):
    """Settings of the whole site, in the registry under ``opengov.disclosure.notices``."""

    reminder_days = schema.Int(
        title=_("setting_reminder_days", default="Working days before the last day on which agencies are reminded"),
        description=_(
            "help_reminder_days",
            default="An agency that has not answered is reminded once when so many working days are left.",
        ),
        min=1,
        max=30,
        default=3,
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
