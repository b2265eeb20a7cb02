"""What the problems of corrections, public versions and interpretations are called."""

from opengov.disclosure.i18n import _


PROBLEM_TEXTS = {
    "companion_kind_unknown": _(
        "problem_companion_kind_unknown", default="Say what stands beside the document: one of ${kinds}."
    ),
    "companion_of_companion": _(
        "problem_companion_of_companion",
        default="A public version or an interpretation has none of its own. Begin another one beside the original.",
    ),
    "companion_not_here": _(
        "problem_companion_not_here",
        default="The document is not at the point where this is possible: corrections begin after the signature, public "
        "versions and interpretations while the document is alive.",
    ),
    "companion_open": _(
        "problem_companion_open",
        default="One of this kind is on its way already. Finish it or give it up first.",
    ),
    "companion_step_closed": _(
        "problem_companion_step_closed",
        default="This step is not for a document that stands beside another one. Act on the original, or withdraw.",
    ),
    "original_gone": _(
        "problem_original_gone",
        default="The original is no longer in force: it was voided, replaced, destroyed or deleted, or its attribute is "
        "being adjusted.",
    ),
    "original_unsigned": _(
        "problem_original_unsigned",
        default="The original is not signed, or no longer stands: a public version is signed and published only while "
        "its original is.",
    ),
    "original_unseen": _(
        "problem_original_unseen",
        default="The original has not reached the reviewer. Approve when both can be read side by side.",
    ),
    "correction_attribute": _(
        "problem_correction_attribute",
        default="A correction keeps the disclosure attribute of its original. To change the attribute, adjust it.",
    ),
    "correction_kind": _(
        "problem_correction_kind",
        default="A correction keeps the kind of its original. A change of substance is a new document.",
    ),
    "correction_signed": _(
        "problem_correction_signed",
        default="Another correction of this document is signed already. Correct that one.",
    ),
    "correction_open": _(
        "problem_correction_open",
        default="A correction of this document is on its way. Finish it or give it up before the attribute is adjusted.",
    ),
    "version_needless": _(
        "problem_version_needless",
        default="Only a document on request or withheld has a public version, and the stub of a state secret has none.",
    ),
    "version_attribute": _("problem_version_attribute", default="A public version is proactively disclosed."),
    "interpretation_attribute": _(
        "problem_interpretation_attribute", default="An interpretation is proactively disclosed."
    ),
    "interpretation_kind": _(
        "problem_interpretation_kind", default="The kind of this document is “interpretation” and stays so."
    ),
    "interpretation_not_public": _(
        "problem_interpretation_not_public",
        default="The document is not proactively disclosed, so no interpretation of it is published.",
    ),
    "interpretation_contact": _(
        "problem_interpretation_contact",
        default="Name the drafting department and a telephone for questions about the interpretation.",
    ),
    "interpretation_alone": _(
        "problem_interpretation_alone",
        default="The interpretation goes together with its document: submit, sign and publish the document.",
    ),
    "interpretation_missing": _(
        "problem_interpretation_missing",
        default="The document needs an interpretation. Begin it, or ask the reviewer to waive it.",
    ),
    "interpretation_foreign": _(
        "problem_interpretation_foreign",
        default="The interpretation is submitted together with the document, by one of its own drafters.",
    ),
    "interpretation_unreviewed": _(
        "problem_interpretation_unreviewed",
        default="The interpretation has no positive review yet. Sign when it waits for the signature too.",
    ),
    "interpretation_unsigned": _(
        "problem_interpretation_unsigned",
        default="The interpretation is not signed yet. Both are published at once.",
    ),
    "interpretation_not_asked": _(
        "problem_interpretation_not_asked",
        default="There is no interpretation to waive: none is asked for, or the document is out already.",
    ),
    "kind_without_original": _(
        "problem_kind_without_original",
        default="An interpretation stands beside a document. Choose another kind, or begin it there.",
    ),
    "validity_document_unknown": _(
        "problem_validity_document_unknown",
        default="There is no such document here. Give its number or title in words.",
    ),
}
