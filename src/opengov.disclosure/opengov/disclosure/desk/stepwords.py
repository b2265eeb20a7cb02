"""What the form of a step says about it: labels and help of its own, what it does, what to think of before."""

from opengov.disclosure.desk import words
from opengov.disclosure.i18n import _


#: (step, value) -> its label where it is not the common one.
_LABELS = {
    ("uphold", "body"): _("label_uphold_body", default="Who is to decide the dispute"),
    ("uphold", "reason"): _("label_uphold_reason", default="Why you uphold the proposal"),
    ("adjust", "attribute"): _("label_adjust_attribute", default="New disclosure attribute"),
    ("adjust", "reason"): _("label_adjust_reason", default="Why it is adjusted"),
    ("decide_adjustment", "outcome"): _("label_decision", default="Your decision"),
    ("request_purge", "cause"): _("label_purge_cause", default="What must not be kept"),
    ("record_approval", "paper"): _("label_approval_paper", default="The written approval"),
    ("enter_existing", "paper"): _("label_existing_paper", default="Scan of the paper"),
    ("record_countersignature", "paper"): _("label_signed_sheet", default="The signed countersign sheet"),
    ("decline", "reason"): _("label_decline_reason", default="Why your agency does not sign"),
}
_HELP = {
    "handled": _("help_step_handled", default="Each is either no personal number, or may be published as it is."),
    "paper": _("help_step_paper", default="Needed for an answer from outside the house. At most 20 MB."),
    "instructed_by": _(
        "help_instructed_by",
        default="Who gave it countersigns it here; until then the document is open to this person.",
    ),
    "instructed_at": _("help_instructed_at", default="Beijing time."),
    "number": _("help_paper_number", default="Exactly as printed; no number is given anew. Empty: it has none."),
    "validity_document": _(
        "help_validity_document",
        default="Number or title of the document that amends or repeals this one. Needed for amended and partly repealed.",
    ),
    "public_title": _("help_step_public_title", default="What the public catalogue shows; empty: as it is."),
}
_STEP_HELP = {
    ("record_approval", "paper"): _("help_paper_only_size", default="At most 20 MB."),
    ("consult", "paper"): _("help_paper_only_size", default="At most 20 MB."),
    ("enter_existing", "paper"): _("help_paper_only_size", default="At most 20 MB."),
    ("record_countersignature", "paper"): _("help_paper_only_size", default="At most 20 MB."),
}

#: Step -> what it does, in one or two sentences.
INTRODUCTIONS = {
    "uphold": _(
        "intro_uphold",
        default="The draft goes on as it was returned, with your reasons. It can be upheld once for the same content.",
    ),
    "decide_dispute": _(
        "intro_decide_dispute",
        default="Drafter and reviewer disagree. Your decision sets the attribute and takes the place of the opinions it "
        "overrules.",
    ),
    "note_receipt": _("intro_note_receipt", default="From this day on the time for the determination runs."),
    "consult": _(
        "intro_consult", default="A consultation collects opinions; it decides nothing. The determination stays yours."
    ),
    "amend": _(
        "intro_amend",
        default="Change what has to be changed; the rest stays. The drafting unit and the reviewer see the difference and "
        "confirm it before you sign.",
    ),
    "confirm_changes": _(
        "intro_confirm_changes", default="The signer has changed the document. Look at the difference and confirm it."
    ),
    "submit_urgently": _(
        "intro_submit_urgently",
        default="The document goes straight to the signer. The opinions left out are made up afterwards.",
    ),
    "make_up": _(
        "intro_make_up", default="The document was signed in haste without your opinion. Give it now, after the event."
    ),
    "record_instruction": _(
        "intro_record_instruction",
        default="Write down what was said, by whom and when. An oral instruction never replaces a second person.",
    ),
    "countersign_instruction": _(
        "intro_countersign_instruction", default="With this you confirm that you gave the instructions shown here."
    ),
    "adjust": _(
        "intro_adjust",
        default="Neither text nor number changes. A public document is taken down at once; reviewer and signer then "
        "decide on the proposal.",
    ),
    "mark_validity": _(
        "intro_mark_validity", default="A document that no longer applies stays where it is and bears a mark."
    ),
    "confirm_withdrawal": _(
        "intro_confirm_withdrawal", default="You confirm that taking the document down was right. It stays withdrawn."
    ),
    "review_again": _(
        "intro_review_again",
        default="Withdrawal took the earlier reviews away: without a new one nothing is published.",
    ),
    "enter_existing": _(
        "intro_enter_existing",
        default="For a document that was signed on paper before. Number, date and signer are copied from it; its content "
        "is fixed from then on, its attribute is determined here.",
    ),
    "propose_existing": _(
        "intro_propose_existing",
        default="You propose the attribute of this existing document; a second person determines it. Its content stays as "
        "it is on paper.",
    ),
    "take_up": _(
        "intro_take_up", default="You determine the attribute that the drafter proposes for this existing document."
    ),
    "countersign": _(
        "intro_countersign",
        default="You sign for your agency, with the disclosure attribute shown here. The last signature gives the lead's "
        "number and the date of the document.",
    ),
    "record_countersignature": _(
        "intro_record_countersignature",
        default="An outside body has signed on paper: attach the signed sheet. The last signature gives number and date.",
    ),
    "decline": _(
        "intro_decline",
        default="Your refusal is your agency's objection: the document goes back to be settled between the agencies.",
    ),
    "record_approval": _(
        "intro_record_approval",
        default="Publication waits for the superior's approval where the document asks for one.",
    ),
}

#: Step -> what to think of before it is taken: (gravity of the box, sentence).
WARNINGS = {
    "sign_urgently": (
        "warning",
        _(
            "warning_sign_urgently",
            default="Your review and your signature are one act: nobody else has reviewed this content. Opinions left out "
            "must be made up within the period, and late ones are shown.",
        ),
    ),
    "withdraw": (
        "warning",
        _(
            "warning_withdraw",
            default="The document leaves the public at once, with its attachments and in every list. Another person "
            "confirms this, and only a new review brings it back.",
        ),
    ),
    "void": (
        "danger",
        _(
            "warning_void",
            default="This cannot be undone. The document counts as never issued; its number stays in the register and is "
            "never given again.",
        ),
    ),
    "request_purge": (
        "danger",
        _(
            "warning_request_purge",
            default="You ask for the document to be destroyed for good. Nothing is destroyed before a second person has "
            "confirmed. Do not repeat in the reason what must not be kept.",
        ),
    ),
    "purge": (
        "danger",
        _(
            "warning_purge",
            default="Destroyed for good: title and text, all attachments and signed papers, reviewed versions, opinions in "
            "words, search entries, previews and sealed packages. The record keeps only who did what when, and digests. "
            "Nobody can bring it back.",
        ),
    ),
    "discontinue": (
        "warning",
        _(
            "warning_discontinue",
            default="The document is given up for good. It stays on record and cannot be reopened.",
        ),
    ),
}


def label(step_id: str, name: str):
    """What a step's form calls a value."""
    return _LABELS.get((step_id, name)) or words.CONTROLS.get(name) or words.CHANGEABLE[name]


def help_text(step_id: str, name: str):
    """What helps to fill a value in; None where nothing has to be said."""
    return _STEP_HELP.get((step_id, name)) or _HELP.get(name)
