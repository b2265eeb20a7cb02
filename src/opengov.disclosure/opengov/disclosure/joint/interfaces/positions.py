"""Slots of asked agencies and what is seen of them."""

from zope.interface import Attribute
from zope.interface import Interface


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

    def slot(slot_id):
        """One slot (``core.joint.Slot``), without looking at the others.

        :raises KeyError: when the document has none of this id.
        """

    def answered():
        """Whether every agency that was asked and has not left has answered since it was asked last. Stops at the first that
        has not, so that an answer costs the same however many are asked; what the answers amount to tells ``wanted``."""

    def asked():
        """Those that have been asked and have not left (tuple of ``core.joint.Slot``)."""

    def wanted():
        """Whether any agency must still answer about the present content: the document then goes to ``joint_consent``."""

    def problems(step_id):
        """What the agencies hold against a step, named per agency (list of ``core.rules.Problem``)."""

    def add(agency="", body="", role="concerned", administrative=True, reason=""):
        """Name an agency: asked when the document is approved, or at once when it is beyond that. Returns the slot's id.

        :param agency: UID of an agency of this site; else ``body``, the name of an outside body.
        :param role: ``concerned`` or ``co_issuer`` (``core.joint.Role``); never both for one agency.
        :param administrative: whether an outside body is an administrative agency; an agency of this site is by its kind.
        :param reason: why a co-issuer joins after anybody was asked; required then (R-J1).
        """

    def ask(slot_id):
        """Ask a named agency now, or one that was asked before again about the present content."""

    def ask_all():
        """Ask everybody who must still answer about the present content (the document has entered ``joint_consent``)."""

    def take_over(original):
        """Name the agencies of another document: a correction or public version asks them again (R-I2, R-I12)."""

    def remove(slot_id, reason=""):
        """Let an agency leave; its people no longer see the document. What it answered stays on record.

        :param reason: required once it was asked; a co-issuer leaves only before the document is issued (R-J1).
        """

    def receive(slot_id):
        """Acknowledge the asking, as the agency's liaison. Never the mere opening of a page (plone.md 13)."""

    def draft(slot_id, stand, digest, reason="", confidential="", files=()):
        """Write the agency's position, as its liaison; seen by nobody outside the agency until it is released.

        :param stand: ``agree``, ``agree_with_comment`` or ``object``.
        :param digest: digest of the content the liaison has read.
        :param reason: the comment, or the reason of an objection.
        :param confidential: a comment that only the author agency ever sees (R-J6).
        :param files: {filename, data (base64)} of each file that goes with it, besides those that are there already.
        """

    def confirm(slot_id, digest):
        """Draft the agency's newest position once more about the present content, as its liaison: words and files are the
        same; it still needs its release (R-J2)."""

    def attach(slot_id, file):
        """Add a file to the draft, as the agency's liaison; return its id.

        :param file: {filename, data (base64)}.
        """

    def detach(slot_id, file_id):
        """Take a file from the draft; one that goes with a released position as well stays there."""

    def release(slot_id, draft_id=""):
        """Release the drafted position, as a leader of the agency who did not draft it (R-S4).

        :param draft_id: ``id`` of the draft he has read; a draft that was changed since is not released.
        """

    def record(slot_id, stand, paper, signed_by, reason="", digest=None):
        """Record an outside body's position with the signed paper, as the lead agency.

        :param paper: {filename, content-type, data (base64)}.
        :param signed_by: who signed it.
        :param digest: digest of the content that who enters it has looked at; None where nobody was shown any.
        """

    def decide(slot_id, ruling, authority, reason, paper, attribute="", digest=None):
        """Record the competent authority's decision on an objection or on silence (002 第十条), with the paper.

        :param ruling: ``as_drafted`` or ``to_change``.
        :param attribute: with ``to_change``, the attribute decided on; the document can go on with no other (R-J3).
        :param digest: as with ``record``.
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

    insider = Attribute("Whether the user is one of the lead's people who read its record.")
    state = Attribute("Workflow state id of the document.")

    def allowed():
        """Whether the user may see the slots at all: an insider of the lead, or of an agency that was asked."""

    def rows(agency=""):
        """Plain dicts, one for each slot (or for those of one agency, by its UID), in order: {slot, agency, title,
        administrative, role, order, standing, asked_at, due, overdue, silence, received_at, positions, decisions, removed,
        mine, draft?, may: names of acts, …}."""

    def may_add():
        """Whether the user's office may name or ask agencies in this state."""

    def difference(slot_id):
        """What changed since the agency's newest position, in fields the user may read: list of (field, old, new)."""

    def file(slot_id, file_id):
        """A file of a position the user sees: pair of its plain dict {id, name, size, sha256} and its bytes as a
        ``NamedBlobFile``; None for any other."""


class IOpenMatters(Interface):
    """What is open among the agencies of a site. ``IOpenMatters(site)``. Nothing of it wakes a document."""

    def objected():
        """UIDs of documents to which, or to whose repeal, an asked agency objects while nobody has settled it (R-J3). Whoever
        asks lets the catalogue say which of them the user sees (R-X1)."""


class IAsked(Interface):
    """What an agency is asked. ``IAsked(agency)``."""

    def allowed():
        """Whether the current user holds an office of the agency that answers."""

    def items():
        """Documents that wait for the agency's answer or had one, those that wait first: rows of ``IPositionsSeen`` with
        {document, lead, lead_title, review_state, next (``core.coordination.Next``), waiting} (list of plain dicts)."""

    def repeals():
        """Documents it has signed and whose amending, repealing or voiding it is asked about: as ``items``, with ``proposal``
        (``IRepeal``)."""

    def open_count():
        """How many wait for the agency."""
