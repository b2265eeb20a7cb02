"""Words for codes that several domains show: offices, duties with a last day, the checks of a review.

Words for codes of one domain stand with that domain.
"""

from opengov.disclosure.i18n import _


#: The offices in words; a jurisdiction profile may have words of its own (``role.*``).
OFFICES = {
    "Drafter": _("office_drafter", default="Drafter"),
    "Section Head": _("office_section_head", default="Section head"),
    "Disclosure Reviewer": _("office_disclosure_reviewer", default="Disclosure reviewer"),
    "Secrecy Officer": _("office_secrecy_officer", default="Secrecy officer"),
    "Signer": _("office_signer", default="Signer"),
    "Principal Signer": _("office_principal_signer", default="Principal signer"),
    "Disclosure Officer": _("office_disclosure_officer", default="Disclosure officer"),
    "Web Editor": _("office_web_editor", default="Web editor"),
    "Transfer Clerk": _("office_transfer_clerk", default="Transfer clerk"),
    "Co-Issuer": _("office_co_issuer", default="Contact for joint issuance"),
    "Archivist": _("office_archivist", default="Archivist"),
    "Supervisor": _("office_supervisor", default="Supervisor"),
}

#: Period -> what is to be done; the law's own limit is the same duty as the stricter local one.
DUTIES = {
    "publish": _("deadline_publish", default="Publish"),
    "secrecy_report": _("deadline_secrecy_report", default="Report for determination"),
    "secrecy_decision": _("deadline_secrecy_decision", default="Determine"),
    "record_copy": _("deadline_record_copy", default="Copy for the record"),
    "transfer_electronic": _("deadline_transfer_electronic", default="Hand over the electronic text"),
    "transfer_paper": _("deadline_transfer_paper", default="Hand over paper copies"),
    "publish_document": _("deadline_publish", default="Publish"),
    "urgent_publish": _("deadline_publish", default="Publish"),
    "late_opinions": _("deadline_late_opinions", default="Make up the omitted opinions"),
    "oral_countersign": _("deadline_oral_countersign", default="Countersign the oral instruction"),
    "withdrawal_confirmation": _("deadline_withdrawal_confirmation", default="Confirm the withdrawal"),
    "reassessment": _("deadline_reassessment", default="Assess the attribute anew"),
    "reassessment_of_decided": _(
        "deadline_reassessment_of_decided", default="Assess the attribute of a decided matter"
    ),
    "third_party": _("deadline_third_party", default="Third party answers"),
}

#: What a reviewer checks besides secrecy (003 第六条).
CHECKS = {
    "accuracy": _("check_accuracy", default="Accuracy"),
    "authority": _("check_authority", default="Authority"),
    "completeness": _("check_completeness", default="Completeness"),
    "timeliness": _("check_timeliness", default="Timeliness"),
}
