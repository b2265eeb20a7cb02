"""The same settings for Volto and scripts: ``@controlpanels/<name>`` of plone.restapi; the records check what comes in."""

from opengov.disclosure.attribute.interfaces import IGroundSettings
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.desk.settings import areas
from opengov.disclosure.desk.settings.types import GOVERNED_TYPES
from opengov.disclosure.i18n import _
from opengov.disclosure.interfaces import IOpengovDisclosureLayer
from opengov.disclosure.notices.interfaces import INoticeSettings
from opengov.disclosure.secrecy.interfaces import IScanSettings
from opengov.disclosure.signoff.interfaces import IDocumentSettings
from plone.restapi.controlpanels import RegistryConfigletPanel
from plone.restapi.deserializer.controlpanels import ControlpanelDeserializeFromJson
from plone.restapi.interfaces import IDeserializeFromJson
from zExceptions import BadRequest
from zope import schema
from zope.component import adapter
from zope.i18n import translate
from zope.interface import implementer
from zope.interface import Interface
from zope.schema.vocabulary import SimpleVocabulary


class ITypeSettings(Interface):
    """The one record of governed types that somebody chooses."""

    governed_types = schema.Tuple(
        title=_("label_governed_types", default="Governed types"),
        description=_(
            "help_governed_types",
            default="Content of these types that is created inside an agency from now on carries a disclosure attribute "
            "and lives in the document workflow. Existing content stays as it is.",
        ),
        value_type=schema.Choice(vocabulary=SimpleVocabulary.fromValues(("Document", "File", "News Item"))),
        required=False,
        missing_value=(),
        default=(),
    )


@adapter(Interface, IOpengovDisclosureLayer)
class Panel(RegistryConfigletPanel):
    """One area of the settings.

    :cvar view: name of the area's page, whose title it has.
    """

    configlet_id = "opengov.disclosure"
    configlet_category_id = "Products"
    view = ""

    def __init__(self, context, request) -> None:
        super().__init__(context, request)
        self.title = translate(areas.BY_VIEW[self.view].title, context=request)


class NoticesPanel(Panel):
    """Reminders and notices."""

    schema, schema_prefix, view = INoticeSettings, "opengov.disclosure.notices", "opengov-settings-reminders"


class ScanPanel(Panel):
    """Scan of public documents."""

    schema, schema_prefix, view = IScanSettings, "opengov.disclosure.secrecy", "opengov-settings-scan"


class TypesPanel(Panel):
    """Governed types."""

    schema, schema_prefix, view = ITypeSettings, GOVERNED_TYPES.rpartition(".")[0], "opengov-settings-types"


class DocumentsPanel(Panel):
    """Kinds and numbers."""

    schema, schema_prefix, view = IDocumentSettings, "opengov.disclosure.documents", "opengov-settings-kinds"


class GroundsPanel(Panel):
    """Grounds and example reasons."""

    schema, schema_prefix, view = IGroundSettings, "opengov.disclosure.attribute", "opengov-settings-grounds"


@implementer(IDeserializeFromJson)
@adapter(Panel)
class PanelValues(ControlpanelDeserializeFromJson):
    """What stands against a value is told as everywhere: with field, rule, clause and a sentence (R-X2)."""

    def __call__(self, mask_validation_errors: bool = True):
        try:
            return super().__call__(mask_validation_errors=False)
        except BadRequest as refused:
            rows = refused.args[0]
            broken = [row["error"] for row in rows if isinstance(row["error"], RuleBroken)]
            if broken:
                raise RuleBroken(*broken) from refused
            raise BadRequest([{**row, "error": "ValidationError"} for row in rows]) from refused
