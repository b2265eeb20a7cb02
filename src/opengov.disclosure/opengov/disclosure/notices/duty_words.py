"""What duties and offices are called in notices: the words that pages have for them, too."""

from opengov.disclosure.i18n import _


#: Period -> what is to be done.
DUTIES = {
    "publish": _("deadline_publish", default="Publish"),
    "publish_document": _("deadline_publish", default="Publish"),
    "urgent_publish": _("deadline_publish", default="Publish"),
    "secrecy_report": _("deadline_secrecy_report", default="Report for determination"),
    "secrecy_decision": _("deadline_secrecy_decision", default="Determine"),
    "late_opinions": _("deadline_late_opinions", default="Make up the omitted opinions"),
    "oral_countersign": _("deadline_oral_countersign", default="Countersign the oral instruction"),
    "withdrawal_confirmation": _("deadline_withdrawal_confirmation", default="Confirm the withdrawal"),
    "reassessment": _("deadline_reassessment", default="Assess the attribute anew"),
    "reassessment_of_decided": _(
        "deadline_reassessment_of_decided", default="Assess the attribute of a decided matter"
    ),
    "third_party": _("deadline_third_party", default="Third party answers"),
}

#: Slug of an office's group -> the office.
OFFICES = {
    "drafter": _("office_drafter", default="Drafter"),
    "section-head": _("office_section_head", default="Section head"),
    "disclosure-reviewer": _("office_disclosure_reviewer", default="Disclosure reviewer"),
    "secrecy-officer": _("office_secrecy_officer", default="Secrecy officer"),
    "signer": _("office_signer", default="Signer"),
    "principal-signer": _("office_principal_signer", default="Principal signer"),
    "disclosure-officer": _("office_disclosure_officer", default="Disclosure officer"),
    "web-editor": _("office_web_editor", default="Web editor"),
    "transfer-clerk": _("office_transfer_clerk", default="Transfer clerk"),
    "co-issuer": _("office_co_issuer", default="Contact for joint issuance"),
    "archivist": _("office_archivist", default="Archivist"),
    "supervisor": _("office_supervisor", default="Supervisor"),
}
