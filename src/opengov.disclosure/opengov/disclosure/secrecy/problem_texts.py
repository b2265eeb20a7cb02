"""The sentences of this domain's broken rules; the code is the key."""

from opengov.disclosure.i18n import _


PROBLEM_TEXTS = {
    "text_too_long": _(
        "problem_text_too_long", default="The text is longer than ${longest} characters; attach it as a file."
    ),
    "embedded_from_elsewhere": _(
        "problem_embedded_from_elsewhere",
        default="The text embeds “${address}”. It may only embed its own attachments: they are reviewed with it.",
    ),
    "checks_missing": _("problem_checks_missing", default="Confirm the four checks: ${checks}."),
    "check_unknown": _("problem_check_unknown", default="There is no check “${checks}”."),
    "opinion_reason_required": _("problem_opinion_reason_required", default="Give the reason for your opinion."),
    "findings_open": _("problem_findings_open", default="${count} findings of the scan are not confirmed as handled."),
    "finding_unknown": _("problem_finding_unknown", default="The scan has no such finding: ${findings}."),
    "body_unknown": _("problem_body_unknown", default="Name the body the doubt is referred to: ${bodies}."),
    "paper_required": _("problem_paper_required", default="An answer from outside is recorded with its signed paper."),
    "consulted_required": _("problem_consulted_required", default="Say whom you consulted on the signer's question."),
    "mark_found": _(
        "problem_mark_found",
        default="The text bears a classification mark (${mark}) at ${place}. State secrets are not kept in this system.",
    ),
    "mark_unknown": _(
        "problem_mark_unknown",
        default="This is no classification mark. Write it as it stands in the text, for example 机密★10年.",
    ),
    "mark_reason_missing": _("problem_mark_reason_missing", default="Say why the mark may stand."),
    "mark_reason_too_long": _(
        "problem_mark_reason_too_long", default="The reason is longer than ${longest} characters."
    ),
    "rescan_nothing_new": _(
        "problem_rescan_nothing_new", default="The last scan has found nothing new in this document."
    ),
    "scan_waiting": _(
        "problem_scan_waiting",
        default="A large file is still to be scanned. The routine does it within the day; go on afterwards.",
    ),
    "stub_holds_content": _(
        "problem_stub_holds_content",
        default="A state secret is kept as a stub: this field must be empty (the title is the reference).",
    ),
}
