"""The words for what a jurisdiction profile says: its choices, its numbers, its units."""

from opengov.disclosure.i18n import _


#: Choice of a profile -> what it decides.
RULES = {
    "four_eyes": _("rule_four_eyes", default="Four eyes"),
    "on_request_reason_required": _("rule_on_request_reason", default="Disclosure on request needs a reason"),
    "section_review": _("rule_section_review", default="The section head reviews first"),
    "important_needs_principal": _("rule_important", default="Important documents are signed by the principal"),
    "urgent_route": _("rule_urgent_route", default="Urgent documents may be reviewed and signed in one act"),
    "concerned_rule": _("rule_concerned", default="Agencies concerned by the content"),
    "attribute_dispute": _("rule_attribute_dispute", default="Who ends a dispute on the attribute"),
    "joint_rule": _("rule_joint", default="Joint issuance"),
    "silence": _("rule_silence", default="What a co-issuer's silence does"),
    "withheld_catalogue": _("rule_withheld_catalogue", default="List of withheld documents"),
    "index_number_template": _("rule_index_number", default="Form of the index number"),
    "statutory_channel": _("rule_statutory_channel", default="Statutory channel"),
    "interpretation_default": _("rule_interpretation", default="Interpretation asked for by default"),
    "transfer_recipients": _("rule_transfer_recipients", default="Public documents are sent to"),
    "nil_returns": _("rule_nil_returns", default="Nil returns of months without anything to deposit"),
    "deposit_copies": _("rule_deposit_copies", default="Paper copies deposited of each document"),
    "deposit_formats": _("rule_deposit_formats", default="Formats of deposited electronic texts"),
    "notices_acknowledged": _("rule_notices_acknowledged", default="Receivers acknowledge notices of lapse and recall"),
    "local_holidays": _("rule_local_holidays", default="Local holidays"),
}

#: Value of a choice -> its words.
VALUES = {
    "True": _("value_yes", default="yes"),
    "False": _("value_no", default="no"),
    "standard": _("value_standard", default="five persons"),
    "small": _("value_small", default="small office: head, reviewer and secrecy officer may be one person"),
    "confirm_accuracy": _("value_confirm_accuracy", default="confirm that it is accurate"),
    "none": _("value_none", default="none"),
    "signer": _("value_signer", default="the signer decides"),
    "superior": _("value_superior", default="the superior or the secrecy administration"),
    "secrecy_department": _("value_secrecy_department", default="conferring with the secrecy department"),
    "secrecy_administration": _("value_secrecy_administration", default="the secrecy administration"),
    "lead_decides": _("value_lead_decides", default="the lead agency's opinion holds, the others are told"),
    "confirm": _("value_confirm", default="each agency confirms"),
    "nothing": _("value_nothing", default="nothing"),
    "escalate": _("value_escalate", default="the competent department is asked"),
    "deemed_consent": _("value_deemed_consent", default="counts as consent"),
    "periodic_review": _("value_periodic_review", default="is reviewed periodically"),
    "register": _("value_register", default="is registered and put on record"),
    "yearly_filed": _("value_yearly_filed", default="is filed each year"),
    "yearly_filed_then_published": _("value_yearly_published", default="is filed each year, then published"),
    "catalogue": _("value_catalogue", default="this site's catalogue"),
    "portal": _("value_portal", default="government portal"),
    "key_area": _("value_key_area", default="key-area column"),
    "gazette": _("value_gazette", default="gazette"),
    "notice_board": _("value_notice_board", default="notice board"),
    "press": _("value_press", default="press"),
    "normative_documents": _("value_normative_documents", default="normative documents"),
    "all": _("value_all", default="all documents"),
    "archive": _("value_archive", default="archives"),
    "library": _("value_library", default="public library"),
}

#: Period -> the duty it measures.
PERIODS = {
    "publish": _("period_publish", default="Publish"),
    "publish_document": _("period_publish_document", default="Publish a document"),
    "urgent_publish": _("period_urgent_publish", default="Publish what is urgent"),
    "reply": _("period_reply", default="Answer an application"),
    "extension": _("period_extension", default="Extension of an answer"),
    "correction_notice": _("period_correction_notice", default="Ask an applicant to correct"),
    "third_party": _("period_third_party", default="A third party's opinion"),
    "co_maker": _("period_co_maker", default="A co-making agency's opinion"),
    "secrecy_report": _("period_secrecy_report", default="Report for determination"),
    "secrecy_decision": _("period_secrecy_decision", default="Determine"),
    "predisclosure": _("period_predisclosure", default="Public comment on a draft decision"),
    "predisclosure_special": _("period_predisclosure_special", default="Public comment in special circumstances"),
    "reassessment": _("period_reassessment", default="Assess again what is withheld"),
    "reassessment_of_decided": _("period_reassessment_of_decided", default="Assess again when the matter is decided"),
    "late_opinions": _("period_late_opinions", default="Make up omitted opinions"),
    "oral_countersign": _("period_oral_countersign", default="Countersign an oral instruction"),
    "withdrawal_confirmation": _("period_withdrawal_confirmation", default="Confirm a withdrawal"),
    "message_simple": _("period_message_simple", default="Answer a simple question"),
    "message_investigated": _("period_message_investigated", default="Answer what must be investigated"),
    "record_copy": _("period_record_copy", default="Copy for the record"),
    "transfer_electronic": _("period_transfer_electronic", default="Hand over the electronic text"),
    "transfer_paper": _("period_transfer_paper", default="Hand over paper copies"),
    "lapse_notice": _("period_lapse_notice", default="Notice that a deposited document has lapsed"),
    "recall_notice": _("period_recall_notice", default="Notice that a deposited document is recalled"),
    "annual_report": _("period_annual_report", default="Annual report of a department"),
    "annual_report_government": _("period_annual_report_government", default="Annual report of a government"),
}

#: Unit of a period -> how it is written with its number.
UNITS = {
    "working_day": _("unit_working_day", default="${n} working days"),
    "calendar_day": _("unit_calendar_day", default="${n} days"),
    "same_day": _("unit_same_day", default="the same day"),
    "day_of_month": _("unit_day_of_month", default="day ${n} of the next month"),
    "day_of_half_month": _("unit_day_of_half_month", default="day ${n} after the half of the month"),
    "end_of_month": _("unit_end_of_month", default="end of month ${n} of the next year"),
}

#: Event a period runs from -> its words.
TRIGGERS = {
    "created_or_changed": _("trigger_created_or_changed", default="from creation or change"),
    "issued": _("trigger_issued", default="from issue"),
    "obtained": _("trigger_obtained", default="from obtaining it"),
    "referred": _("trigger_referred", default="from the referral"),
    "received": _("trigger_received", default="from receipt"),
    "filed": _("trigger_filed", default="from filing"),
    "withdrawn": _("trigger_withdrawn", default="from the withdrawal"),
    "signed_urgently": _("trigger_signed_urgently", default="from the urgent signature"),
    "instructed_orally": _("trigger_instructed_orally", default="from the instruction"),
    "application_received": _("trigger_application_received", default="from receipt of the application"),
    "original_deadline": _("trigger_original_deadline", default="from the first deadline"),
    "consultation_received": _("trigger_consultation_received", default="from receipt of the consultation"),
    "predisclosed": _("trigger_predisclosed", default="from disclosure of the draft"),
    "message_received": _("trigger_message_received", default="from receipt of the message"),
    "matter_decided": _("trigger_matter_decided", default="from the decision of the matter"),
    "lapsed": _("trigger_lapsed", default="from the amendment or repeal"),
    "recalled": _("trigger_recalled", default="from the withdrawal of what was deposited"),
    "year_ended": _("trigger_year_ended", default="from the end of the year"),
}

#: What a history entry is about.
SETTINGS = {
    "jurisdiction": _("field_jurisdiction", default="Jurisdiction profile"),
    "office_size": _("field_office_size", default="Size of the office"),
    "local_holidays": _("field_local_holidays", default="Local holidays"),
}
