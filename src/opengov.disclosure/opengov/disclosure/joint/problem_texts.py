"""Sentences for the problem codes of asked agencies, approvals and drafting for another agency."""

from opengov.disclosure.i18n import _


PROBLEM_TEXTS = {
    "position_named": _("problem_position_named", default="${agency} has not been asked yet. Ask it first."),
    "position_open": _(
        "problem_position_open",
        default="${agency} has not answered yet; its answer is due on ${due}. Wait for it, or record an outside body's answer.",
    ),
    "position_lapsed": _(
        "problem_position_lapsed",
        default="${agency} did not answer by ${due}, and silence is no consent. Urge it, or let it leave with a reason.",
    ),
    "position_escalated": _(
        "problem_position_escalated",
        default="${agency} did not answer by ${due}. Bring it before the competent authority and record its decision.",
    ),
    "position_stale": _(
        "problem_position_stale",
        default="${agency} answered about an earlier text. Ask it again: it confirms or changes its position.",
    ),
    "position_objecting": _(
        "problem_position_objecting",
        default="${agency} objects. Settle it with the agency so that it changes its position, or record the competent "
        "authority's decision.",
    ),
    "position_removed": _("problem_position_removed", default="${agency} is no longer asked about this document."),
    "position_not_here": _(
        "problem_position_not_here", default="This cannot be done with asked agencies while the document stands here."
    ),
    "position_agency_or_body": _(
        "problem_position_agency_or_body", default="Name either an agency of this site or an outside body, not both."
    ),
    "position_of_lead": _(
        "problem_position_of_lead", default="The agency that issues the document does not ask itself."
    ),
    "position_twice": _("problem_position_twice", default="This agency is in the list already."),
    "position_body_is_agency": _(
        "problem_position_body_is_agency",
        default="${agency} is an agency of this site and acts here itself. Choose it from the list.",
    ),
    "position_issued": _(
        "problem_position_issued",
        default="The document is issued: the agencies under it neither join nor leave any more.",
    ),
    "position_agency_unknown": _(
        "problem_position_agency_unknown",
        default="There is no such agency on this site. Enter an outside body by its name.",
    ),
    "position_agency_section": _(
        "problem_position_agency_section",
        default="${agency} is a section. Name the agency it belongs to: only agencies stand for themselves.",
    ),
    "position_agency_abolished": _(
        "problem_position_agency_abolished", default="${agency} is abolished. Name the agency that carries on for it."
    ),
    "arrangement_not_here": _(
        "problem_arrangement_not_here",
        default="Names, order and way of signing are arranged until the document is signed, not while it stands here.",
    ),
    "lead_choice_not_here": _(
        "problem_lead_choice_not_here", default="Who leads is said while the document is a draft. Return it first."
    ),
    "arrangement_signed": _(
        "problem_arrangement_signed",
        default="An agency has signed this text already, so names, order and way of signing stand. Only a changed text is "
        "signed anew.",
    ),
    "arrangement_value_unknown": _("problem_arrangement_value_unknown", default="“${name}” is one of: ${values}."),
    "arrangement_order_twice": _(
        "problem_arrangement_order_twice", default="An agency stands twice in the order. Name each once."
    ),
    "arrangement_order_unknown": _(
        "problem_arrangement_order_unknown",
        default="The order names somebody who does not issue this document. Name all who do, each once.",
    ),
    "arrangement_order_left": _(
        "problem_arrangement_order_left", default="${agency} has left and issues this document no more. Leave it out."
    ),
    "arrangement_order_concerned": _(
        "problem_arrangement_order_concerned",
        default="${agency} is only asked and does not issue the document. Leave it out of the order of names.",
    ),
    "arrangement_order_missing": _(
        "problem_arrangement_order_missing",
        default="The order leaves out ${agencies}. Name all who issue the document.",
    ),
    "lead_of_original": _(
        "problem_lead_of_original",
        default="This stands in the place of another document: whoever led that leads this, too.",
    ),
    "lead_is_own": _(
        "problem_lead_is_own",
        default="This is the agency the document lies in. Leave the outside lead empty: it leads.",
    ),
    "lead_is_asked": _(
        "problem_lead_is_asked",
        default="${agency} is among the asked agencies and cannot lead besides. Take it from their list first.",
    ),
    "lead_is_agency": _(
        "problem_lead_is_agency",
        default="${agency} is an agency of this site: the document it leads is drafted in its own folder.",
    ),
    "lead_issue_not_here": _(
        "problem_lead_issue_not_here",
        default="Number and date of the lead are recorded after this agency has signed, until the document has gone.",
    ),
    "lead_issue_own": _(
        "problem_lead_issue_own",
        default="This agency leads: number and date come with the last signature, by themselves.",
    ),
    "lead_issue_own_code": _(
        "problem_lead_issue_own_code",
        default="“${code}” is this agency's own code, but the lead gives the number. Copy it from the issued paper.",
    ),
    "lead_issue_too_early": _(
        "problem_lead_issue_too_early",
        default="The document was begun here on ${day}, so it cannot have been issued before. Check the date on the paper.",
    ),
    "lead_issue_missing": _(
        "problem_lead_issue_missing",
        default="The body that leads has not issued it yet, or nobody has recorded it. Record its number and date with the "
        "issued paper.",
    ),
    "lead_publishes": _(
        "problem_lead_publishes",
        default="Another body leads this document: only it publishes. Register it here when it is issued.",
    ),
    "position_role_unknown": _("problem_position_role_unknown", default="An agency is asked as one of: ${values}."),
    "position_too_many": _("problem_position_too_many", default="One document asks at most ${count} agencies."),
    "position_words_too_long": _("problem_position_words_too_long", default="Write at most ${length} characters."),
    "position_objector_stays": _(
        "problem_position_objector_stays",
        default="${agency} objects, so it stays until its objection is settled or the competent authority has decided.",
    ),
    "position_settled": _(
        "problem_position_settled",
        default="This is settled: ${agency} cannot change its position unless it is asked again.",
    ),
    "position_received_already": _("problem_position_received_already", default="The receipt is acknowledged already."),
    "position_stand_unknown": _("problem_position_stand_unknown", default="A position is one of: ${values}."),
    "position_reason_required": _(
        "problem_position_reason_required", default="Write the comment, or the reason of the objection."
    ),
    "position_on_other_content": _(
        "problem_position_on_other_content",
        default="The document is not the one this position was written on. Read it again and draft the position anew.",
    ),
    "position_not_drafted": _(
        "problem_position_not_drafted", default="There is no draft to release; the agency's liaison writes it first."
    ),
    "position_redrafted": _(
        "problem_position_redrafted",
        default="The draft was changed after you had opened it. Read it again, then release it.",
    ),
    "position_own_draft": _(
        "problem_position_own_draft", default="Another person releases what you, or whom you stand in for, drafted."
    ),
    "position_agency_answers": _(
        "problem_position_agency_answers", default="${agency} answers on this site itself; nobody answers in its place."
    ),
    "position_paper_required": _("problem_position_paper_required", default="Attach the signed paper."),
    "position_nothing_to_confirm": _(
        "problem_position_nothing_to_confirm", default="Your agency has given no position yet that it could uphold."
    ),
    "position_file_name": _(
        "problem_position_file_name", default="Give the file a name of at most ${length} characters."
    ),
    "position_file_empty": _(
        "problem_position_file_empty", default="The file «${file}» is empty. Choose the right one."
    ),
    "position_file_too_large": _(
        "problem_position_file_too_large", default="The file «${file}» is larger than ${megabytes} MB."
    ),
    "position_files_too_many": _(
        "problem_position_files_too_many", default="At most ${count} files go with one position."
    ),
    "position_file_malformed": _(
        "problem_position_file_malformed",
        default="A file is {filename, data}: a name, and its bytes in base64.",
    ),
    "position_file_unknown": _(
        "problem_position_file_unknown", default="The draft has no such file; it may have been taken away already."
    ),
    "position_nothing_to_decide": _(
        "problem_position_nothing_to_decide",
        default="There is neither an objection nor a silence that the competent authority would decide on.",
    ),
    "position_ruling_unknown": _("problem_position_ruling_unknown", default="A decision is one of: ${values}."),
    "position_authority_required": _("problem_position_authority_required", default="Name the authority that decided."),
    "approval_missing": _(
        "problem_approval_missing",
        default="The superior's approval is needed before publication. Record it with the signed paper.",
    ),
    "approval_stale": _(
        "problem_approval_stale",
        default="The superior approved an earlier text. Obtain the approval of the present one and record it.",
    ),
    "approval_authority_required": _("problem_approval_authority_required", default="Name the superior that approved."),
    "approval_by_another": _(
        "problem_approval_by_another", default="The document waits for the approval of ${wanted}; name this superior."
    ),
    "approval_day": _(
        "problem_approval_day", default="Enter the day of the approval as YYYY-MM-DD, ${today} at the latest."
    ),
    "approval_paper_required": _("problem_approval_paper_required", default="Attach the signed approval."),
    "drafting_agency_unknown": _(
        "problem_drafting_agency_unknown",
        default="«${agency}» is no other agency of this site; a section drafts for its own agency anyway.",
    ),
    "drafting_agencies_too_many": _(
        "problem_drafting_agencies_too_many", default="Name at most ${count} agencies that draft for this one."
    ),
    "drafting_not_allowed": _(
        "problem_drafting_not_allowed",
        default="This agency does not let yours draft for it. Its disclosure office can name your agency.",
    ),
    "draft_of_another_agency": _(
        "problem_draft_of_another_agency",
        default="Another agency drafted this document: drafting and the section's opinion are its own.",
    ),
    "not_a_co_issuer": _("problem_not_a_co_issuer", default="Only an agency that issues this document too signs it."),
    "signed_already": _("problem_signed_already", default="${agency} has signed this content already."),
    "not_your_turn_to_sign": _(
        "problem_not_your_turn_to_sign", default="The agencies sign one after the other, and ${agency} is next."
    ),
    "co_issuer_signs_itself": _(
        "problem_co_issuer_signs_itself",
        default="${agency} signs on this site itself; only an outside body's signature is recorded from paper.",
    ),
    "lead_not_ready": _(
        "problem_lead_not_ready",
        default="The lead agency has not done all that must be done before the signatures. Ask it.",
    ),
}
