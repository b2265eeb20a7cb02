"""What the problems of hand-overs are called."""

from opengov.disclosure.i18n import _


PROBLEM_TEXTS = {
    "package_path_unsafe": _(
        "problem_package_path_unsafe",
        default="The path “${path}” cannot be unpacked safely everywhere. Use relative paths without “..”, control "
        "characters, backslashes and colons.",
    ),
    "package_path_twice": _(
        "problem_package_path_twice", default="Two files of the package have the path “${path}”. Rename one of them."
    ),
    "handover_state": _(
        "problem_handover_state",
        default="In the state “${state}” the document is not handed over: public documents are from the signature on, all "
        "others once they are registered or filed.",
    ),
    "handover_of_lead": _(
        "problem_handover_of_lead",
        default="Another body leads this document: only the lead hands it over to archives and library.",
    ),
    "handover_differs_from_signed": _(
        "problem_handover_differs_from_signed",
        default="The content is no longer what was signed. Have the integrity check look at the document before it is "
        "handed over.",
    ),
    "handover_unreviewed": _(
        "problem_handover_unreviewed",
        default="The present content has no current positive review. Have it reviewed before it is handed over.",
    ),
    "handover_no_receiver": _(
        "problem_handover_no_receiver",
        default="No archive or library takes this kind of hand-over. Ask the site administration to set up a receiver.",
    ),
    "handover_document_gone": _(
        "problem_handover_document_gone", default="The document is no longer in this agency and cannot be handed over."
    ),
    "handover_bytes_changed": _(
        "problem_handover_bytes_changed",
        default="The file “${path}” on the disk is not the one that was signed. Have it restored from the backup; nothing "
        "was handed over.",
    ),
    "handovers_not_upgraded": _(
        "problem_handovers_not_upgraded",
        default="The hand-overs of this site are still stored as by the earlier version. Run the upgrade of the add-on first.",
    ),
    "sealer_busy": _(
        "problem_sealer_busy", default="Hand-overs are being sealed at this moment. Try again when that is done."
    ),
    "transfer_unknown_key": _(
        "problem_transfer_unknown_key", default="“${key}” is not known here. Leave it out and send the request again."
    ),
    "transfer_number": _(
        "problem_transfer_number", default="Give “${field}” as a whole number from ${least} to ${most}."
    ),
    "transfer_cursor": _(
        "problem_transfer_cursor", default="Give “after” as the value of “next” of the answer before, or leave it out."
    ),
    "receiver_field_missing": _(
        "problem_receiver_field_missing",
        default="“${field}” of the receiver is missing: give id, title, account and kind as text, fonds and takes as lists.",
    ),
    "receiver_field_empty": _("problem_receiver_field_empty", default="Fill this in: a receiver needs it."),
    "receiver_id_malformed": _(
        "problem_receiver_id_malformed",
        default="The id of a receiver is 1 to 40 small letters, digits and hyphens and begins with a letter.",
    ),
    "receiver_kind_unknown": _("problem_receiver_kind_unknown", default="The kind of a receiver is one of: ${kinds}."),
    "receiver_kind_fixed": _(
        "problem_receiver_kind_fixed",
        default="Hand-overs were made for this receiver as the kind of house it is. Set up another receiver with an account "
        "of its own.",
    ),
    "receiver_takes_unknown": _(
        "problem_receiver_takes_unknown",
        default="An archive takes “deposit”, “transfer” or both; a library takes “deposit” only.",
    ),
    "receiver_account_unknown": _(
        "problem_receiver_account_unknown", default="There is no account “${account}”. Create it first."
    ),
    "receiver_account_no_archivist": _(
        "problem_receiver_account_no_archivist",
        default="The account is not in the archivists' group of the agency ${uid}. Add it there first.",
    ),
    "receiver_account_in_office": _(
        "problem_receiver_account_in_office",
        default="The account holds another office of the agency ${uid}. Who offers hand-overs cannot receive them: use an "
        "account of the archives' own.",
    ),
    "receiver_account_taken": _(
        "problem_receiver_account_taken", default="The account belongs to the receiver “${receiver}” already."
    ),
    "receiver_fonds_unknown": _(
        "problem_receiver_fonds_unknown", default="There is no agency ${uid}. Name the fonds by the UIDs of agencies."
    ),
    "writer_schema_invalid": _(
        "problem_writer_schema_invalid",
        default="The file “${path}” does not keep to its schema (line ${line}: ${message}). Nothing was offered. Complete "
        "the document's metadata, or report this to the site administration.",
    ),
    "eep_fonds_missing": _(
        "problem_eep_fonds_missing",
        default="The agency has no fonds number. Enter the number the archives gave it in the agency's settings.",
    ),
    "eep_archival_code_missing": _(
        "problem_eep_archival_code_missing",
        default="The record has no archival code and item number. Set fonds number and retention period; the code is made of "
        "them when the record is sealed.",
    ),
    "eep_name_unsafe": _(
        "problem_eep_name_unsafe",
        default="“${name}” cannot be a folder's name everywhere. Use at most 100 characters without \\ / : * ? \" < > | and no "
        "dot or space at either end.",
    ),
    "eep_archival_code_twice": _(
        "problem_eep_archival_code_twice",
        default="Two records of the hand-over have the archival code “${code}”. Give each record a code of its own.",
    ),
    "eep_retention_missing": _(
        "problem_eep_retention_missing",
        default="The document has no retention period. Choose one: permanent, 30 years or 10 years.",
    ),
    "eep_element_missing": _(
        "problem_eep_element_missing",
        default="“${element}” is required by the archives and empty. Complete the document's metadata.",
    ),
    "receiver_format_unknown": _(
        "problem_receiver_format_unknown", default="The form of hand-overs is one of: ${formats}."
    ),
    "handover_check_failed": _(
        "problem_handover_check_failed",
        default="The check before the hand-over failed: ${item}. ${note} Nothing was offered; correct it and try again.",
    ),
    "handover_not_rejected": _(
        "problem_handover_not_rejected",
        default="Only a hand-over that was rejected or failed is handed over anew.",
    ),
    "selfcheck_failed": _(
        "problem_selfcheck_failed",
        default="The check before the hand-over failed (${item}): ${note}. Complete the metadata, or have "
        "the file replaced by a correction.",
    ),
}
