"""The official document (公文) and its attachments: the fields of the drafting sheet (发文拟稿单)."""

from opengov.disclosure.i18n import _
from opengov.disclosure.interfaces import IDocumentAttachment
from opengov.disclosure.interfaces import IGoverned
from plone.autoform import directives
from plone.dexterity.content import Container
from plone.dexterity.content import Item
from plone.namedfile.field import NamedBlobFile
from plone.supermodel import model
from zope import schema
from zope.interface import implementer


class IOfficialDocument(model.Schema):
    """What a drafting sheet asks for besides title, text, attribute and the fields of the behaviors."""

    model.fieldset(
        "recipients",
        label=_("fieldset_recipients", default="Recipients"),
        fields=["main_recipients", "copy_recipients"],
    )
    model.fieldset(
        "drafting",
        label=_("fieldset_drafting", default="Drafting"),
        fields=["drafter_name", "drafting_section", "telephone", "notes", "copies", "pages"],
    )
    model.fieldset(
        "relations",
        label=_("fieldset_document_relations", default="Related documents"),
        fields=[
            "related_documents",
            "replaced_documents",
            "normative",
            "registration_number",
            "legality_review_number",
        ],
    )

    # Who may see a public document sees none of the office's own notes about it.
    directives.read_permission(
        drafter_name="opengov.disclosure.ViewLedger",
        drafting_section="opengov.disclosure.ViewLedger",
        telephone="opengov.disclosure.ViewLedger",
        copies="opengov.disclosure.ViewLedger",
        pages="opengov.disclosure.ViewLedger",
        legality_review_number="opengov.disclosure.ViewLedger",
    )
    title = schema.TextLine(
        title=_("label_document_title", default="Title"),
        description=_("help_document_title", default="Issuer, 关于, subject and kind, as it is printed."),
        max_length=300,
        required=True,
    )
    main_recipients = schema.Tuple(
        title=_("label_main_recipients", default="Main recipients"),
        description=_("help_main_recipients", default="One agency per line, as it is printed."),
        value_type=schema.TextLine(max_length=200),
        required=False,
        missing_value=(),
        default=(),
    )
    copy_recipients = schema.Tuple(
        title=_("label_copy_recipients", default="Copy recipients"),
        description=_("help_copy_recipients", default="One agency per line, as it is printed."),
        value_type=schema.TextLine(max_length=200),
        required=False,
        missing_value=(),
        default=(),
    )
    drafter_name = schema.TextLine(
        title=_("label_drafter_name", default="Drafter"),
        max_length=60,
        required=False,
    )
    drafting_section = schema.TextLine(
        title=_("label_drafting_section", default="Drafting section"),
        max_length=120,
        required=False,
    )
    telephone = schema.TextLine(
        title=_("label_telephone", default="Telephone"),
        max_length=60,
        required=False,
    )
    notes = schema.Text(
        title=_("label_notes", default="Notes"),
        description=_(
            "help_notes",
            default="Printed below the date. The disclosure mark is added by itself.",
        ),
        max_length=2000,
        required=False,
    )
    copies = schema.Int(title=_("label_copies", default="Copies"), min=0, max=1000000, required=False)
    pages = schema.Int(title=_("label_pages", default="Pages"), min=0, max=100000, required=False)
    related_documents = schema.Tuple(
        title=_("label_related_documents", default="Related documents"),
        description=_("help_related_documents", default="Number or title, one per line."),
        value_type=schema.TextLine(max_length=300),
        required=False,
        missing_value=(),
        default=(),
    )
    replaced_documents = schema.Tuple(
        title=_("label_replaced_documents", default="Replaced documents"),
        description=_("help_replaced_documents", default="Number or title, one per line."),
        value_type=schema.TextLine(max_length=300),
        required=False,
        missing_value=(),
        default=(),
    )
    normative = schema.Bool(
        title=_("label_normative", default="Normative document"),
        required=False,
        default=False,
    )
    registration_number = schema.TextLine(
        title=_("label_registration_number", default="Registration number of the normative document"),
        max_length=60,
        required=False,
    )
    legality_review_number = schema.TextLine(
        title=_("label_legality_review_number", default="Number of the legality review"),
        max_length=60,
        required=False,
    )


class IAttachmentFile(model.Schema):
    """An attachment (附件): its name as printed and its bytes."""

    title = schema.TextLine(title=_("label_attachment_title", default="Name"), max_length=300, required=False)
    model.primary("file")
    file = NamedBlobFile(title=_("label_attachment_file", default="File"), required=True)
    part_attribute = schema.Choice(
        title=_("label_part_attribute", default="Disclosure attribute of this attachment"),
        description=_(
            "help_part_attribute",
            default="Empty: as the document. A document is never more open than one of its attachments.",
        ),
        vocabulary="opengov.disclosure.part_attributes",
        required=False,
    )


@implementer(IGoverned)
class OfficialDocument(Container):
    """An official document with its attachments; governed from its creation on (R-A1)."""


@implementer(IDocumentAttachment)
class DocumentAttachment(Item):
    """A file that belongs to a governed document: content in the sense of R-A9, without a life of its own."""
