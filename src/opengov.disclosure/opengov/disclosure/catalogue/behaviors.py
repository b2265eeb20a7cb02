"""What the public catalogue shows of a document besides its text (政府信息公开条例 第十二条)."""

from opengov.disclosure.i18n import _
from plone.autoform import directives
from plone.autoform.interfaces import IFormFieldProvider
from plone.supermodel import model
from zope import schema
from zope.interface import provider


@provider(IFormFieldProvider)
class ICatalogued(model.Schema):
    """Behavior ``opengov.disclosure.catalogue``."""

    model.fieldset(
        "publication",
        label=_("fieldset_publication", default="Publication"),
        fields=[
            "summary",
            "public_title",
            "subject_class",
            "genre_class",
            "document_keywords",
            "planned_channels",
            "planned_publication_date",
            "publish_until",
        ],
    )

    # Who may see a public document sees none of the office's own notes about it.
    directives.read_permission(
        planned_channels="opengov.disclosure.ViewLedger",
        planned_publication_date="opengov.disclosure.ViewLedger",
    )
    summary = schema.Text(
        title=_("label_summary", default="Summary"),
        description=_("help_summary", default="At most 100 characters, for the public catalogue."),
        max_length=100,
        required=False,
    )
    public_title = schema.TextLine(
        title=_("label_public_title", default="Public title"),
        description=_(
            "help_public_title",
            default="For documents on request: the title the public catalogue may show. Empty: no entry.",
        ),
        max_length=300,
        required=False,
    )
    subject_class = schema.Choice(
        title=_("label_subject_class", default="Subject class"),
        vocabulary="opengov.disclosure.subjects",
        required=False,
    )
    genre_class = schema.TextLine(
        title=_("label_genre_class", default="Genre class"),
        max_length=60,
        required=False,
    )
    document_keywords = schema.Tuple(
        title=_("label_document_keywords", default="Keywords"),
        description=_("help_document_keywords", default="One per line."),
        value_type=schema.TextLine(max_length=60),
        required=False,
        missing_value=(),
        default=(),
    )
    planned_channels = schema.Tuple(
        title=_("label_planned_channels", default="Planned channels"),
        value_type=schema.Choice(vocabulary="opengov.disclosure.channels"),
        required=False,
        missing_value=(),
        default=(),
    )
    planned_publication_date = schema.Date(
        title=_("label_planned_publication_date", default="Planned date of publication"),
        required=False,
    )
    publish_until = schema.Date(
        title=_("label_publish_until", default="Public until"),
        description=_(
            "help_publish_until",
            default="Last day of a notice for comment. On the day after it is withdrawn by itself. Empty: it stays.",
        ),
        required=False,
    )
