"""Contracts of what others say before a text is opened: third parties, originators of forwarded documents, reassessment."""

from zope.interface import Attribute
from zope.interface import Interface


#: Names under which the dossier keeps what is written here (``IDossier.affair``): it travels, is copied never, and is purged.
THIRD_PARTIES = "third_parties"
FORWARDED = "forwarded"
ORIGINATOR_CONSENT = "originator_consent"
#: {since, cause, attribute}: the forwarded document has become less open than this carrier (R-A9).
FORWARDED_CHANGED = "forwarded_changed"
#: {since, cause, at, by}: the attribute is to be assessed anew (R-A5, Art. 18); gone when that was done.
REASSESS = "reassess"


class IConsultations(Interface):
    """The third parties of a document and what they said. ``IConsultations(document)`` (R-A3; Art. 15, 32).

    Values are plain: days are ISO text, a paper is {filename, content-type, data (base64)}. Each act returns the third
    party's record as ``parties`` does, is told to the ledger in codes and digests only, and raises
    ``core.rules.RuleBroken`` when the act does not hold, ``AccessControl.Unauthorized`` when the user's office does not
    take it, ``KeyError`` when there is no third party of the number.
    """

    def parties():
        """All third parties in the order they were consulted (list of dicts).

        Keys: number, name, kind, contact (for those who may record), ground, sent_on, received_on, due, provisional,
        source, days_left, overdue, running, answer, answered_on, reason, reasonable, ruling, basis, ruling_reason,
        noticed_on, earlier (former answers), papers {act: number}, released.
        """

    def grounds():
        """The grounds of Art. 15 that the present proposal or any earlier one on record names (tuple of codes)."""

    def problems(attribute):
        """What stands against giving the document this attribute now (list of ``core.rules.Problem``)."""

    def may_record():
        """Whether the user may record: drafters of this document before its signature, Disclosure Officer, Reviewer."""

    def may_decide():
        """Whether the user may decide for the organ: Disclosure Officer or Reviewer who did not draft the document."""

    def consult(name, kind, ground, contact="", sent_on="", paper=None):
        """Begin the consultation of one third party.

        :param kind: ``person`` or ``organisation``.
        :param ground: ``trade_secret``, ``personal_privacy`` or ``third_party_other``.
        :param sent_on: day of the letter; empty: none was sent yet.
        :param paper: the letter.
        """

    def send(number, sent_on, paper=None):
        """Record the day the letter was sent, when it was not sent at the beginning."""

    def note_receipt(number, received_on, paper=None):
        """Record the day the letter was received: fifteen working days run from it."""

    def record_answer(number, answer, answered_on="", reason="", reasonable=None, paper=None):
        """Record consent, objection or silence. A later answer takes the place of an earlier one, which stays on record,
        and ends what the organ decided on it.

        :param answer: ``consent`` (with the signed paper), ``object`` or ``silent`` (only when the period is over).
        :param reasonable: whether an objection has good reason; None otherwise.
        """

    def decide(number, ruling, reason, basis="", notice=None, noticed_on=""):
        """Decide for the organ, as somebody who did not draft the document.

        :param ruling: ``disclose`` or ``withhold``.
        :param basis: ``silence``, ``unreasonable_objection`` or ``public_interest``.
        :param notice: the written notice of content and reason to the third party, if it has been sent already.
        """

    def notice(number, paper, noticed_on=""):
        """Attach the written notice of content and reason (004 三(三)); without it an objection still stands."""


class IForwarding(Interface):
    """What a document forwards (转发、批转、印发). ``IForwarding(document)`` (R-A9)."""

    uid = Attribute("UID of the forwarded document in this site, as far as its drafter could see it; else empty.")

    def forwarded():
        """Return the ``core.forwarding.Forwarded`` as it stands now."""

    def problems(attribute):
        """What stands against giving the carrier, with its attachments, this attribute (list of ``core.rules.Problem``)."""

    def part_problems(attribute):
        """What its attachments stand against this attribute (list of ``core.rules.Problem``)."""

    def watch(cause):
        """Flag a carrier that has become more open than what it carries, and take the flag away when it no longer is.

        :param cause: id of the step, or the act, after which this is asked.
        """

    def take_over():
        """Look the forwarded document up and take over its attribute; called when a draft is saved."""

    def consent(paper, given_on, by):
        """Attach the originator's written consent to a more open carrier; it counts for this forwarded document only.

        :param given_on: ISO day.
        :param by: who gave it, in words.
        :raises core.rules.RuleBroken: when something is missing.
        :raises AccessControl.Unauthorized: for whoever may not record.
        """

    def carriers():
        """The documents of this site that forward this one (list); asked by the product, never shown to a user."""


class IReassessment(Interface):
    """The duty to assess an attribute anew. ``IReassessment(document)`` (R-A5, Art. 18)."""

    def due():
        """What asks for it: plain dict {since, cause, at, by}, or None."""

    def matter_decided(decided_on, comment=""):
        """The matter is decided: the ground of an undecided matter has ended, the attribute is to be assessed anew.

        :param decided_on: ISO day.
        :raises core.rules.RuleBroken: when no such ground holds the document back, or it is not signed yet.
        """

    def keep(reason):
        """End the duty without a change, with the reason why the attribute stays; an adjustment ends it by itself."""
