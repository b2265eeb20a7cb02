"""What the problems of a declassification are called (R-A4)."""

from opengov.disclosure.i18n import _


PROBLEM_TEXTS = {
    "declassify_no_stub": _(
        "problem_declassify_no_stub", default="Only the stub of a state secret can be declassified; this is none."
    ),
    "declassified_already": _(
        "problem_declassified_already", default="This stub has been declassified; a draft follows it already."
    ),
    "declassify_not_here": _(
        "problem_declassify_not_here",
        default="The stub is under review. Return it to its drafter first, or wait until it is filed.",
    ),
    "declassify_value_missing": _(
        "problem_declassify_value_missing", default="Name the organ that decided the declassification, and the reason."
    ),
    "declassify_value_too_long": _(
        "problem_declassify_value_too_long", default="This is longer than ${longest} characters."
    ),
    "declassify_day_wrong": _(
        "problem_declassify_day_wrong", default="Give the day of the decision as YYYY-MM-DD; it cannot lie ahead."
    ),
    "declassify_paper_missing": _(
        "problem_declassify_paper_missing", default="Attach the originator's signed decision on the declassification."
    ),
    "declassification_missing": _(
        "problem_declassification_missing",
        default="This record was the stub of a state secret. The Secrecy Officer declassifies it with the originator's "
        "decision; if it was marked by mistake, delete the draft and begin a new one.",
    ),
    "declassified_title": _(
        "problem_declassified_title",
        default="Give the document its title; the internal reference of the state secret never becomes one.",
    ),
    "stub_stays_secret": _(
        "problem_stub_stays_secret",
        default="Only the stub of a state secret is kept here. It takes no other ground; when the secret is lifted, the "
        "Secrecy Officer declassifies the stub with the originator's decision.",
    ),
}
