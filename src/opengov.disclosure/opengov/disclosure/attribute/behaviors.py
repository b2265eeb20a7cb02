"""The fields that carry the disclosure attribute, its grounds and its reason (R-A1 to R-A4, R-A10)."""

from opengov.disclosure.i18n import _
from plone.autoform import directives
from plone.autoform.interfaces import IFormFieldProvider
from plone.supermodel import model
from z3c.form.browser.checkbox import CheckBoxFieldWidget
from z3c.form.browser.radio import RadioFieldWidget
from zope import schema
from zope.interface import provider


@provider(IFormFieldProvider)
class IDisclosureAttribute(model.Schema):
    """Behavior ``opengov.disclosure.attribute``.

    No field is required by itself: a first draft may leave the attribute open (R-A1). What belongs together is decided
    by ``core.attribute.problems``, at every door.
    """

    model.fieldset(
        "disclosure",
        label=_("fieldset_disclosure", default="Disclosure"),
        fields=[
            "disclosure_attribute",
            "disclosure_grounds",
            "disclosure_reason",
            "law_citation",
            "discretion",
            "art19_tests",
            "art20_item",
            "undecided",
            "between_departments",
        ],
    )

    # Who may see a public document sees none of the office's own notes about it.
    directives.read_permission(
        disclosure_reason="opengov.disclosure.ViewLedger",
        law_citation="opengov.disclosure.ViewLedger",
        discretion="opengov.disclosure.ViewLedger",
        art19_tests="opengov.disclosure.ViewLedger",
        art20_item="opengov.disclosure.ViewLedger",
        undecided="opengov.disclosure.ViewLedger",
        between_departments="opengov.disclosure.ViewLedger",
    )
    directives.widget("disclosure_attribute", RadioFieldWidget)
    disclosure_attribute = schema.Choice(
        title=_("label_disclosure_attribute", default="Disclosure attribute"),
        description=_(
            "help_disclosure_attribute",
            default="Disclosure is the norm, withholding the exception (Regulations Art. 5).",
        ),
        vocabulary="opengov.disclosure.attributes",
        required=False,
    )
    directives.widget("disclosure_grounds", CheckBoxFieldWidget)
    disclosure_grounds = schema.Tuple(
        title=_("label_disclosure_grounds", default="Grounds for withholding"),
        description=_("help_disclosure_grounds", default="Needed for what is withheld, each with its article."),
        value_type=schema.Choice(vocabulary="opengov.disclosure.grounds"),
        required=False,
        missing_value=(),
        default=(),
    )
    disclosure_reason = schema.Text(
        title=_("label_disclosure_reason", default="Reason"),
        description=_(
            "help_disclosure_reason",
            default="Why these grounds apply to this document. Needed for everything that is not proactive.",
        ),
        max_length=2000,
        required=False,
    )
    law_citation = schema.TextLine(
        title=_("label_law_citation", default="Law and article that prohibit disclosure"),
        max_length=200,
        required=False,
    )
    discretion = schema.Text(
        title=_("label_discretion", default="Why the discretion of Art. 16 is used"),
        max_length=1000,
        required=False,
    )
    directives.widget("art19_tests", CheckBoxFieldWidget)
    art19_tests = schema.Tuple(
        title=_("label_art19_tests", default="Tests of Art. 19"),
        value_type=schema.Choice(vocabulary="opengov.disclosure.art19"),
        required=False,
        missing_value=(),
        default=(),
    )
    art20_item = schema.Choice(
        title=_("label_art20_item", default="Item of Art. 20 or 21"),
        vocabulary="opengov.disclosure.art20",
        required=False,
    )
    undecided = schema.Bool(
        title=_("label_undecided", default="The matter is not decided yet"),
        required=False,
        default=False,
    )
    between_departments = schema.Bool(
        title=_("label_between_departments", default="Consultation between departments"),
        required=False,
        default=False,
    )
