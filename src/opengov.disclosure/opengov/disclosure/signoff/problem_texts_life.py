"""What the problems of a document's detours are called: disputes, haste, adjustment, withdrawal, validity, paper, purge."""

from opengov.disclosure.i18n import _


PROBLEM_TEXTS = {
    "value_required": _("problem_value_required", default="Fill in “${name}”."),
    "outcome_unknown": _("problem_outcome_unknown", default="Say whether you agree: ${outcomes}."),
    "question_again": _(
        "problem_question_again",
        default="This content was questioned and answered already. Sign it, return it with a reason, or refer it for "
        "determination.",
    ),
    "determined_binds": _(
        "problem_determined_binds",
        default="The attribute of this content was determined; that decision binds you. Approve it, or refer new doubts.",
    ),
    "nothing_returned": _(
        "problem_nothing_returned", default="Only a document that was returned can be upheld. Submit it instead."
    ),
    "uphold_changed": _(
        "problem_uphold_changed",
        default="The document was changed after its return. What is changed is submitted again, not upheld.",
    ),
    "dispute_decided": _(
        "problem_dispute_decided",
        default="The dispute about this content was decided. Change the document or give it up.",
    ),
    "dispute_missing": _("problem_dispute_missing", default="There is no open dispute for the signer to decide."),
    "dispute_open": _(
        "problem_dispute_open",
        default="The drafter upholds the proposal against the reviewer: decide the dispute before you sign.",
    ),
    "dispute_body": _("problem_dispute_body", default="Name who is to end the dispute: ${bodies}."),
    "unit_unconfirmed": _(
        "problem_unit_unconfirmed", default="The drafting unit has not confirmed the signer's changes yet."
    ),
    "nothing_amended": _("problem_nothing_amended", default="The signer has changed nothing that could be confirmed."),
    "own_changes": _("problem_own_changes", default="These changes are your own; somebody else confirms them."),
    "changes_missing": _("problem_changes_missing", default="Change at least one of these fields: ${fields}."),
    "change_not_allowed": _(
        "problem_change_not_allowed", default="“${name}” is no field a signer may change, or does not take this text."
    ),
    "not_urgent": _(
        "problem_not_urgent",
        default="The document is not marked urgent, or this area's rules know no short way.",
    ),
    "review_given": _(
        "problem_review_given", default="The review was given; sign the document the regular way, nothing is left out."
    ),
    "nothing_to_make_up": _("problem_nothing_to_make_up", default="Your office has no opinion to make up here."),
    "nothing_to_countersign": _(
        "problem_nothing_to_countersign", default="No oral instruction of yours waits for your countersignature."
    ),
    "instructor_unknown": _(
        "problem_instructor_unknown", default="Name a leader of this agency who gave the instruction."
    ),
    "own_instruction": _(
        "problem_own_instruction", default="An oral instruction is written down by whoever heard it, not by its giver."
    ),
    "moment_malformed": _("problem_moment_malformed", default="Enter day and time like 2026-11-21T09:05:00+08:00."),
    "day_malformed": _("problem_day_malformed", default="Enter the day like 2026-11-21."),
    "day_in_future": _("problem_day_in_future", default="This day is still to come."),
    "adjustment_same": _(
        "problem_adjustment_same", default="The document has this attribute already: there is nothing to adjust."
    ),
    "adjustment_unreviewed": _(
        "problem_adjustment_unreviewed",
        default="The adjustment lacks a positive review of exactly this content with the new attribute.",
    ),
    "own_adjustment": _("problem_own_adjustment", default="You proposed this adjustment; others review and decide it."),
    "nothing_to_confirm": _("problem_nothing_to_confirm", default="No withdrawal waits for a confirmation."),
    "own_withdrawal": _("problem_own_withdrawal", default="You withdrew the document; somebody else confirms it."),
    "not_over": _("problem_not_over", default="The term of publication is not over."),
    "publication_over": _(
        "problem_publication_over", default="The term of publication is over: set a later last day first."
    ),
    "correction_missing": _(
        "problem_correction_missing", default="No correction of this document has reached its end."
    ),
    "validity_unknown": _("problem_validity_unknown", default="Choose one of: ${values}."),
    "validity_same": _("problem_validity_same", default="The document is marked so already."),
    "validity_document_required": _(
        "problem_validity_document_required", default="Name the document that amended or partly repealed this one."
    ),
    "prohibition_needs_paper": _(
        "problem_prohibition_needs_paper",
        default="The document was withheld under Article 14. It is opened only when the competent body has determined, on "
        "paper, that the ground no longer applies: attach the signed paper.",
    ),
    "public_version_uncut": _(
        "problem_public_version_uncut",
        default="Text and attachments are those of the original: take out what may not be public.",
    ),
    "not_existing": _(
        "problem_not_existing",
        default="Only documents older than the agency's work here (${day}) are copied from paper, or those whose number was "
        "kept for paper.",
    ),
    "number_not_reserved": _(
        "problem_number_not_reserved",
        default="Number ${number} is not given yet. Keep it for paper in the number series first.",
    ),
    "number_given": _("problem_number_given", default="Number ${number} belongs to another document here."),
    "agency_abolished": _(
        "problem_agency_abolished",
        default="The agency was abolished on ${day}; its numbers are closed. Draft the document anew in its successor.",
    ),
}
