"""What the page of third parties calls its acts, controls and choices."""

from opengov.disclosure.i18n import _


KINDS = {
    "person": _("third_party_person", default="A person"),
    "organisation": _("third_party_organisation", default="An organisation"),
}
ANSWERS = {
    "consent": _("third_party_consent", default="Consents to disclosure"),
    "object": _("third_party_object", default="Objects"),
    "silent": _("third_party_silent", default="Has not answered in time"),
}
REASONABLE = {
    "yes": _("third_party_good_reason", default="With good reason"),
    "no": _("third_party_no_good_reason", default="Without good reason"),
}
RULINGS = {
    "disclose": _("third_party_disclose", default="Disclose"),
    "withhold": _("third_party_withhold", default="Withhold"),
}
BASES = {
    "silence": _("third_party_basis_silence", default="No answer in time"),
    "unreasonable_objection": _("third_party_basis_unreasonable", default="The objection has no good reason"),
    "public_interest": _(
        "third_party_basis_public_interest", default="Withholding would gravely affect the public interest"
    ),
}

#: Act -> what its form is called.
ACTS = {
    "consult": _("third_party_act_consult", default="Consult a third party"),
    "letter": _("third_party_act_letter", default="Letter sent"),
    "receipt": _("third_party_act_receipt", default="Letter received"),
    "answer": _("third_party_act_answer", default="Record the answer"),
    "decision": _("third_party_act_decision", default="Decide for the agency"),
    "notice": _("third_party_act_notice", default="Attach the written notice"),
}

LABELS = {
    "name": _("label_third_party_name", default="Third party"),
    "kind": _("label_third_party_kind", default="Person or organisation"),
    "ground": _("label_third_party_ground", default="Whose right is touched"),
    "contact": _("label_third_party_contact", default="Contact"),
    "sent_on": _("label_third_party_sent_on", default="Letter sent on"),
    "received_on": _("label_third_party_received_on", default="Letter received on"),
    "answer": _("label_third_party_answer", default="Answer"),
    "answered_on": _("label_third_party_answered_on", default="Answered on"),
    "reason": _("label_third_party_reason", default="Reason"),
    "reasonable": _("label_third_party_reasonable", default="Is the objection reasonable?"),
    "ruling": _("label_third_party_ruling", default="Decision"),
    "basis": _("label_third_party_basis", default="It rests on"),
    "notice": _("label_third_party_notice", default="Written notice of what is disclosed and why"),
    "noticed_on": _("label_third_party_noticed_on", default="Notice given on"),
    "paper": _("label_third_party_paper", default="Paper (scan)"),
}

#: Act -> names of its controls; what is not named optional must be filled in.
FORMS = {
    "consult": ("name", "kind", "ground", "contact?", "sent_on?", "paper?"),
    "letter": ("sent_on", "paper?"),
    "receipt": ("received_on", "paper?"),
    "answer": ("answer", "answered_on?", "reason?", "reasonable?", "paper?"),
    "decision": ("ruling", "basis?", "reason", "notice?", "noticed_on?"),
    "notice": ("paper", "noticed_on?"),
}

#: Control -> how it is filled in; a text of one line where nothing is said.
CONTROLS = {
    "kind": "select",
    "ground": "select",
    "answer": "select",
    "reasonable": "select",
    "ruling": "select",
    "basis": "select",
    "reason": "text",
    "sent_on": "date",
    "received_on": "date",
    "answered_on": "date",
    "noticed_on": "date",
    "paper": "file",
    "notice": "file",
}

DONE = _("third_party_done", default="Recorded.")
