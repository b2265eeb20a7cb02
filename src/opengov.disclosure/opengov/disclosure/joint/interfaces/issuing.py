"""Who issues a document together, signs it, and is asked before it is repealed."""

from zope.interface import Attribute
from zope.interface import Interface


class IArrangement(Interface):
    """Who issues a document together, and how. ``IArrangement(document)`` (R-J1).

    The co-issuers themselves are the slots of ``IPositions`` with the role ``co_issuer``.
    """

    joint = Attribute(
        "Whether anybody else issues the document too: a co-issuer that has not left, or an outside lead."
    )
    lead_body = Attribute("Name of the outside body that leads; empty where the agency the document lies in does.")
    lead_administrative = Attribute("Whether the lead is an administrative agency (R-D1).")
    lead_place = Attribute("Place of the document's own agency among the names, from 1; never tells who leads.")
    countersigning = Attribute("``in_order`` or ``parallel`` (``core.joint.Countersigning``), as the lead chooses.")
    banner = Attribute("Whose names stand in the red head: ``all`` or ``lead_only`` (``core.joint.Banner``).")
    lead_issue = Attribute(
        "What an outside lead gave: dict {number, issue_date (ISO), paper (number), at, by, on_behalf_of}, or None."
    )

    def issuers():
        """All who issue, in the order their names are printed, agencies that left not among them: tuple of dicts
        {slot: id, "" for the agency the document lies in, "outside" for an outside lead; agency: UID or ""; title;
        lead: bool; administrative: bool}."""

    def arrange(countersigning=None, banner=None, order=None):
        """Change how they issue, as the lead's own office; recorded, refused once somebody has signed this content.

        :param order: slot ids of all co-issuers in the order of their names, with ``"lead"`` at the own agency's place and
            ``"outside"`` at that of an outside lead.
        :raises core.rules.RuleBroken: and stores nothing.
        """

    def led_by(body, administrative=True):
        """Say that an outside body leads (empty: this agency does again), while the document is a draft (R-J1).

        This agency then signs with the others and gives no number; it neither publishes nor hands over (R-J5).

        :raises core.rules.RuleBroken: and stores nothing.
        """

    def may():
        """What the current user's office may do now: names of ``arrange``, ``led_by`` and ``record_lead_issue`` (tuple)."""

    def record_lead_issue(number, issue_date, paper, reason=""):
        """Record number and date that an outside lead gave, after this agency has signed; they become the document's own.

        :param number: as it stands on the paper; empty for a kind without numbers.
        :param issue_date: ISO day.
        :param paper: the issued paper: {filename, content-type, data (base64)}.
        :param reason: needed to correct what was recorded before.
        :raises core.rules.RuleBroken: and stores nothing.
        """

    def take_over(original):
        """Issue what stands in the place of another document, a correction or public version, as that one was (R-I2)."""


class ISignatures(Interface):
    """Signatures under a joint document. ``ISignatures(document)``; only for documents with co-issuers (R-J1, R-J5)."""

    def rows():
        """All who must sign, in the order of signing: list of dicts {slot ("lead" for the lead), agency, title, lead,
        signed: {by, on_behalf_of, capacity, at, digest, paper?, signed_by?} or None, current: bool, next: bool}.

        A signature counts for the content it was given on, and no other.
        """

    def missing():
        """Slot ids, ``"lead"`` for the lead, whose signature under the present content is missing (tuple)."""

    def record(slot_id, paper, signed_by):
        """Record an outside body's signature with the signed sheet, as the lead agency; no other way for it to sign.

        :param paper: {filename, content-type, data (base64)}.
        """


class IRepeal(Interface):
    """Asking the co-issuers again before a joint document is amended, repealed or voided. ``IRepeal(document)`` (R-J5, R-I9).

    The slots are as those of ``IPositions``, about one proposal each; the proposals are kept with the dossier.
    """

    def needed():
        """Whether marking the document waits for others: its own agency leads, and others have signed it."""

    def proposal():
        """The proposal that waits: dict {id, validity, validity_date, validity_document, reason, digest, at, by,
        on_behalf_of}, or None."""

    def proposals():
        """All of them, the oldest first; those that are over have ``closed``: {at, by, how: ``done`` | ``given_up``, reason}."""

    def propose(validity, validity_date="", reason="", validity_document=""):
        """Ask all agencies that signed, or their successors, about exactly this. As the lead's Disclosure Officer.

        :param validity: ``amended``, ``partly_repealed``, ``repealed`` or ``voided``.
        :param validity_date: ISO day from which; empty for ``voided``.
        :raises core.rules.RuleBroken: and stores nothing.
        """

    def give_up(reason):
        """Let the proposal go; what was answered stays on record."""

    def close():
        """The proposal was carried out by a step."""

    def answers():
        """The slots of the proposal that waits: ``ask``, ``receive``, ``draft``, ``release``, ``record``, ``decide``,
        ``digest``, ``slot``, ``asked``, ``answered`` and ``wanted`` as of ``IPositions``; None when none waits."""

    def seen():
        """The same slots for the current user: ``allowed`` and ``rows`` as of ``IPositionsSeen``; None when none waits."""

    def may_propose():
        """Whether the user's office may ask now."""

    def problems(step_id, data):
        """What the co-issuers hold against a step with these values, named per agency (list of ``core.rules.Problem``)."""


class IJointRecord(Interface):
    """How several agencies came to issue or confirm a document, for the archives. ``IJointRecord(document)`` (R-T3).

    Whoever sees it sees nothing that another agency keeps to itself: no draft, no confidential comment (R-J6).
    """

    def plain():
        """Plain values {format, digest, issuers, countersigning, banner, signatories, slots, repeals, meetings, chains}; None for
        a document about which no other agency was ever asked. Files are named by their keys."""

    def files():
        """Files it names: list of dicts {key, name, content_type, blob (``ZODB.blob.Blob``)}."""
