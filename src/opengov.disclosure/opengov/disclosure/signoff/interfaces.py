"""Contracts of the governed document's life: steps, conditions, number, freezing, break-glass."""

from opengov.disclosure.core.numbering import KINDS
from opengov.disclosure.i18n import _
from zope import schema
from zope.interface import Attribute
from zope.interface import Interface
from zope.interface.interfaces import IObjectEvent
from zope.schema.vocabulary import SimpleVocabulary


class IStepCondition(Interface):
    """Something above signoff that a step waits for (joint issuance, interpretation …): a named adapter of the document.

    Every registered adapter is asked before each step; nothing of signoff knows who asks.
    """

    def problems(step, data):
        """List what forbids the step now (``core.rules.Problem`` items); empty when nothing does.

        :param step: the ``core.signoff.Step``.
        :param data: the step's values as they were given, unchecked; None when only the standing is asked for.
        """


class IStepNeed(Interface):
    """Something above signoff that wants other agencies to be heard before the signature: a named adapter of the document."""

    def wanted():
        """Whether ``approve`` leads to ``joint_consent`` first (R-I6)."""


class ICoSigners(Interface):
    """Agencies that sign a document besides the one it lies in: an adapter of the document (R-J1).

    No adapter is registered below ``joint``; without one the lead's signature issues the document.
    """

    def missing():
        """Ids of those whose signature under the present content is missing (tuple of text); empty for a document that
        nobody else issues."""

    def together():
        """Ids of all who issue the document besides the lead, sorted (tuple): a signature counts under these names only."""

    def acting():
        """As which of them the current user may sign: {slot, agency, office, on_behalf_of}, or None."""

    def problems(step_id, slot_id):
        """What forbids one of them a signature or its refusal now, apart from what the lead's own signature waits for.

        :param slot_id: whose; empty for the lead's own.
        """

    def keep(slot_id, signature):
        """Keep a signature of one of them, and return codes that tell the record which {slot, agency, capacity}.

        :param signature: {by, on_behalf_of, capacity, at, digest, signed_by, paper}; the last two for an outside body.
            It counts for this content and these issuers.
        """

    def signatories(lead):
        """All signatures in the order of the names: list of dicts {agency, title, lead, administrative, by, on_behalf_of,
        capacity, at, signed_by?, paper?}, for what is signed.

        :param lead: the lead's own signature {by, on_behalf_of, capacity, at, digest}.
        """

    def groups():
        """Ids of the groups whose people may sign next (tuple)."""


class IExportedPart(Interface):
    """What an upper domain keeps of a document outside its dossier and takes along on a round trip: a named adapter."""

    def export():
        """Plain values, for JSON."""

    def restore(plain):
        """Take back what ``export`` gave, on another site or later; the record (``ILedger``) is already there to compare."""


class ILife(Interface):
    """The life of a governed document. ``ILife(obj)``. The one door through which every step goes."""

    state = Attribute("Workflow state id.")

    def problems(step_id, data=None):
        """What forbids the current user this step, as a list of ``core.rules.Problem`` (all that can be named)."""

    def steps():
        """``core.signoff.Step`` items that the current user's office has in this state, blocked ones included."""

    def lacking(step_id="sign"):
        """What the document itself still lacks for a step, whoever asks (list of ``core.rules.Problem``); nothing for the
        signature once it is signed."""

    def mark(digest=""):
        """What a step taken now is about, as ``core.seen.mark``: for whoever is shown the document before he decides.

        :param digest: of the present content, when the caller has it already.
        """

    def take(step_id, seen=None, **data):
        """Carry a step out with its data (a plain workflow transition with keyword arguments does the same).

        :param seen: ``mark()`` of what the person was shown who decides; None where nobody was shown anything (R-S2).
        :raises core.rules.RuleBroken: when a rule forbids it; nothing is stored then.
        """

    def reasons():
        """Reasons, comments and answers given so far: tuple of dicts {step, at, actor, on_behalf_of, text, …}."""

    def signed():
        """What was signed: dict {digest, number, issue_date (ISO), signer, at}, or None before signing."""


class IDutiesDone(Interface):
    """Duties of a document that a domain above knows to be met: a named adapter of the document (R-D4)."""

    def done():
        """Keys of periods that need not be watched any more, e.g. ``transfer_electronic`` (iterable of text)."""


class IDuties(Interface):
    """Duties of a document that a domain above keeps the clocks of: a named adapter of the document (R-D4)."""

    def deadlines():
        """Those not done yet (iterable of ``core.deadlines.Deadline``)."""


class IDueDay(Interface):
    """The day by which something is due with a document first, as the catalogue keeps it. ``IDueDay(document)`` (R-D4).

    Indexes: ``due_on`` (ISO day, also a column; empty when nothing is due), ``due_order`` (the same, with what is not due
    last), ``due_for`` (who answers for which of all duties and by when: ``<group id or user:id>|<ISO day>``) and
    ``due_rests_on``; column ``due_duty``: the key of its period, e.g. ``publish``. They follow each step by themselves.
    """

    def first():
        """The ``core.deadlines.Deadline`` due first of all that run now, or None."""

    def rests_on():
        """What the days rest on: agency, years, and a digest of profile and calendar; empty when nothing is due."""

    def refresh(turned=()):
        """Make the catalogue say what holds now. Called by whoever meets or founds a duty without a step of the document.

        :param turned: keys of the periods that turned; empty when it may be any.
        """


class IRunningClocks(Interface):
    """The clocks that run for a document. ``IRunningClocks(document)`` (R-D1 to R-D4); nothing of them is stored."""

    def running():
        """Deadlines of duties not done yet, the earliest first (tuple of ``core.deadlines.Deadline``)."""


class INumbering(Interface):
    """The forms of an agency's document numbers. ``INumbering(agency)`` (R-I1). Reading gives no number away."""

    def template(kind):
        """The form of a kind's numbers at this site, see ``core.numbering``; None for a kind without number."""

    def upcoming(form, year, code=""):
        """The number that would be given next in a form; empty while the agency has no code that the form asks for.

        :param code: 机关代字; the first of the agency when empty.
        :raises core.rules.RuleBroken: when the form is wrong.
        """


class IDocumentNumber(Interface):
    """The number of a signed document (发文字号)."""

    text = Attribute("As it is printed, e.g. 韶府办〔2026〕3号; empty before signing.")


class IStepTaken(IObjectEvent):
    """A governed document has taken a step of its life (content rules and upper domains listen)."""

    step = Attribute("core.signoff.Step.")
    data = Attribute("The step's data (dict).")
    source = Attribute("State before (text).")
    target = Attribute("State after (text); the same for an act that changes none.")


class IDutyTurned(IObjectEvent):
    """A duty of a document was met or founded without a step of the document (a placement, a hand-over, an answer)."""

    turned = Attribute("Keys of the periods that turned (tuple); empty when it may be any.")


class ISigned(IStepTaken):
    """The document is issued: number, date and digest are fixed."""


class IRestored(IObjectEvent):
    """A document came back to its state through an import; nothing was decided."""

    state = Attribute("Workflow state id.")


class IPublished(IStepTaken):
    """The document has become public."""


class IRegistered(IStepTaken):
    """The document is registered for disclosure on request."""


class IFiled(IStepTaken):
    """The document is filed as withheld or as not government information."""


class IWithdrawn(IStepTaken):
    """Public access was taken away."""


class IPurged(IStepTaken):
    """Content and all words about a document are to be destroyed (R-L3).

    Who listens to ``IStepTaken`` is told before anything is destroyed, while dossier and content can still be read. What an
    upper domain keeps of a document elsewhere it destroys through ``secrecy.interfaces.IPurgeable``.
    """


class ICompanions(Interface):
    """What stands beside a document, and what it stands beside. ``ICompanions(document)`` (R-I2, R-I4, R-I12).

    A companion is a governed document of its own: kind ``correction`` (勘误), ``public_version`` (公开版) or
    ``interpretation`` (政策解读). The links are affairs of both dossiers; a copy has none. Nothing here asks who may see
    the other document: whoever shows it does (R-X1).
    """

    kind = Attribute("What this document is beside another one; empty for a document that stands alone.")
    of = Attribute("UID of the document it stands beside; empty.")
    revision = Attribute("Number of the correction (int); 0 for a document that corrects nothing.")
    note = Attribute("What is printed on it, e.g. 更正后文本（第1次更正）; empty for a document that stands alone.")

    def original():
        """The document it stands beside; None when there is none, or it is not here any more."""

    def all(kind=None):
        """Its companions, the oldest first (tuple of documents), of one kind when it is given."""

    def interpretation():
        """Its interpretation, unless it has come to nothing; None."""

    def interpretation_needed():
        """Whether its field or the profile asks for an interpretation, and the reviewer has not waived it (R-I4)."""

    def waive_interpretation(reason):
        """Do without an interpretation, as its reviewer (R-I4).

        :raises core.rules.RuleBroken: when nothing is to be waived, the reviewer drafted the document, or without reason.
        """

    def beginnable():
        """Kinds of companion that the present user could begin now (tuple)."""

    def begin(kind, reason=""):
        """Create the draft of a companion beside the document, and return it.

        A correction and a public version start as copies of fields and attachments, with a record of their own; an
        interpretation starts empty.

        :raises AccessControl.Unauthorized: unless the user holds an office of ``core.companions.BEGINNERS`` there.
        :raises core.rules.RuleBroken: when the document stands against it.
        """


class ICompanionBegun(IObjectEvent):
    """The draft of a companion was created. Upper domains take over what they keep of the original and the draft needs."""

    original = Attribute("The document it stands beside.")
    kind = Attribute("Kind of companion.")


class ICompanionMoved(IObjectEvent):
    """A companion stands beside another document now: an interpretation goes over to the corrected text (R-I2)."""

    original = Attribute("The document it stands beside now.")


class IComparison(Interface):
    """A companion side by side with its original (R-I12). ``IComparison(document)``; for people who may see both."""

    def original():
        """The original, when the present user may see it; else None (R-X1)."""

    def fields():
        """Differing fields: list of dicts {name, title, original, companion}, values as text."""

    def rows():
        """The texts, paragraph by paragraph (list of ``core.comparison.Row``)."""

    def attachments():
        """What became of each attachment (list of ``core.comparison.FileRow``)."""


class IDocumentSettings(Interface):
    """Registry records ``opengov.disclosure.documents.*``."""

    kinds_offered = schema.Tuple(
        title=_("setting_kinds_offered", default="Kinds that are offered"),
        description=_(
            "help_kinds_offered",
            default="What a drafter chooses from. Documents that have another kind keep it.",
        ),
        value_type=schema.Choice(vocabulary=SimpleVocabulary.fromValues(KINDS)),
        default=tuple(KINDS),
        missing_value=(),
    )
    default_kind = schema.Choice(
        title=_("setting_default_kind", default="Kind of a new document"),
        description=_(
            "help_default_kind", default="It stands on a new drafting sheet until the drafter chooses another."
        ),
        vocabulary=SimpleVocabulary.fromValues(KINDS),
        default="notice",
    )
    number_templates = schema.Dict(
        title=_("setting_number_templates", default="Forms of document numbers"),
        description=_(
            "help_number_templates",
            default="Kind and form, as far as it is another than the usual one; empty for a kind without number. {code}, "
            "{year} and {serial} stand for issuer code, year and number.",
        ),
        key_type=schema.TextLine(),
        value_type=schema.TextLine(required=False),
        required=False,
        default={},
        missing_value={},
    )
