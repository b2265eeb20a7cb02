"""State secrets are not kept here: a record with that ground is an offline stub (R-A4)."""

from dataclasses import replace
from opengov.disclosure.core import attribute
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.secrecy.interfaces import IReviewedContent


CLAUSE_NO_SECRETS = "保守国家秘密法 第三十一条"

#: Field of the behavior -> name in ``core.attribute.Stub``.
_FIELDS = {"reference": "stub_reference", "level": "secrecy_level", "period": "secrecy_years"}

#: What a stub may hold besides: coded values that say nothing of the content.
_CODED = frozenset(
    {
        *_FIELDS.values(),
        "title",
        "disclosure_attribute",
        "disclosure_grounds",
        "document_kind",
        "issuer_code",
        "urgency",
        "important",
        "normative",
        "interpretation_needed",
        "undecided",
        "between_departments",
        # an attachment is refused as such
        "attachment_titles",
    }
)


def problems(context) -> list[Problem]:
    """What is wrong with a stub: reference, level or period missing, or anything that says what the secret is."""
    if not is_stub(context):
        return []
    stub = attribute.Stub(
        reference=context.stub_reference or "",
        level=context.secrecy_level or "",
        period=context.secrecy_years or 0,
    )
    found = [replace(problem, field=_FIELDS[problem.field]) for problem in attribute.stub_problems(stub)]
    content = IReviewedContent(context)
    told = [name for name, value in content.fields().items() if name not in _CODED and _says_something(value)]
    if (context.title or "") != stub.reference:
        told.insert(0, "title")
    if content.files():
        told.append("attachments")
    return found + [Problem("stub_holds_content", "R-A4", name, CLAUSE_NO_SECRETS) for name in told]


def remember(context) -> None:
    """Note that a draft is kept as a stub: it takes a declassification to make another record of it (003 第四条)."""
    if is_stub(context):
        dossier = IDossier(context)
        values = {"reference": context.stub_reference, "level": context.secrecy_level, "years": context.secrecy_years}
        dossier.set_affair("stub", values)
        dossier.set_affair("declassified_from", None)


def is_stub(context) -> bool:
    """Whether a document is the stub of a state secret."""
    return attribute.is_stub(tuple(getattr(context, "disclosure_grounds", None) or ()))


def _says_something(value: object) -> bool:
    if isinstance(value, dict):
        return bool(value.get("raw") or value.get("filename"))
    return bool(value)
