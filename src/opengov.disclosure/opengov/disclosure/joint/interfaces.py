"""Contracts of what several agencies do with one document: slots of asked agencies, approval, drafting for another."""

from zope.interface import Attribute
from zope.interface import Interface
from zope.interface.interfaces import IObjectEvent


class IPositions(Interface):
    """The agencies asked about a document, and what they answered. ``IPositions(document)`` (R-I6, R-J1 to R-J6).

    One slot for each agency, each a persistent object of its own: an answer changes neither the document nor its index.
    Every act judges the current user; it raises ``core.rules.RuleBroken`` and stores nothing when a rule forbids it.
    """

    state = Attribute("Workflow state id of the document.")

    def digest():
        """Digest of what the agencies are asked about: the signed content once there is one, else the present one."""

    def slots():
        """All slots in their order, removed ones included (tuple of ``core.joint.Slot``); reading writes nothing."""

    def asked():
        """Those that have been asked and have not left (tuple of ``core.joint.Slot``)."""

    def wanted():
        """Whether any agency must still answer about the present content: the document then goes to ``joint_consent``."""

    def problems(step_id):
        """What the agencies hold against a step, named per agency (list of ``core.rules.Problem``)."""

    def add(agency="", body="", role="concerned"):
        """Name an agency: asked when the document is approved, or at once when it is beyond that. Returns the slot's id.

        :param agency: UID of an agency of this site; else ``body``, the name of an outside body.
        :param role: ``concerned`` or ``co_issuer`` (``core.joint.Role``).
        """

    def ask(slot_id):
        """Ask a named agency now, or one that was asked before again about the present content."""

    def ask_all():
        """Ask everybody who must still answer about the present content (the document has entered ``joint_consent``)."""

    def take_over(original):
        """Name the agencies of another document: a correction or public version asks them again (R-I2, R-I12)."""

    def remove(slot_id, reason=""):
        """Let an agency leave; its people no longer see the document. What it answered stays on record."""

    def receive(slot_id):
        """Acknowledge the asking, as the agency's liaison. Never the mere opening of a page (plone.md 13)."""

    def draft(slot_id, stand, digest, reason="", confidential=""):
        """Write the agency's position, as its liaison; seen by nobody outside the agency until it is released.

        :param stand: ``agree``, ``agree_with_comment`` or ``object``.
        :param digest: digest of the content the liaison has read.
        :param reason: the comment, or the reason of an objection.
        :param confidential: a comment that only the author agency ever sees (R-J6).
        """

    def release(slot_id):
        """Release the drafted position, as a leader of the agency who did not draft it (R-S4)."""

    def record(slot_id, stand, paper, signed_by, reason=""):
        """Record an outside body's position with the signed paper, as the lead agency.

        :param paper: {filename, content-type, data (base64)}.
        :param signed_by: who signed it.
        """

    def decide(slot_id, ruling, authority, reason, paper):
        """Record the competent authority's decision on an objection or on silence (002 第十条), with the paper.

        :param ruling: ``as_drafted`` or ``to_change``.
        """

    def entries():
        """What the agencies did, from the chains of the slots: tuple of ``core.ledger.Entry``, the oldest first."""

    def bind():
        """Take the heads of the slots' chains into the document's own, unless they are there already (R-L1)."""

    def difference(slot_id):
        """What changed since the agency's newest position: list of (field, old, new); empty when nothing did."""

    def export():
        """Everything as plain values, for a round trip."""

    def restore(plain):
        """Put exported values in place of what is there."""

    def drop():
        """Forget everything, as a copy must, and a purge (R-L3)."""


class IPositionsSeen(Interface):
    """What the current user may see of a document's slots. ``IPositionsSeen(document)``.

    The lead's people see released positions; an agency besides its own draft and confidential comments, never another's.
    """

    def allowed():
        """Whether the user may see the slots at all: an insider of the lead, or of an agency that was asked."""

    def rows():
        """Plain dicts, one for each slot, in order: {slot, agency, body, title, role, order, standing, asked_at, due,
        overdue, silence, received_at, positions, decisions, removed, mine, draft?, may: names of acts, …}."""

    def may_add():
        """Whether the user's office may name or ask agencies in this state."""

    def difference(slot_id):
        """What changed since the agency's newest position, in fields the user may read: list of (field, old, new)."""


class IAsked(Interface):
    """What an agency is asked. ``IAsked(agency)``."""

    def allowed():
        """Whether the current user holds an office of the agency that answers."""

    def items():
        """Documents that wait for the agency's answer or had one, those that wait first (list of plain dicts)."""

    def open_count():
        """How many wait for the agency."""


class IDrafting(Interface):
    """Drafting for another agency (R-A8). ``IDrafting(document)``."""

    agency = Attribute(
        "UID of the agency that drafted the document for the one it lies in; empty for its own documents."
    )


class IDraftingAgencies(Interface):
    """Which agencies may draft documents that this one issues (003 第七条(二)). ``IDraftingAgencies(agency)``."""

    def uids():
        """UIDs of the agencies that may (tuple)."""

    def set(uids):
        """Name those that may; recorded in the agency's ledger.

        :raises core.rules.RuleBroken: (R-A8) for what is no agency of this site, a section, or the agency itself.
        """

    def draft(home, request, data):
        """Create a draft here, written by an agency that may, and return it.

        :param home: the drafting agency, or a section of it; the current user is its drafter.
        :param data: {title, …}: the fields of an official document as over REST.
        :raises core.rules.RuleBroken: (R-A8) when the agency may not.
        """


class IPositionEvent(IObjectEvent):
    """Something happened between a document's lead agency and one asked agency."""

    slot = Attribute("Id of the slot.")
    agency = Attribute("UID of the asked agency; empty for an outside body.")


class IPositionAsked(IPositionEvent):
    """An agency was asked."""


class IPositionReceived(IPositionEvent):
    """An asked agency has acknowledged the asking."""


class IPositionReleased(IPositionEvent):
    """An agency's position is there: released by its leader, or recorded with the paper of an outside body."""

    stand = Attribute("``agree``, ``agree_with_comment`` or ``object``.")


class IObjectionRaised(IPositionReleased):
    """The position is an objection."""


class IAgencyRemoved(IPositionEvent):
    """An agency is no longer asked."""


class IPositionDecided(IPositionEvent):
    """The competent authority has decided on an agency's objection or silence."""
