"""The sentences of this domain's broken rules; the code is the key."""

from opengov.disclosure.i18n import _


PROBLEM_TEXTS = {
    "not_own_draft": _(
        "problem_not_own_draft", default="Only who drafted or changed this document may take the step “${step}”."
    ),
    "attachments_only": _("problem_attachments_only", default="A governed document contains attachments only."),
    "series_unknown": _("problem_series_unknown", default="The agency has no such series of numbers."),
    "serial_given": _(
        "problem_serial_given",
        default="Number ${serial} cannot be arranged: the series has reached ${last}, and ends at 999999.",
    ),
    "step_reason_required": _("problem_step_reason_required", default="Give a reason."),
    "seen_other_content": _(
        "problem_seen_other_content",
        default="The content was changed after you opened it, and nothing was recorded: a decision counts only for what you "
        "have read. Read the document again, then send your decision once more.",
    ),
    "seen_other_state": _(
        "problem_seen_other_state",
        default="The document has taken another step since you opened it, and nothing was recorded. It is now in the state "
        "“${state}”.",
    ),
    "step_unknown": _("problem_step_unknown", default="There is no step “${step}”."),
    "step_not_here": _("problem_step_not_here", default="The step “${step}” is not possible in the state “${state}”."),
    "office_missing": _("problem_office_missing", default="You do not hold the office that takes the step “${step}”."),
    "own_draft": _(
        "problem_own_draft",
        default="You drafted or changed this document yourself; somebody else must take the step “${step}”.",
    ),
    "second_office": _(
        "problem_second_office",
        default="You have already given an opinion on this document as ${capacity}; "
        "one person does not hold two offices for one document.",
    ),
    "principal_signer_required": _(
        "problem_principal_signer_required",
        default="The document is marked important: a principal signer must sign it.",
    ),
    "recall_too_late": _(
        "problem_recall_too_late",
        default="Somebody has already acted on the draft; it can no longer be recalled.",
    ),
    "review_missing": _(
        "problem_review_missing",
        default="There is no current positive review of exactly this content.",
    ),
    "differs_from_signed": _("problem_differs_from_signed", default="The content differs from what was signed."),
    "wrong_end_state": _(
        "problem_wrong_end_state",
        default="With the attribute “${attribute}” the step “${step}” is not the right one.",
    ),
    "value_unknown": _("problem_value_unknown", default="The value “${name}” is not known here."),
    "value_missing": _("problem_value_missing", default="The value “${name}” is missing."),
    "value_type": _("problem_value_type", default="The value “${name}” has the wrong type or is too long."),
    "cause_unknown": _("problem_cause_unknown", default="Name a cause of the withdrawal: ${causes}."),
    "frozen": _("problem_frozen", default="A signed document is not changed, moved or renamed by anybody."),
    "attachment_frozen": _("problem_attachment_frozen", default="Attachments change in a draft only."),
    "not_deletable": _(
        "problem_not_deletable",
        default="Only a draft that was never submitted can be deleted; give a document up instead.",
    ),
    "outside_agency": _("problem_outside_agency", default="An official document is created inside an agency."),
    "workflow_foreign": _(
        "problem_workflow_foreign",
        default="Another workflow (${workflow}) cannot change a governed document.",
    ),
    "workflow_missing": _(
        "problem_workflow_missing",
        default="The document workflow of this site is missing. Tell the site administrator.",
    ),
    "role_map_changed": _(
        "problem_role_map_changed",
        default="The workflow was changed: “${permission}” in the state “${state}”. "
        "No step is possible until the site administrator restores it.",
    ),
    "issuer_code_missing": _("problem_issuer_code_missing", default="The agency has no issuer code for the number."),
    "issuer_code_foreign": _("problem_issuer_code_foreign", default="“${code}” is not an issuer code of the agency."),
    "paper_malformed": _(
        "problem_paper_malformed",
        default="The signed paper needs a file name and its content in base64.",
    ),
    "paper_too_large": _("problem_paper_too_large", default="The signed paper is larger than ${megabytes} MB."),
    "reassign_draft_only": _("problem_reassign_draft_only", default="Only a draft can be handed to another drafter."),
    "user_unknown": _("problem_user_unknown", default="There is no account “${user}”."),
    "day_out_of_range": _("problem_day_out_of_range", default="Give a day from today to ${days} days from now."),
    "act_unknown": _("problem_act_unknown", default="“${act}” is no emergency act."),
    "governed_content_exists": _(
        "problem_governed_content_exists",
        default="Governed content of the type “${type}” exists; it must stay governed.",
    ),
    "governed_documents_exist": _(
        "problem_governed_documents_exist",
        default="${count} governed documents exist; the product cannot be removed.",
    ),
    "state_differs_from_record": _(
        "problem_state_differs_from_record",
        default="The document is in the state “${state}”, its record ends with “${recorded}”.",
    ),
    "number_differs_from_record": _(
        "problem_number_differs_from_record",
        default="The document does not bear the number it was signed with (${number}).",
    ),
    "document_permissions_changed": _(
        "problem_document_permissions_changed",
        default="The permission “${permission}” of the document is not that of its state.",
    ),
    "document_lost": _(
        "problem_document_lost",
        default="The document is gone, and its record does not say that it was deleted.",
    ),
    "record_missing": _("problem_record_missing", default="The document has no record."),
    "import_incomplete": _(
        "problem_import_incomplete",
        default="The import of the document never got to its end: an attachment is missing or differs.",
    ),
    "secret_text_kept": _(
        "problem_secret_text_kept",
        default="A state secret is not kept here: have the text given up and erased, and go on on paper.",
    ),
}
