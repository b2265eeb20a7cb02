"""The words of the pages of hand-overs: states, purposes, forms, results of checks."""

from opengov.disclosure.i18n import _


STATES = {
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

#: What a state means for who looks at it.
STATE_HELP = {
    "collecting": _("handover_help_collecting", default="More records may still join it. It is laid out next."),
    "laying_out": _(
        "handover_help_laying_out", default="The package is being written; nothing is offered before it is whole."
    ),
    "failed": _("handover_help_failed", default="Nothing was offered. Mend what is named below, then seal it again."),
    "offered": _("handover_help_offered", default="The receiver can fetch it and has not answered yet."),
    "received": _("handover_help_received", default="The receiver has it and is checking it."),
    "accepted": _("handover_help_accepted", default="The receiver has accepted it. This is final."),
    "rejected": _(
        "handover_help_rejected", default="The receiver has sent it back. Mend what he names, then seal it again."
    ),
    "superseded": _("handover_help_superseded", default="Another hand-over has taken its place."),
    "purged": _("handover_help_purged", default="Its content was destroyed; digests and receipts remain."),
}

#: Bootstrap colour of a state; the words say the same.
COLOURS = {
    "collecting": "secondary",
    "laying_out": "info",
    "failed": "danger",
    "offered": "primary",
    "received": "info",
    "accepted": "success",
    "rejected": "danger",
    "superseded": "secondary",
    "purged": "dark",
}

PURPOSES = {
    "deposit": _("handover_purpose_deposit", default="Deposit of published information"),
    "transfer": _("handover_purpose_transfer", default="Transfer of records"),
}

SCOPES = {
    "record": _("handover_scope_record", default="Whole record"),
    "public": _("handover_scope_public", default="Public text with attachments"),
}

KINDS = {
    "archive": _("receiver_kind_archive", default="Archive"),
    "library": _("receiver_kind_library", default="Public library"),
}

FORMATS = {
    "bagit": _("receiver_format_bagit", default="BagIt 1.0"),
    "eep-2012": _("receiver_format_eep_2012", default="EEP (DA/T 48-2009), layout of 2012"),
    "eep-2022": _("receiver_format_eep_2022", default="EEP (DA/T 48-2009), layout of DA/T 93-2022"),
    "eark": _("receiver_format_eark", default="E-ARK SIP (METS, PREMIS)"),
}

#: Opinions on opening.
OPENINGS = {
    "early": _("opening_early", default="Open early"),
    "at_expiry": _("opening_at_expiry", default="Open at expiry"),
    "deferred": _("opening_deferred", default="Open later"),
}
OPENING_HELP = {
    "early": _(
        "opening_early_help",
        default="Before twenty-five years: records of economy, education, science, technology, culture and the like.",
    ),
    "at_expiry": _("opening_at_expiry_help", default="Twenty-five years after the record was formed."),
    "deferred": _("opening_deferred_help", default="Later than at expiry, for a reason; say which."),
}
#: What became of one of several documents.
OUTCOMES = {
    "done": _("outcome_done", default="Done"),
    "refused": _("outcome_refused", default="Not done"),
    "missing": _("outcome_missing", default="Not found"),
}

#: What a choice in a form means.
CHOICE_HELP = {
    "archive": _(
        "receiver_kind_archive_help",
        default="Is given the record: text, attachments, metadata, opinions, extract of the record.",
    ),
    "library": _(
        "receiver_kind_library_help",
        default="A public reading room: is given the public text with its attachments and public metadata, deposits only.",
    ),
    "deposit": _(
        "receiver_takes_deposit_help",
        default="What is published, as soon as it is signed (政府信息公开条例 Art. 25).",
    ),
    "transfer": _(
        "receiver_takes_transfer_help",
        default="Records of all other documents when they have reached their end, archives only (档案法实施条例 Art. 30).",
    ),
    "bagit": _(
        "receiver_format_bagit_help",
        default="Files as they are, with lists of digests (RFC 8493). For libraries and for archives without a form "
        "of their own.",
    ),
    "eep-2012": _(
        "receiver_format_eep_2012_help",
        default="One XML package for each record, in the folders of 电子档案移交与接收办法 (2012).",
    ),
    "eep-2022": _(
        "receiver_format_eep_2022_help",
        default="Metadata and files of each record in a folder named after its archival code (DA/T 93-2022, annex B).",
    ),
    "eark": _(
        "receiver_format_eark_help",
        default="Information package of the European archives (CSIP/E-ARK SIP), for systems that work by OAIS.",
    ),
}

STATUSES = {
    "received": _("receipt_status_received", default="Received"),
    "accepted": _("receipt_status_accepted", default="Accepted"),
    "rejected": _("receipt_status_rejected", default="Rejected"),
}

STATUS_HELP = {
    "received": _(
        "receipt_status_received_help",
        default="The package has come whole. You are going to check it; nothing is settled.",
    ),
    "accepted": _(
        "receipt_status_accepted_help",
        default="The package was checked and is taken over. This is final: it can be neither changed nor taken back.",
    ),
    "rejected": _(
        "receipt_status_rejected_help",
        default="Something is wrong with it. Name it below; the agency mends it and hands over anew.",
    ),
}

RESULTS = {
    "passed": _("check_result_passed", default="Passed"),
    "failed": _("check_result_failed", default="Failed"),
    "manual": _("check_result_manual", default="To be checked by hand"),
}
RESULT_COLOURS = {"passed": "success", "failed": "danger", "manual": "secondary"}

PROPERTIES = {
    "authenticity": _("check_property_authenticity", default="Authenticity"),
    "integrity": _("check_property_integrity", default="Integrity"),
    "usability": _("check_property_usability", default="Usability"),
    "security": _("check_property_security", default="Security"),
}

NOTICES = {
    "handover": _("feed_handover", default="Hand-over"),
    "tombstone": _("feed_tombstone", default="Destroyed: delete every copy"),
    "lapse_notice": _("feed_lapse_notice", default="Notice of lapse"),
    "recall_notice": _("feed_recall_notice", default="Recall: take it out of the reading rooms"),
}
NOTICE_COLOURS = {"tombstone": "dark", "lapse_notice": "warning", "recall_notice": "danger"}

RETENTIONS = {
    "permanent": _("handover_retention_permanent", default="Permanent"),
    "y30": _("handover_retention_y30", default="30 years"),
    "y10": _("handover_retention_y10", default="10 years"),
}

LISTS = {
    "new": _("archive_list_new", default="New"),
    "received": _("archive_list_received", default="Received"),
    "accepted": _("archive_list_accepted", default="Accepted"),
    "rejected": _("archive_list_rejected", default="Rejected"),
    "notices": _("archive_list_notices", default="Notices"),
    "all": _("archive_list_all", default="All"),
}

#: What an archive can name as wrong: code -> title.
FAULTS = {
    "metadata-missing": _("receipt_fault_metadata", default="Metadata missing or wrong"),
    "file-missing": _("receipt_fault_file_missing", default="File missing"),
    "file-unreadable": _("receipt_fault_unreadable", default="File cannot be opened"),
    "digest-differs": _("receipt_fault_digest", default="Digest differs"),
    "format-unsuitable": _("receipt_fault_format", default="File format not accepted"),
    "archival-code": _("receipt_fault_code", default="Archival code wrong or used twice"),
    "not-in-scope": _("receipt_fault_scope", default="Does not belong here"),
    "virus": _("receipt_fault_virus", default="Malicious code"),
    "other": _("receipt_fault_other", default="Other"),
}

DUTIES = {
    "transfer_electronic": _("deposit_duty_electronic", default="Electronic text"),
    "transfer_paper": _("deposit_duty_paper", default="Paper copies with the list"),
    "record_copy": _("deposit_duty_record_copy", default="Copy for the record"),
}

DUE_STANDINGS = {
    "open": _("deposit_open", default="Not due yet"),
    "due": _("deposit_due", default="Due"),
    "overdue": _("deposit_overdue", default="Overdue"),
    "done": _("deposit_done", default="Done"),
    "done_late": _("deposit_done_late", default="Done late"),
}
DUE_COLOURS = {"open": "light", "due": "warning", "overdue": "danger", "done": "success", "done_late": "secondary"}

DEPOSIT_ACTS = {
    "hand_in": _("deposit_act_hand_in", default="Handed in"),
    "nil_return": _("deposit_act_nil_return", default="Nil return"),
    "record_copy": _("deposit_act_record_copy", default="Copies for the record sent"),
    "confirm": _("deposit_act_confirm", default="Confirmed by the receiver"),
    "acknowledge": _("deposit_act_acknowledge", default="Acknowledged by the receiver"),
    "correct": _("deposit_act_correct", default="Taken back"),
    "take_back": _("deposit_act_take_back", default="Taken back by the receiver"),
}

GENRES = {
    "guide": _("deposit_genre_guide", default="Guide to government information"),
    "annual_report": _("deposit_genre_annual_report", default="Annual report"),
}

#: Limits of a hand-over, as the form of receivers names them.
LIMITS = {
    "most_records": _("label_most_records", default="Records at most"),
    "most_bytes": _("label_most_bytes", default="Size at most (MiB)"),
    "embed_bytes": _("label_embed_bytes", default="Files inside the XML up to (MiB)"),
}
