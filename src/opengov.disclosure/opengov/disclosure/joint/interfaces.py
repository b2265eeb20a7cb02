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

    def release(slot_id):
        """Release the drafted position, as a leader of the agency who did not draft it (R-S4)."""

    def record(slot_id, stand, paper, signed_by, reason=""):
        """Record an outside body's position with the signed paper, as the lead agency.

        :param paper: {filename, content-type, data (base64)}.
        :param signed_by: who signed it.
        """

    def decide(slot_id, ruling, authority, reason, paper, attribute=""):
        """Record the competent authority's decision on an objection or on silence (002 第十条), with the paper.

        :param ruling: ``as_drafted`` or ``to_change``.
        :param attribute: with ``to_change``, the attribute decided on; the document can go on with no other (R-J3).
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


class IRepealEvent(IObjectEvent):
    """Something happened between the lead and an agency that is asked about a repeal of their joint document."""

    slot = Attribute("Id of the slot.")
    agency = Attribute("UID of the asked agency; empty for an outside body.")
    act = Attribute("``asked``, ``received``, ``answered`` or ``decided``.")


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
