"""Coordination meetings."""

from zope.interface import Attribute
from zope.interface import Interface
from zope.interface.interfaces import IObjectEvent


class IMeetings(Interface):
    """Coordination meetings (协调会) about a document. ``IMeetings(document)`` (R-J3). Each is a persistent object of its own."""

    def call(at, place, agenda, agencies, persons=()):
        """Call a meeting, as the lead's disclosure office, while an agency objects. Returns the meeting's id.

        :param at: ISO time in Asia/Shanghai.
        :param agencies: ids of the slots whose agencies are invited; the lead takes part always.
        :param persons: names of persons who take part (texts).
        """

    def change(meeting_id, **values):
        """Change time, place, agenda or participants of a meeting that has no outcome yet; everybody is told again."""

    def cancel(meeting_id, reason):
        """Call a meeting off, with reason."""

    def lapse():
        """Call off what is still open, because the document has come to its end; asks for no office."""

    def conclude(meeting_id, outcome, minutes, attended, attribute="", grounds=(), settled=()):
        """Enter minutes and outcome.

        :param outcome: ``kept``, ``changed`` or ``not_settled`` (``core.meetings.Outcome``).
        :param attended: ids of the slots whose agencies were there; only their objections can be settled.
        :param settled: ids of the slots whose objection the meeting has settled.
        :param attribute: the attribute agreed on, for ``changed``; the document can go on with no other.
        """

    def attach(meeting_id, paper):
        """Add a file to a meeting: {filename, content-type, data (base64)}; kept with the dossier's papers."""

    def allowed():
        """Whether the user may see meetings at all: an insider of the lead, or of an agency that was asked."""

    def rows():
        """Meetings as the current user may see them, the newest first: list of dicts {id, at, place, agenda, agencies,
        persons, called_at, changed_at, minutes, outcome, attribute, grounds, settled, attended, concluded_at, cancelled
        ({at, reason} or None), papers ({number, filename, content_type, size}), may}; for the lead's own people also
        called_by and concluded_by. An asked agency sees those it is invited to (R-J6)."""

    def may_call():
        """Whether the user may call a meeting now."""

    def invitable():
        """Whom the lead may invite: list of dicts {slot, title, disputed}; empty for everybody else."""

    def binding():
        """What was agreed on or decided and binds the lead now: {at, attribute, grounds (empty: any)}, or None."""

    def paper(meeting_id, number):
        """A file of a meeting the user may see: ({filename, size, …}, blob), or None."""

    def export():
        """Everything as plain values, for a round trip and the archives."""

    def restore(plain):
        """Put exported values in place of what is there."""

    def drop():
        """Forget everything, as a copy must, and a purge (R-L3)."""


class IMeetingEvent(IObjectEvent):
    """Something about a coordination meeting. ``meeting``: its id; ``agencies``: UIDs of the agencies invited."""

    meeting = Attribute("Id of the meeting.")
    agencies = Attribute("UIDs of the agencies of this site that take part (tuple).")


class IMeetingCalled(IMeetingEvent):
    """A coordination meeting was called, or its time or place changed."""


class IMeetingCancelled(IMeetingEvent):
    """A coordination meeting was called off."""


class IMeetingConcluded(IMeetingEvent):
    """A coordination meeting has minutes and an outcome."""

    outcome = Attribute("``kept``, ``changed`` or ``not_settled``.")
