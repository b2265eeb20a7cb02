"""Contract of deposits (移送): what is due to which kind of receiver, lists on paper, nil returns, notices (R-T1, R-T2)."""

from zope.interface import Attribute
from zope.interface import Interface


class IDeposits(Interface):
    """What an agency deposits. ``IDeposits(agency)``; a section has its agency's.

    Overdue is computed, never stored (R-D4). What is recorded are acts, numbered per agency and never removed; an act is taken
    back by a correcting act with a reason (R-L1). The office's acts are those of its Transfer Clerk, the archives' those of a
    receiver's account (R-T6); who may call is asked by the door.

    A period is a month (``2026-03``) or, where the profile has lists twice a month, half of one (``2026-03-1``, ``2026-03-2``).
    A receiver is a kind: ``archive`` or ``library``. Days are ISO days.
    """

    since = Attribute("The day from which lists on paper are kept here; what was made before is owed in no list.")

    def asks():
        """What the profile of today asks for: dict {receivers, copies, formats, unit (``month``, ``half_month`` or empty),
        nil_returns, notices_acknowledged, sources: {choice: clause}}."""

    def due(on=None, limit=200):
        """What is due or overdue on a day, today when None: dict {documents, periods, notices, yearly, counts, more}.

        * documents: dicts {duty, receiver, document, day, due, source, provisional, standing} of electronic texts and copies for
          the record that are not handed over yet, the earliest first, at most ``limit``; ``more`` when there are others;
        * periods: dicts {period, receiver, first, last, due, source, provisional, standing, documents (that wait), nil (whether a
          nil return is what is due), acts: list of acts}; those whose last day is near or over and not done, and the last twelve;
        * notices: as ``notices``, those that are not done;
        * yearly: dicts {genre, year, due, source, standing, document} for the annual report of last year, and the guide;
        * counts: {due, overdue}, over all of these.

        ``standing`` is a ``core.deposits.Standing``; ``due`` empty where the clause names no day.
        """

    def pressing(days):
        """Rows of ``due`` that somebody is to be reminded of: overdue, or with at most ``days`` working days left (iterable)."""

    def of_document(uid):
        """The duties of one document: list of dicts as in ``due``, done ones too, with ``done_on`` and ``act``."""

    def register(period, receiver="", viewer=True):
        """The rows of the list (移送明细登记表) of a period: list of ``deposits.registers.Line``.

        What was handed in stands as it was listed then; after it what waits.

        :param receiver: only what stands in lists for this kind.
        :param viewer: leave out what the current user may not see (R-X1).
        """

    def lines(act):
        """The rows that an act (a number) handed in, as above, for whoever it was handed to."""

    def acts(period="", what=()):
        """Acts as plain dicts {number, what, receiver, period, on, by, of, rows, copies, pages, undone, confirmed}, the oldest
        first; of one period when it is given. ``confirmed`` is the day of the confirmation or empty."""

    def notices(done=False, limit=200):
        """Notices of lapse and recall as plain dicts {number, kind, document, document_number, cause, effective, replaced_by,
        letter, at, due, source, provisional, standing, receivers: {kind: {offered_on, acknowledged_on}}}, the newest first.

        :param done: those that are done, too.
        """

    def notice(number):
        """One of them.

        :raises core.rules.RuleBroken: (R-X2) when there is no notice of this number.
        """

    def hand_in(period, receiver, copies, pages=0, on=""):
        """Record that list and paper copies of a period were handed over: everything that waits in it. Returns the act.

        :param on: the day; today when empty.
        :raises core.rules.RuleBroken: (R-T1) when the period is not over, nothing waits, the copies are too few …
        """

    def nil_return(period, receiver, on=""):
        """Record that nothing was to be deposited in a period (零报告). Returns the act.

        :raises core.rules.RuleBroken: (R-T1) when something was, it was reported already, or the period is not over.
        """

    def record_copy(documents, on=""):
        """Record that the copies for the record (备查) of documents (UIDs) were sent. Returns the act.

        :raises core.rules.RuleBroken: (R-T1) when one of them owes none, or there are none.
        """

    def correct(act, reason):
        """Take an act of the office back; what it handed in waits again. Returns the correcting act.

        :raises core.rules.RuleBroken: (R-T6) when the archives have confirmed it, or it is no act of the office's.
        """

    def confirm(act, receiver):
        """Record, as the archivist of a receiver (a kind), that what an act says was received. Returns the confirming act.

        :raises core.rules.RuleBroken: (R-T6) when it was handed to another kind, is confirmed, or the same person did it.
        """

    def acknowledge(notice, receiver):
        """Record, as the archivist of a receiver (a kind), that a notice was read and acted on. Returns the act.

        :raises core.rules.RuleBroken: (R-T6) when the notice was not offered to it, or is acknowledged.
        """

    def take_back(act, receiver, reason):
        """Take a confirmation or acknowledgement back, as the archivist of the receiver. Returns the correcting act.

        :raises core.rules.RuleBroken: (R-T6) when it is no act of that receiver's.
        """

    def letter(notice):
        """The letter of a notice (失效告知函, 撤回告知函): a ``deposits.letters.Letter``.

        :raises core.rules.RuleBroken: (R-X2) when there is no notice of this number.
        """


class IFeedEntered(Interface):
    """An entry was appended to a receiver's feed; told by the sealer in the transaction that appends it."""

    receiver = Attribute("The receiver, plain dict of ``IReceivers``.")
    kind = Attribute("``handover``, ``lapse_notice`` or ``recall_notice``.")
    purpose = Attribute("``deposit`` or ``transfer``; empty for a notice.")
    agency = Attribute("UID of the agency.")
    documents = Attribute("UIDs of the documents it is about (tuple).")
    about = Attribute("What was announced (dict); empty for a hand-over.")
    at = Attribute("ISO time with zone.")
