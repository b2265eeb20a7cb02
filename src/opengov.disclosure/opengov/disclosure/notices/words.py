"""The words of notices, the same on the site and in a mail."""

from opengov.disclosure import codewords
from opengov.disclosure.agency.interfaces import OFFICES
from opengov.disclosure.core.notices import DUTIES
from opengov.disclosure.core.notices import Kind
from opengov.disclosure.core.notices import Mail
from opengov.disclosure.core.notices import Topic
from opengov.disclosure.i18n import _
from zope.globalrequest import getRequest
from zope.i18n import translate
from zope.i18nmessageid import Message


#: Slug of an office's group -> the office.
_OFFICES = {OFFICES[role]: title for role, title in codewords.OFFICES.items()}

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
    Kind.TURN: _("notice_kind_turn", default="Your turn"),
    Kind.RETURNED: _("notice_kind_returned", default="Returned"),
    Kind.QUESTIONED: _("notice_kind_questioned", default="Questioned"),
    Kind.NEWS: _("notice_kind_news", default="What became of it"),
    Kind.DEPUTY: _("notice_kind_deputy", default="Deputies"),
    Kind.DUE_SOON: _("notice_kind_due_soon", default="Due soon"),
    Kind.DUE_OVER: _("notice_kind_due_over", default="Overdue"),
    Kind.ESCALATED: _("notice_kind_escalated", default="Overdue, told to the leader"),
}

TOPICS = {
    Topic.TODO: _("notice_topic_todo", default="For you to do"),
    Topic.DEADLINES: _("notice_topic_deadlines", default="Due and overdue"),
    Topic.JOINT: _("notice_topic_joint", default="Joint documents"),
    Topic.DEPOSITS: _("notice_topic_deposits", default="Deposits with archives"),
    Topic.NEWS: _("notice_topic_news", default="What became of documents"),
}

#: What is waited for -> the sentence; ``person`` is who brought it up.
_TURNS = {
    "endorse": _("notice_turn_endorse", default="A draft waits for the opinion of the section head."),
    "approve": _("notice_turn_approve", default="A draft waits for the review of its disclosure attribute."),
    "approve:determine": _(
        "notice_turn_approve_determined",
        default="The referral is decided; the draft waits for the review of its disclosure attribute again.",
    ),
    "approve:uphold": _(
        "notice_turn_approve_upheld", default="${person} upholds a returned proposal; it waits for your review."
    ),
    "settle": _(
        "notice_turn_settle", default="Other agencies are asked; record what bodies outside answer and go on then."
    ),
    "sign": _("notice_turn_sign", default="A document waits for the signature."),
    "sign:submit_urgently": _(
        "notice_turn_sign_urgently", default="Urgent: a document waits for review and signature in one act."
    ),
    "sign:uphold": _("notice_turn_sign_upheld", default="${person} upholds a proposal; the signer decides about it."),
    "sign:confirm_changes": _(
        "notice_turn_sign_confirmed",
        default="The signer's changes are confirmed; the document waits for the signature.",
    ),
    "determine": _(
        "notice_turn_determine", default="${person} refers the attribute of a document; it waits for a determination."
    ),
    "publish": _("notice_turn_publish", default="A signed document is to be published."),
    "register": _("notice_turn_register", default="A signed document is to be registered for disclosure on request."),
    "file": _("notice_turn_file", default="A signed document is to be filed as not disclosed."),
    "review_adjustment": _(
        "notice_turn_review_adjustment",
        default="${person} proposes another attribute; the proposal waits for its review.",
    ),
    "decide_adjustment": _(
        "notice_turn_decide_adjustment", default="A reviewed change of attribute waits for the decision of the leader."
    ),
    "confirm_withdrawal": _(
        "notice_turn_confirm_withdrawal",
        default="${person} has taken a document down; the withdrawal is to be confirmed.",
    ),
    "confirm_changes": _(
        "notice_turn_confirm_changes", default="${person} has changed a document as its signer; confirm the changes."
    ),
    "make_up": _("notice_turn_make_up", default="Signed in haste: your opinion on a document is to be made up."),
    "countersign_instruction": _(
        "notice_turn_countersign", default="${person} has put an oral instruction of yours on record; countersign it."
    ),
    "purge": _(
        "notice_turn_purge", default="${person} asks for a document to be destroyed; a second person has to confirm."
    ),
    "rescan": _("notice_turn_rescan", default="The scan has newly found something in a public document; look at it."),
    "reassess": _("notice_turn_reassess", default="The attribute of a document is to be assessed anew."),
}

_QUESTIONED = _(
    "notice_questioned",
    default="${person} questions the attribute of a document as its signer; it waits for your review again.",
)

#: Why a draft is with those who wrote it again -> the sentence.
_RETURNS = {
    "": _("notice_returned", default="${person} has returned a draft to you."),
    "break_glass_return": _(
        "notice_returned_break_glass", default="${person} has returned a draft to you as an administrator."
    ),
}

#: Step -> what became of the document.
_NEWS = {
    "refer": _("notice_news_refer", default="${person} has referred the attribute of a document for determination."),
    "determine": _("notice_news_determine", default="The referral of a document is decided."),
    "question": _("notice_news_question", default="${person} questions the attribute of a document as its signer."),
    "decide_dispute": _("notice_news_decide_dispute", default="The dispute about the attribute is decided."),
    "sign": _("notice_news_sign", default="A document is signed and issued."),
    "sign_urgently": _(
        "notice_news_sign_urgently", default="A document is reviewed and signed in one act, and issued."
    ),
    "publish": _("notice_news_publish", default="A document is published."),
    "register": _("notice_news_register", default="A document is registered for disclosure on request."),
    "file": _("notice_news_file", default="A document is filed as not disclosed."),
    "record_approval": _("notice_news_approval", default="The approval of the superior is on record."),
    "adjust": _("notice_news_adjust", default="${person} proposes another attribute for a document."),
    "decide_adjustment": _("notice_news_decide_adjustment", default="The change of attribute is decided."),
    "withdraw": _(
        "notice_news_withdraw", default="${person} has taken a document down; take it down from other channels too."
    ),
    "break_glass_withdraw": _(
        "notice_news_break_glass_withdraw", default="${person} has taken a document down as an administrator."
    ),
    "confirm_withdrawal": _("notice_news_confirm_withdrawal", default="The withdrawal of a document is confirmed."),
    "expire": _("notice_news_expire", default="The last day of publication is over; the document was taken down."),
    "republish": _("notice_news_republish", default="A withdrawn document is public again."),
    "mark_validity": _("notice_news_mark_validity", default="The validity of a document is marked."),
    "supersede": _("notice_news_supersede", default="A document is replaced by its correction."),
    "void": _("notice_news_void", default="A document is void; its number stays."),
}

#: Kind of a reminder -> the sentence; ``duty`` names what is to be done.
_DUTIES = {
    Kind.DUE_SOON: _("notice_due_soon", default="${duty}: due on ${due}."),
    Kind.DUE_OVER: _("notice_due_over", default="${duty}: was due on ${due} and is overdue."),
    Kind.ESCALATED: _("notice_escalated", default="${duty}: overdue since ${due} and still not done."),
}
_BY_LAW = _("notice_duty_by_law", default="${duty} (limit by law)")

_DEPUTIES = {
    "appointed": _(
        "notice_deputy_appointed", default="${agency}: a deputy in the office “${office}” from ${lead} until ${due}."
    ),
    "ended": _("notice_deputy_ended", default="${agency}: the deputyship in the office “${office}” ended on ${due}."),
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

ALL = _("notice_topic_all", default="Everything")

#: What a topic holds.
TOPIC_HELP = {
    Topic.TODO: _("notice_topic_todo_help", default="A document is handed to you, comes back or is questioned."),
    Topic.DEADLINES: _("notice_topic_deadlines_help", default="A last day is near or over; told once each."),
    Topic.JOINT: _("notice_topic_joint_help", default="What other agencies ask of yours, answer and sign."),
    Topic.DEPOSITS: _("notice_topic_deposits_help", default="What is to be deposited with archives and libraries."),
    Topic.NEWS: _("notice_topic_news_help", default="Signed, published, adjusted, taken down; deputies."),
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


def sentence(notice: dict, person: str = "", language: str = "") -> Message:
    """What a notice says, to be translated.

    :param person: what who brought it about is called, for turns and news.
    :param language: of the words inside the sentence; that of the request when empty.
    """
    kind = Kind(notice["kind"])
    said = {name: notice[name] for name in ("agency", "lead", "due")} | {"person": person or "—"}
    if kind in DUTIES:
        said["duty"] = _translated(_duty(notice["about"], language), language)
    if kind == Kind.DEPUTY:
        said["office"] = _translated(_OFFICES[notice["about"].partition(":")[2]], language)
    return Message(_message(kind, notice["about"]), mapping=said)


def _message(kind: Kind, about: str) -> Message:
    act, _colon, cause = about.partition(":")
    if kind in (Kind.TURN, Kind.QUESTIONED):
        return _QUESTIONED if kind == Kind.QUESTIONED else _TURNS.get(about) or _TURNS[act]
    if kind == Kind.RETURNED:
        return _RETURNS.get(cause) or _RETURNS[""]
    if kind == Kind.NEWS:
        return _NEWS[act]
    if kind == Kind.DEPUTY:
        return _DEPUTIES[act]
    return _DUTIES[kind] if kind in DUTIES else _SENTENCES.get((kind, about)) or _SENTENCES[kind, ""]


def _duty(key: str, language: str) -> Message:
    name = codewords.DUTIES.get(key.removesuffix("_statutory"), key)
    if not key.endswith("_statutory"):
        return name
    return Message(_BY_LAW, mapping={"duty": _translated(name, language)})


def _translated(message, language: str) -> str:
    return translate(message, target_language=language) if language else translate(message, context=getRequest())
