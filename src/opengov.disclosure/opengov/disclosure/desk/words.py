"""The desk's own words for codes: states, acts of the record, bodies, causes.

Steps, offices, attributes and opinions are named by the jurisdiction profile (``titles.Titles``).
"""

from opengov.disclosure.i18n import _


STATES = {
    "draft": _("state_draft", default="Draft"),
    "section_review": _("state_section_review", default="Section review"),
    "disclosure_review": _("state_disclosure_review", default="Disclosure review"),
    "secrecy_consultation": _("state_secrecy_consultation", default="Referred for determination"),
    "joint_consent": _("state_joint_consent", default="Consent of other agencies"),
    "sign_off": _("state_sign_off", default="Waiting for the signature"),
    "to_determine": _("state_to_determine", default="Existing document, attribute open"),
    "issued": _("state_issued", default="Issued"),
    "published": _("state_published", default="Published"),
    "registered": _("state_registered", default="Registered for disclosure on request"),
    "withheld": _("state_withheld", default="Filed, not disclosed"),
    "adjustment_review": _("state_adjustment_review", default="Adjustment under review"),
    "withdrawn": _("state_withdrawn", default="Withdrawn"),
    "superseded": _("state_superseded", default="Replaced by a correction"),
    "voided": _("state_voided", default="Void"),
    "discontinued": _("state_discontinued", default="Discontinued"),
    "purged": _("state_purged", default="Purged"),
}

#: Steps no profile has a word for, and what else the record tells of.
ACTS = {
    "break_glass_return": _("act_break_glass_return", default="Break-glass: return to draft"),
    "break_glass_withdraw": _("act_break_glass_withdraw", default="Break-glass: withdraw"),
    "break_glass_read": _("act_break_glass_read", default="Break-glass: dated read"),
    "break_glass_reassign": _("act_break_glass_reassign", default="Break-glass: handed to another drafter"),
    "mark_override": _("act_mark_override", default="Classification mark allowed to stand"),
    "created": _("act_created", default="Draft begun"),
    "edited": _("act_edited", default="Changed"),
    "deleted": _("act_deleted", default="Deleted"),
    "agency_named": _("act_agency_named", default="Agency named that is to be asked"),
    "agency_removed": _("act_agency_removed", default="Agency no longer asked"),
    "position_asked": _("act_position_asked", default="Agency asked"),
    "position_recorded": _("act_position_recorded", default="Outside body's position recorded"),
    "position_decided": _("act_position_decided", default="Competent authority's decision recorded"),
    "arranged": _("act_arranged", default="Names and signing of a joint document arranged"),
    "lead_chosen": _("act_lead_chosen", default="Lead of a joint document chosen"),
    "lead_issue_recorded": _("act_lead_issue_recorded", default="Number and date of the lead recorded"),
    "position_settled": _("act_position_settled", default="Objection settled in a coordination meeting"),
    "meeting_called": _("act_meeting_called", default="Coordination meeting called"),
    "meeting_changed": _("act_meeting_changed", default="Coordination meeting moved or changed"),
    "meeting_cancelled": _("act_meeting_cancelled", default="Coordination meeting called off"),
    "meeting_concluded": _("act_meeting_concluded", default="Outcome of a coordination meeting entered"),
    "meeting_paper": _("act_meeting_paper", default="File added to a coordination meeting"),
    "position_received": _("act_position_received", default="Receipt acknowledged"),
    "position_released": _("act_position_released", default="Agency has answered"),
    "signature_declined": _("act_signature_declined", default="Agency does not sign"),
    "positions_bound": _("act_positions_bound", default="Positions of the agencies taken to the record"),
    "drafted_for_another": _("act_drafted_for_another", default="Drafted by another agency"),
    "imported": _("act_imported", default="Imported"),
    "existing_imported": _("act_existing_imported", default="Taken over from a list"),
    "opening_opinion_given": _("act_opening_opinion_given", default="Opinion on opening given"),
    "sealed": _("act_sealed", default="Sealed for hand-over"),
    "offered": _("act_offered", default="Hand-over offered"),
    "handover_destroyed": _("act_handover_destroyed", default="Sealed package destroyed"),
    "rescanned": _("act_rescanned", default="Scanned again"),
    "reassess": _("act_reassess", default="Matter decided: attribute to be assessed anew"),
    "reassessed": _("act_reassessed", default="Assessed anew"),
    "third_party_consulted": _("act_third_party_consulted", default="Third party consulted"),
    "third_party_sent": _("act_third_party_sent", default="Letter to the third party sent"),
    "third_party_received": _("act_third_party_received", default="Letter received by the third party"),
    "third_party_answered": _("act_third_party_answered", default="Third party's answer recorded"),
    "third_party_decided": _("act_third_party_decided", default="Decided about a third party"),
    "third_party_noticed": _("act_third_party_noticed", default="Third party told in writing"),
    "originator_consent": _("act_originator_consent", default="Originator's consent attached"),
    "forwarded_changed": _("act_forwarded_changed", default="Forwarded document has become less open"),
    "forwarded_settled": _("act_forwarded_settled", default="Agrees with the forwarded document again"),
    "publish_until": _("act_publish_until", default="Last day of publication set"),
    "channel_ordered": _("act_channel_ordered", default="Channel ordered"),
    "channel_dropped": _("act_channel_dropped", default="Channel dropped"),
    "channel_placed": _("act_channel_placed", default="Placed on a channel"),
    "channel_corrected": _("act_channel_corrected", default="Record of a channel corrected"),
    "channel_taken_down": _("act_channel_taken_down", default="Taken down from a channel"),
    "companion_begun": _("act_companion_begun", default="Begun beside another document"),
    "companion_moved": _("act_companion_moved", default="Stands beside the corrected text now"),
    "interpretation_waived": _("act_interpretation_waived", default="No interpretation is needed"),
    "superseded_by": _("act_superseded_by", default="Corrected by another text"),
    "withdrawn_with": _("act_withdrawn_with", default="Ended together with its original"),
    "declassified": _("act_declassified", default="Declassified"),
    "rescan_handled": _("act_rescan_handled", default="New findings of the scan handled"),
    "lapse_notice_made": _("act_lapse_notice_made", default="Notice of lapse made for the archive and library"),
    "recall_notice_made": _("act_recall_notice_made", default="Notice of recall made for the archive and library"),
}

ADMINISTRATOR = _("office_administrator", default="Site administrator")

BODIES = {
    "secrecy_body": _("body_secrecy_body", default="Secrecy body of this agency"),
    "competent_department": _("body_competent_department", default="Competent department"),
    "business_authority": _("body_business_authority", default="Authority in the line of business"),
    "secrecy_administration": _("body_secrecy_administration", default="Secrecy administration"),
}

#: Why public access is taken away, and why a document is destroyed.
CAUSES = {
    "error": _("cause_error", default="Error"),
    "personal_data": _("cause_personal_data", default="Personal data"),
    "third_party": _("cause_third_party", default="Rights of a third party"),
    "secret": _("cause_secret", default="Suspected secret"),
    "expired": _("cause_expired", default="Period of publication over"),
}

#: What an asked agency answers.
STANDS = {
    "agree": _("stand_agree", default="Agree"),
    "agree_with_comment": _("stand_agree_with_comment", default="Agree with a comment"),
    "object": _("stand_object", default="Object"),
}

OUTCOMES = {
    "agree": _("outcome_agree", default="Agree"),
    "disagree": _("outcome_disagree", default="Disagree"),
}

#: Opinions on opening, as the record names them.
OPENINGS = {
    "early": _("opening_early", default="Open early"),
    "at_expiry": _("opening_at_expiry", default="Open at expiry"),
    "deferred": _("opening_deferred", default="Open later"),
}

VALIDITIES = {
    "valid": _("validity_valid", default="In force"),
    "amended": _("validity_amended", default="Amended"),
    "partly_repealed": _("validity_partly_repealed", default="Partly repealed"),
    "repealed": _("validity_repealed", default="Repealed"),
    "lapsed": _("validity_lapsed", default="Lapsed"),
}

FINDINGS = {
    "resident_id": _("finding_resident_id", default="Resident identity number"),
    "mobile": _("finding_mobile", default="Mobile telephone number"),
    "bank_card": _("finding_bank_card", default="Bank card number"),
    "mark": _("finding_mark", default="Classification mark"),
}

#: Fields a signer may change on the sheet, as the sheet calls them.
CHANGEABLE = {
    "title": _("label_document_title", default="Title"),
    "text": _("label_document_text", default="Text of the document"),
    "summary": _("label_summary", default="Summary"),
    "public_title": _("label_public_title", default="Public title"),
    "notes": _("label_notes", default="Notes"),
}

#: What the form of a step calls its values.
CONTROLS = {
    "approved_on": _("label_approved_on", default="Approved on"),
    "attribute": _("label_disclosure_attribute", default="Disclosure attribute"),
    "authority": _("label_step_authority", default="Approving authority"),
    "body": _("label_step_body", default="Referred to"),
    "body_name": _("label_body_name", default="Body that was consulted"),
    "cause": _("label_step_cause", default="Cause"),
    "changes": _("label_step_changes", default="Changes"),
    "checks": _("label_step_checks", default="Checked and in order"),
    "comment": _("label_step_comment", default="Comment"),
    "consulted": _("label_step_consulted", default="Whom the drafting unit has consulted on the signer's question"),
    "discretion": _("label_discretion", default="Why the discretion of Art. 16 is used"),
    "grounds": _("label_disclosure_grounds", default="Grounds for withholding"),
    "handled": _("label_step_handled", default="Findings of the scan: confirm each as handled"),
    "instructed_at": _("label_instructed_at", default="Instructed at"),
    "instructed_by": _("label_instructed_by", default="Instructed by"),
    "instruction": _("label_instruction", default="The instruction in words"),
    "issue_date": _("label_paper_issue_date", default="Date of the document on paper"),
    "law_citation": _("label_law_citation", default="Law and article that prohibit disclosure"),
    "number": _("label_paper_number", default="Number on the paper"),
    "opinion": _("label_body_opinion", default="Its opinion"),
    "outcome": _("label_step_outcome", default="Your opinion"),
    "paper": _("label_step_paper", default="Signed paper"),
    "public_title": _("label_public_title", default="Public title"),
    "reason": _("label_step_reason", default="Reason"),
    "received_on": _("label_received_on", default="Received on"),
    "reviewer_explanation": _(
        "label_reviewer_explanation", default="Your own explanation why an item that must be disclosed is withheld"
    ),
    "signed_by": _("label_signed_by", default="Signed by"),
    "signer_name": _("label_paper_signer", default="Signer on the paper"),
    "slot": _("label_slot", default="Outside body that signed"),
    "validity": _("label_validity", default="Validity"),
    "validity_date": _("label_validity_date", default="From which day on"),
    "validity_document": _("label_validity_document", default="The document that does it"),
    "withholding_reason": _("label_withholding_reason", default="Reason why it is not proactively disclosed"),
}

#: What a matter on record (``IDossier.affair``) is called.
MATTERS = {
    "purge": _("matter_purge", default="Purge"),
    "withdrawal": _("matter_withdrawal", default="Withdrawal"),
    "adjustment": _("matter_adjustment", default="Adjustment proposed"),
    "dispute": _("matter_dispute", default="Dispute about the attribute"),
    "referral": _("matter_referral", default="Referral"),
    "amended": _("matter_amended", default="The signer's changes"),
    "urgent": _("matter_urgent", default="Signed in haste"),
    "instructions": _("matter_instructions", default="Oral instructions"),
    "validity": _("matter_validity", default="Validity"),
    "adjusted": _("matter_adjusted", default="Adjusted attribute"),
    "approval": _("matter_approval", default="The superior's approval"),
    "existing": _("matter_existing", default="Existing document on paper"),
}

#: Every cause the record can name: of a withdrawal or purge, and of a notice about what was deposited.
CAUSES_SHOWN = {
    **CAUSES,
    **VALIDITIES,
    "adjusted": _("cause_adjusted", default="Attribute changed"),
    "corrected": _("cause_corrected", default="Replaced by a corrected text"),
    "voided": _("cause_voided", default="Made void"),
}

#: Where an asked agency stands.
STANDINGS = {
    "named": _("standing_named", default="Named, not asked yet"),
    "open": _("standing_open", default="Waiting for the answer"),
    "lapsed": _("standing_lapsed", default="No answer in time"),
    "stale": _("standing_stale", default="Answered about an earlier text"),
    "objecting": _("standing_objecting", default="Objects"),
    "agreed": _("standing_agreed", default="Agrees"),
    "ruled": _("standing_ruled", default="Decided by the competent authority"),
}
