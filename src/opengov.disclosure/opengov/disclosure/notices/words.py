"""The words of notices, the same on the site and in a mail."""

from opengov.disclosure.core.notices import Kind
from opengov.disclosure.core.notices import Mail
from opengov.disclosure.i18n import _
from zope.i18nmessageid import Message


#: Name of a kind, for the filter.
KINDS = {
    Kind.ASKED: _("notice_kind_asked", default="Position asked for"),
    Kind.REMINDER: _("notice_kind_reminder", default="Answer due soon"),
    Kind.OVERDUE: _("notice_kind_overdue", default="Answer overdue"),
    Kind.DRAFT_CHANGED: _("notice_kind_draft_changed", default="Draft changed"),
    Kind.OBJECTION: _("notice_kind_objection", default="Objection"),
    Kind.MEETING: _("notice_kind_meeting", default="Coordination meeting"),
    Kind.SETTLED: _("notice_kind_settled", default="Positions settled"),
    Kind.TO_SIGN: _("notice_kind_to_sign", default="To be signed"),
    Kind.DECLINED: _("notice_kind_declined", default="Signature declined"),
    Kind.SIGNED: _("notice_kind_signed", default="Signed by all"),
    Kind.PUBLISHED: _("notice_kind_published", default="Published"),
    Kind.LEFT: _("notice_kind_left", default="No longer asked"),
    Kind.DEPOSIT_DUE: _("notice_kind_deposit_due", default="Deposit due soon"),
    Kind.DEPOSIT_OVERDUE: _("notice_kind_deposit_overdue", default="Deposit overdue"),
}

#: Kind and duty -> the sentence about a deposit; ``lead`` is the period of a list or the year of a report.
_DEPOSITS = {
    (Kind.DEPOSIT_DUE, ""): _(
        "notice_deposit_due", default="The electronic text of a document is to be deposited by ${due}."
    ),
    (Kind.DEPOSIT_DUE, "record_copy"): _(
        "notice_deposit_due_record_copy", default="The copy for the record of a document is to be sent by ${due}."
    ),
    (Kind.DEPOSIT_DUE, "transfer_paper"): _(
        "notice_deposit_due_paper", default="The list of ${lead} with its paper copies is to be handed in by ${due}."
    ),
    (Kind.DEPOSIT_DUE, "nil_return"): _(
        "notice_deposit_due_nil", default="The nil return of ${lead} is to be handed in by ${due}."
    ),
    (Kind.DEPOSIT_DUE, "annual_report"): _(
        "notice_deposit_due_report",
        default="The annual report of ${lead} is to be made public and deposited by ${due}.",
    ),
    (Kind.DEPOSIT_DUE, "lapse_notice"): _(
        "notice_deposit_due_lapse",
        default="The notice that a deposited document has lapsed is to reach its receivers by ${due}.",
    ),
    (Kind.DEPOSIT_DUE, "recall_notice"): _(
        "notice_deposit_due_recall",
        default="The notice that a deposited document is recalled must reach its receivers by ${due}.",
    ),
    (Kind.DEPOSIT_OVERDUE, ""): _(
        "notice_deposit_overdue",
        default="The electronic text of a document was to be deposited by ${due} and is missing.",
    ),
    (Kind.DEPOSIT_OVERDUE, "record_copy"): _(
        "notice_deposit_overdue_record_copy",
        default="The copy for the record of a document was to be sent by ${due} and is missing.",
    ),
    (Kind.DEPOSIT_OVERDUE, "transfer_paper"): _(
        "notice_deposit_overdue_paper",
        default="The list of ${lead} with its paper copies was due on ${due} and is missing.",
    ),
    (Kind.DEPOSIT_OVERDUE, "nil_return"): _(
        "notice_deposit_overdue_nil", default="The nil return of ${lead} was due on ${due} and is missing."
    ),
    (Kind.DEPOSIT_OVERDUE, "annual_report"): _(
        "notice_deposit_overdue_report", default="The annual report of ${lead} was due on ${due} and was not deposited."
    ),
    (Kind.DEPOSIT_OVERDUE, "lapse_notice"): _(
        "notice_deposit_overdue_lapse",
        default="The notice that a deposited document has lapsed was due on ${due} and has not reached all receivers.",
    ),
    (Kind.DEPOSIT_OVERDUE, "recall_notice"): _(
        "notice_deposit_overdue_recall",
        default="The notice that a deposited document is recalled was due on ${due} and has not reached all receivers.",
    ),
}

#: Kind and what exactly -> the sentence.
_SENTENCES = {
    (Kind.ASKED, ""): _(
        "notice_asked", default="${lead} asks ${agency} for its position. The answer is due on ${due}."
    ),
    (Kind.ASKED, "repeal"): _(
        "notice_asked_repeal",
        default="${lead} asks ${agency} about amending, repealing or voiding a document that both have signed. The answer is "
        "due on ${due}.",
    ),
    (Kind.REMINDER, ""): _("notice_reminder", default="The answer of ${agency} to ${lead} is due on ${due}."),
    (Kind.OVERDUE, ""): _("notice_overdue", default="The answer of ${agency} was due on ${due} and is missing."),
    (Kind.DRAFT_CHANGED, ""): _(
        "notice_draft_changed",
        default="${lead} has changed the draft and asks ${agency} to look at its position again. The answer is due on ${due}.",
    ),
    (Kind.OBJECTION, ""): _("notice_objection", default="${agency} objects."),
    (Kind.OBJECTION, "repeal"): _(
        "notice_objection_repeal", default="${agency} objects to amending, repealing or voiding the document."
    ),
    (Kind.MEETING, "called"): _(
        "notice_meeting_called", default="${lead} calls a coordination meeting, or has changed its time or place."
    ),
    (Kind.MEETING, "cancelled"): _("notice_meeting_cancelled", default="The coordination meeting is called off."),
    (Kind.MEETING, "concluded"): _(
        "notice_meeting_concluded", default="The coordination meeting has minutes and an outcome."
    ),
    (Kind.SETTLED, ""): _(
        "notice_settled", default="All agencies have answered and nothing is left open; ${lead} can go on."
    ),
    (Kind.SETTLED, "decided"): _(
        "notice_decided", default="The competent authority has decided about the position of ${agency}."
    ),
    (Kind.TO_SIGN, ""): _(
        "notice_to_sign", default="The document led by ${lead} waits for the signature of ${agency}."
    ),
    (Kind.DECLINED, ""): _("notice_declined", default="${agency} declines to sign; that is its objection."),
    (Kind.SIGNED, ""): _("notice_signed", default="All agencies have signed; the document is issued."),
    (Kind.PUBLISHED, ""): _("notice_published", default="${lead} has published the document."),
    (Kind.LEFT, ""): _("notice_left", default="${lead} no longer asks ${agency} about a document."),
    **_DEPOSITS,
}

MAILS = {
    Mail.AT_ONCE: _("notice_mail_at_once", default="At once, one mail for each step"),
    Mail.DAILY: _("notice_mail_daily", default="Once a day, everything in one mail"),
    Mail.NONE: _("notice_mail_none", default="No mail; I look at this page"),
}

TITLE_HIDDEN = _("notice_title_hidden", default="(title not given in mails)")
SUBJECT_MANY = _("notice_subject_many", default="${count} notices")
FOOTER = _(
    "notice_footer",
    default="This mail was written by the system; nobody reads answers to it. When you get mail is your choice:",
)


def sentence(notice: dict) -> Message:
    """What a notice says, to be translated."""
    kind = Kind(notice["kind"])
    message = _SENTENCES.get((kind, notice["about"])) or _SENTENCES[kind, ""]
    said = {name: notice[name] for name in ("agency", "lead", "due")}
    return Message(message, mapping=said)
