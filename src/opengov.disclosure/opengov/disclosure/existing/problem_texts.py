"""What the problems of existing documents are called."""

from opengov.disclosure.i18n import _


PROBLEM_TEXTS = {
    "existing_list_size": _(
        "problem_existing_list_size", default="The list is empty or too large: at most ${megabytes} MB."
    ),
    "existing_list_old": _(
        "problem_existing_list_old",
        default="The list is an old Excel file or protected by a password. Save it as .xlsx without a password, or as CSV.",
    ),
    "existing_list_unreadable": _(
        "problem_existing_list_unreadable",
        default="The list cannot be read. Save it as .xlsx or CSV and choose it again.",
    ),
    "existing_list_empty": _("problem_existing_list_empty", default="The list has no rows below its headings."),
    "existing_rows_too_many": _(
        "problem_existing_rows_too_many", default="The list has more than ${most} rows. Divide it and import the parts."
    ),
    "existing_no_headings": _(
        "problem_existing_no_headings",
        default="No row of headings was found. The list needs at least the columns ${columns}.",
    ),
    "existing_column_missing": _(
        "problem_existing_column_missing", default="The list has no column “${column}”, which every row needs."
    ),
    "existing_cell_missing": _("problem_existing_cell_missing", default="“${column}” is empty."),
    "existing_cell_too_long": _(
        "problem_existing_cell_too_long", default="“${column}” has more than ${most} characters."
    ),
    "existing_formula": _(
        "problem_existing_formula",
        default="“${column}” holds a formula. Paste its value instead; nothing is worked out here.",
    ),
    "existing_number_unreadable": _(
        "problem_existing_number_unreadable",
        default="“${typed}” is no document number. Write it as printed, e.g. 云教〔2019〕7号, or leave it empty.",
    ),
    "existing_number_blank": _(
        "problem_existing_number_blank", default="In the number “${typed}” year or serial is blank."
    ),
    "existing_number_damaged": _(
        "problem_existing_number_damaged",
        default="The number “${typed}” is damaged. If ${read} is meant, write it so.",
    ),
    "existing_number_code_missing": _(
        "problem_existing_number_code_missing", default="The number “${typed}” lacks the issuer code in front."
    ),
    "existing_day_unreadable": _(
        "problem_existing_day_unreadable",
        default="“${typed}” in “${column}” is no day. Write it like 2019-03-05 or 2019年3月5日.",
    ),
    "existing_day_in_future": _(
        "problem_existing_day_in_future", default="“${typed}” in “${column}” lies in the future."
    ),
    "existing_kind_unknown": _(
        "problem_existing_kind_unknown", default="“${typed}” is no kind of document. There are: ${kinds}."
    ),
    "existing_kind_missing": _(
        "problem_existing_kind_missing",
        default="The kind is empty and the title does not end in one. Write one of: ${kinds}.",
    ),
    "existing_attribute_unknown": _(
        "problem_existing_attribute_unknown",
        default="“${typed}” is no disclosure attribute. Write one of ${known}, or leave it empty.",
    ),
    "existing_ground_unknown": _(
        "problem_existing_ground_unknown", default="“${typed}” is no ground. There are: ${known}."
    ),
    "existing_count_unreadable": _(
        "problem_existing_count_unreadable", default="“${typed}” in “${column}” is no number."
    ),
    "existing_secret": _(
        "problem_existing_secret",
        default="The row says that the document is classified. State secrets are not kept in this system; take the row out.",
    ),
    "existing_marked": _(
        "problem_existing_marked",
        default="“${column}” bears a classification mark. State secrets are not kept in this system; take the row out.",
    ),
    "existing_twice_in_list": _(
        "problem_existing_twice_in_list", default="The same document as row ${row} of this list: ${typed}."
    ),
    "existing_here_already": _(
        "problem_existing_here_already", default="The agency has this document already: ${typed}."
    ),
    "existing_paper_missing": _(
        "problem_existing_paper_missing",
        default="No file belongs to the row. Name the scan of the paper, the text or an attachment.",
    ),
    "existing_file_missing": _(
        "problem_existing_file_missing", default="The file “${typed}” was not sent along. Look at its name."
    ),
    "existing_file_ambiguous": _(
        "problem_existing_file_ambiguous",
        default="Several files are called “${typed}”. Name the folder too, e.g. 2019/${typed}.",
    ),
    "existing_file_shared": _(
        "problem_existing_file_shared",
        default="The row names no file, and the one called like “${typed}” is also that of row ${rows}. Name the file that "
        "belongs to this document.",
    ),
    "existing_file_by_name": _(
        "problem_existing_file_by_name",
        default="The row names no file. Taken was ${files}, because it is called like “${typed}”. Look whether it belongs here.",
    ),
    "existing_imported_changed": _(
        "problem_existing_imported_changed",
        default="“${typed}” was imported once; that document was recalled and made another one. This row becomes a document of "
        "its own.",
    ),
    "existing_file_kind": _(
        "problem_existing_file_kind", default="“${typed}” is of a kind that is not taken. Taken are: ${endings}."
    ),
    "existing_file_size": _(
        "problem_existing_file_size", default="The file “${typed}” is empty or larger than ${megabytes} MB."
    ),
    "existing_file_broken": _(
        "problem_existing_file_broken", default="The file “${typed}” cannot be read: it is damaged."
    ),
    "existing_archive_unreadable": _(
        "problem_existing_archive_unreadable", default="The archive of files is no ZIP or is damaged."
    ),
    "existing_archive_link": _(
        "problem_existing_archive_link",
        default="“${name}” is a link to something else. Put the file itself into the ZIP.",
    ),
    "existing_archive_password": _(
        "problem_existing_archive_password", default="“${name}” asks for a password. Pack the files without one."
    ),
    "existing_archive_path": _(
        "problem_existing_archive_path", default="The name “${name}” leads out of its folder and is not taken."
    ),
    "existing_archive_bomb": _(
        "problem_existing_archive_bomb", default="“${name}” grows beyond measure when it is unpacked and is not opened."
    ),
    "existing_files_too_many": _(
        "problem_existing_files_too_many", default="${number} files are too many: at most ${most}."
    ),
    "existing_files_too_large": _(
        "problem_existing_files_too_large", default="The files are too large together: at most ${megabytes} MB."
    ),
    "existing_jobs_too_many": _(
        "problem_existing_jobs_too_many",
        default="Too many imports are not finished. Finish some or put them away first.",
    ),
    "existing_job_over": _("problem_existing_job_over", default="This import is over. Begin another one."),
    "existing_job_running": _("problem_existing_job_running", default="The import is under way. Stop it first."),
    "existing_nothing_chosen": _(
        "problem_existing_nothing_chosen", default="Nothing is chosen. Tick at least one document."
    ),
    "existing_too_many_chosen": _(
        "problem_existing_too_many_chosen", default="At most ${most} documents can be handled at once."
    ),
    "existing_changed": _(
        "problem_existing_changed",
        default="Somebody has proposed another attribute since you opened this list. Look at the new proposal first.",
    ),
    "existing_gone": _(
        "problem_existing_gone",
        default="The document is not in this list any more: somebody else has handled it.",
    ),
}
