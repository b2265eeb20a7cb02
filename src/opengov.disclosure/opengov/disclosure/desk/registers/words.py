"""The words of registers: their names, what they are, their columns; titles of codes in the reader's language or in Chinese."""

from functools import lru_cache
from opengov.disclosure import codewords
from opengov.disclosure.core.grounds import citation
from opengov.disclosure.core.grounds import GROUNDS
from opengov.disclosure.desk import words
from opengov.disclosure.desk.record import OFFICE_OF
from opengov.disclosure.desk.titles import person
from opengov.disclosure.desk.titles import Titles
from opengov.disclosure.i18n import _
from zope.component import getUtility
from zope.i18n import translate
from zope.schema.interfaces import IVocabularyFactory


#: Language of files: they are papers of Chinese offices, whoever opens them.
CHINESE = "zh_CN"

REGISTERS = {
    "all": _("register_all", default="All documents"),
    "published": _("register_title_published", default="Proactive"),
    "registered": _("register_title_registered", default="On request"),
    "withheld": _("register_title_withheld", default="Withheld"),
    "not_government_information": _("register_not_government_information", default="Not government information"),
    "returned": _("register_returned", default="Returned"),
    "overdue": _("register_overdue", default="Overdue"),
    "joint": _("register_joint", default="Issued jointly"),
    "handed_over": _("register_handed_over", default="Handed over"),
    "attribute_changed": _("register_attribute_changed", default="Changes of attribute"),
    "issued": _("register_issued", default="Signed, to be handled"),
    "to_determine": _("register_to_determine", default="Existing documents to determine"),
    "adjustment_review": _("register_adjustment_review", default="Attribute under adjustment"),
    "withdrawn": _("register_withdrawn", default="Withdrawn"),
    "superseded": _("register_superseded", default="Replaced by a correction"),
    "voided": _("register_voided", default="Voided (number kept)"),
    "purged": _("register_purged", default="Destroyed"),
    "cosigned": _("heading_joint_register", default="Register of joint documents"),
}

#: What stands in a register, said where its name does not.
ABOUT = {
    "all": _("register_about_all", default="Every document since its signature, whatever became of it."),
    "returned": _(
        "register_about_returned",
        default="One row for each return to the drafters. Documents you may not see yet are left out.",
    ),
    "overdue": _(
        "register_about_overdue",
        default="Documents with a duty whose last day is over, as of today. Documents you may not see are left out.",
    ),
    "joint": _("register_about_joint", default="Documents this agency led and issued together with others."),
    "cosigned": _(
        "help_joint_register",
        default="What this agency has signed together with others, under the lead of another agency. Only the lead publishes, "
        "files and hands over; here you see how it stands.",
    ),
    "handed_over": _(
        "register_about_handed_over", default="One row for each hand-over to archives or libraries, with its receipt."
    ),
    "attribute_changed": _(
        "register_about_attribute_changed",
        default="One row for each change of a disclosure attribute. Documents you may not see yet are left out.",
    ),
}

COLUMNS = {
    "agency_title": _("column_agency", default="Agency"),
    "number": _("column_number", default="Document number"),
    "title": _("column_title", default="Title"),
    "kind": _("column_kind", default="Kind"),
    "index_number": _("column_index_number", default="Index number"),
    "issue_date": _("column_issue_date", default="Issue date"),
    "attribute": _("column_attribute", default="Disclosure attribute"),
    "grounds": _("column_grounds", default="Grounds"),
    "state": _("column_state", default="State"),
    "issuers": _("column_issuers", default="Issuing agencies"),
    "date": _("column_date", default="Handled on"),
    "due": _("column_due", default="Deadline"),
    "validity": _("column_validity", default="Validity"),
    "cause": _("column_cause", default="Cause"),
    "source": _("column_source", default="Returned from"),
    "office": _("column_office", default="By office"),
    "by": _("column_by", default="By"),
    "times": _("column_times", default="Which time"),
    "reason": _("column_reason", default="Reason"),
    "duty": _("column_duty", default="Duty"),
    "over": _("column_over", default="Days over"),
    "clause": _("column_clause", default="Clause"),
    "old": _("column_old", default="Attribute before"),
    "new": _("column_new", default="Attribute after"),
    "why": _("column_why", default="Changed by"),
    "receiver": _("column_receiver", default="Receiver"),
    "purpose": _("column_purpose", default="Purpose"),
    "records": _("column_records", default="Documents"),
    "receipt": _("column_receipt_state", default="State of receipt"),
    "receipt_date": _("column_receipt_date", default="Receipt of"),
    "lead": _("column_joint_lead", default="Lead agency"),
    "standing": _("column_joint_state", default="How it stands"),
    "handed_over": _("column_joint_handed_over", default="Handed over to the archives"),
}
#: Columns that a register calls otherwise.
CALLED = {
    ("published", "date"): _("column_date_published", default="Published on"),
    ("returned", "date"): _("column_date_returned", default="Returned on"),
    ("attribute_changed", "date"): _("column_date_changed", default="Changed on"),
    ("attribute_changed", "grounds"): _("column_grounds_after", default="Grounds after"),
    ("handed_over", "date"): _("column_date_handed_over", default="Handed over on"),
    ("withdrawn", "date"): _("column_date_withdrawn", default="Withdrawn on"),
    ("cosigned", "date"): _("column_joint_date", default="Since"),
}

#: How a document stands with the agency that led it.
STANDING = {
    "issued": _("joint_register_issued", default="Signed, not published or filed yet"),
    "published": _("register_published", default="Published"),
    "registered": _("register_registered", default="Registered for disclosure on request"),
    "withheld": _("register_withheld", default="Withheld"),
    "not_government_information": REGISTERS["not_government_information"],
    "adjustment_review": REGISTERS["adjustment_review"],
    "withdrawn": REGISTERS["withdrawn"],
    "superseded": REGISTERS["superseded"],
    "voided": REGISTERS["voided"],
}

HANDOVER_STATES = {
    "collecting": _("handover_state_collecting", default="Being collected"),
    "laying_out": _("handover_state_laying_out", default="Being laid out"),
    "failed": _("handover_state_failed", default="Failed"),
    "offered": _("handover_state_offered", default="Offered"),
    "received": _("handover_state_received", default="Received"),
    "accepted": _("handover_state_accepted", default="Accepted"),
    "rejected": _("handover_state_rejected", default="Rejected"),
    "superseded": _("handover_state_superseded", default="Superseded"),
    "purged": _("handover_state_purged", default="Destroyed"),
}
PURPOSES = {
    "deposit": _("handover_purpose_deposit", default="Deposit of published information"),
    "transfer": _("handover_purpose_transfer", default="Transfer of records"),
}

#: What stands where a title may not.
HIDDEN = _("text_title_hidden", default="(title not shown)")
#: What stands where a title was destroyed, or never kept.
GONE = _("text_title_gone", default="(nothing of it is kept)")
YES = _("option_yes", default="Yes")
DEPOSITED = _("joint_register_handed_over", default="Yes")

_VOCABULARIES = {
    "kind": "opengov.disclosure.all_kinds",
    "attribute": "opengov.disclosure.attributes",
    "grounds": "opengov.disclosure.grounds",
}
_TABLES = {
    "cause": words.CAUSES,
    "validity": words.VALIDITIES,
    "state": words.STATES,
    "source": words.STATES,
    "standing": STANDING,
    "duty": codewords.DUTIES,
    "receipt": HANDOVER_STATES,
    "purpose": PURPOSES,
}


class Spoken(Titles):
    """What a profile has words for, in a language of one's choice."""

    def __init__(self, context, request, language: str) -> None:
        super().__init__(context, request)
        self.spoken_in = language or None
        self.language = language or self.language

    def text(self, message) -> str:
        """A message in the language."""
        return translate(message, context=self.request, target_language=self.spoken_in)


class Words:
    """Titles of codes, each looked up once.

    :param language: in which they are said; that of the request when empty.
    """

    def __init__(self, context, request, language: str = "") -> None:
        self.context = context
        self.request = request
        self.language = language or None
        self.titles = Spoken(context, request, language)
        self.title = lru_cache(maxsize=None)(self._title)
        self.person = lru_cache(maxsize=None)(person)

    def text(self, message) -> str:
        """A message in the language."""
        return translate(message, context=self.request, target_language=self.language)

    def options(self, name: str) -> list[tuple[str, str]]:
        """Codes of a vocabulary with their titles."""
        terms = getUtility(IVocabularyFactory, _VOCABULARIES[name])(self.context)
        return [(term.value, self.text(term.title)) for term in terms]

    def _title(self, name: str, code: str) -> str:
        if name in ("old", "new"):
            name = "attribute"
        if name in _VOCABULARIES:
            return dict(self.options(name)).get(code, code)
        table = _TABLES[name]
        return self.text(table[code]) if code in table else code

    def ground(self, code: str) -> str:
        """A ground as a filter offers it, with its clause."""
        clause = f"（{citation(GROUNDS[code])}）" if code in GROUNDS else ""
        return f"{self.title('grounds', code)}{clause}"

    def register(self, name: str) -> str:
        """Name of a register."""
        return self.text(REGISTERS[name])

    def column(self, register: str, name: str) -> str:
        """Heading of a column."""
        return self.text(CALLED.get((register, name)) or COLUMNS[name])

    def act(self, code: str) -> str:
        """A step, or another act on the record."""
        return self.titles.act(code)

    def office(self, slug: str) -> str:
        """An office as the record writes it."""
        return self.titles.office(OFFICE_OF.get(slug, "")) if slug else ""
