"""What pages of existing documents say: states of jobs and rows."""

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
