"""What pages of existing documents say: states of jobs and rows, titles of columns, example reasons."""

from opengov.disclosure.i18n import _


JOB_STATES = {
    "ready": _("existing_job_ready", default="Looked at, nothing imported yet"),
    "running": _("existing_job_running", default="Being imported"),
    "stopped": _("existing_job_stopped", default="Stopped"),
    "done": _("existing_job_done", default="Finished"),
    "undoing": _("existing_job_undoing", default="Being taken back"),
    "undone": _("existing_job_undone", default="Taken back"),
    "discarded": _("existing_job_discarded", default="Put away"),
}
ROW_STATES = {
    "ok": _("existing_row_ok", default="Can be imported"),
    "problem": _("existing_row_problem", default="To be corrected"),
    "duplicate": _("existing_row_duplicate", default="Duplicate"),
    "created": _("existing_row_created", default="Imported"),
    "refused": _("existing_row_refused", default="Refused"),
    "undone": _("existing_row_undone", default="Taken back"),
}
CHECKS = {
    "accuracy": _("check_accuracy", default="Accuracy"),
    "authority": _("check_authority", default="Authority"),
    "completeness": _("check_completeness", default="Completeness"),
    "timeliness": _("check_timeliness", default="Timeliness"),
}
#: Ground -> a reason as an office might give it.
EXAMPLES = {
    "law_prohibits": _(
        "existing_example_law_prohibits", default="Holds single units' figures, which the Statistics Law keeps secret."
    ),
    "three_security_one_stability": _(
        "existing_example_three_security_one_stability",
        default="Describes the protection of key sites; opening it could endanger public security.",
    ),
    "trade_secret": _(
        "existing_example_trade_secret", default="Holds cost data of a bidding company, which has not agreed."
    ),
    "personal_privacy": _(
        "existing_example_personal_privacy",
        default="Holds names, addresses and family circumstances of aid recipients.",
    ),
    "third_party_other": _(
        "existing_example_third_party_other", default="Touches another's unpublished work, whose author has not agreed."
    ),
    "personnel": _("existing_example_personnel", default="Internal appointments and leave; concerns nobody outside."),
    "logistics": _(
        "existing_example_logistics", default="Internal use of rooms and vehicles; concerns nobody outside."
    ),
    "workflow": _("existing_example_workflow", default="Internal order of handling papers; concerns nobody outside."),
    "discussion_record": _(
        "existing_example_discussion_record",
        default="Record of a discussion before the decision; opinions are no result.",
    ),
    "draft": _("existing_example_draft", default="Draft for comment, replaced by the document of the same title."),
    "consultation_letter": _(
        "existing_example_consultation_letter", default="Letter between departments about a matter not decided."
    ),
    "request_report": _(
        "existing_example_request_report", default="Request to a superior about a matter that was not decided then."
    ),
    "enforcement_file": _(
        "existing_example_enforcement_file",
        default="File of an enforcement case; opening it is left to the case's rules.",
    ),
}
