"""The order of the drafting sheet: what offices have on paper, from the head to what is seldom filled in."""

from opengov.disclosure.desk.groundswidget import GroundsFieldWidget
from opengov.disclosure.i18n import _
from plone.app.z3cform.widgets.text import TextLinesFieldWidget
from plone.z3cform.fieldsets.group import GroupFactory
from z3c.form import field as form_field
from z3c.form.browser.checkbox import CheckBoxFieldWidget


FIRST = _("fieldset_document", default="Document")

#: Names of the first part's fields, then name, label and fields of each part that follows.
HEAD = ("document_kind", "title", "main_recipients", "copy_recipients", "text")
PARTS = (
    (
        "disclosure",
        _("fieldset_disclosure", default="Disclosure"),
        (
            "undecided",
            "between_departments",
            "disclosure_attribute",
            "disclosure_grounds",
            "disclosure_reason",
            "law_citation",
            "discretion",
            "art19_tests",
            "art20_item",
        ),
    ),
    (
        "signing",
        _("fieldset_signing", default="Number and signature"),
        ("issuer_code", "urgency", "important", "retention_period", "interpretation_needed"),
    ),
    (
        "drafting",
        _("fieldset_drafting", default="Drafting"),
        ("drafting_section", "drafter_name", "telephone", "copies", "pages", "notes"),
    ),
    (
        "publication",
        _("fieldset_publication", default="Publication"),
        (
            "summary",
            "public_title",
            "subject_class",
            "genre_class",
            "document_keywords",
            "planned_channels",
            "planned_publication_date",
            "publish_until",
        ),
    ),
    (
        "forwarding",
        _("fieldset_forwarding", default="Forwarded document"),
        ("forwarding_mode", "forwarded_document", "forwarded_originator", "forwarded_attribute"),
    ),
    (
        "relations",
        _("fieldset_document_relations", default="Related documents"),
        ("related_documents", "replaced_documents", "normative", "registration_number", "legality_review_number"),
    ),
    (
        "state_secret",
        _("fieldset_state_secret", default="State secret (offline)"),
        ("stub_reference", "secrecy_level", "secrecy_years"),
    ),
)
#: Parts that most documents leave empty: folded until something stands in them.
RARE = frozenset({"forwarding", "relations", "other"})
#: Values of a widget in which nothing was entered.
_EMPTY = (None, "", False, "--NOVALUE--", "false", "unselected")
OTHER = _("fieldset_other", default="Further particulars")

_WIDGETS = {
    "main_recipients": TextLinesFieldWidget,
    "copy_recipients": TextLinesFieldWidget,
    "related_documents": TextLinesFieldWidget,
    "replaced_documents": TextLinesFieldWidget,
    "document_keywords": TextLinesFieldWidget,
    "planned_channels": CheckBoxFieldWidget,
    "disclosure_grounds": GroundsFieldWidget,
}


def arrange(form) -> None:
    """Put the fields of a form into the order of the sheet; fields nobody has named come last."""
    known = {name: item for part in (form, *form.groups) for name, item in part.fields.items()}
    for item in known.values():
        widget = _WIDGETS.get(item.field.__name__)
        if widget is not None:
            item.widgetFactory["input"] = widget
    form.fields = _taken(known, HEAD)
    groups = [GroupFactory(name, _taken(known, names), label) for name, label, names in PARTS]
    if known:
        groups.append(GroupFactory("other", form_field.Fields(*known.values()), OTHER))
    form.groups = [group for group in groups if len(group.fields)]


def _taken(known: dict, names: tuple[str, ...]) -> form_field.Fields:
    """The fields of these names, in this order, taken out of the known ones."""
    found = []
    for name in names:
        key = next((key for key, item in known.items() if item.field.__name__ == name), None)
        if key is not None:
            found.append(known.pop(key))
    return form_field.Fields(*found)


def is_entered(value: object) -> bool:
    """Whether a widget's value holds anything."""
    return any(map(is_entered, value)) if isinstance(value, list | tuple) else value not in _EMPTY
