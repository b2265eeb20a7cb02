"""``@@opengov-controlpanel``: which types are governed, and the years the State Council has announced."""

from opengov.disclosure.agency.interfaces import IAnnouncedYears
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.desk.sheet import Telling
from opengov.disclosure.i18n import _
from plone import api
from plone.app.registry.browser.controlpanel import ControlPanelFormWrapper
from plone.app.registry.browser.controlpanel import RegistryEditForm
from plone.autoform import directives
from plone.registry.interfaces import IRegistry
from plone.supermodel import model
from plone.z3cform import layout
from z3c.form import button
from z3c.form.browser.checkbox import CheckBoxFieldWidget
from zope import schema
from zope.component import getUtility
from zope.interface import provider
from zope.schema.interfaces import IContextSourceBinder
from zope.schema.vocabulary import SimpleVocabulary


GOVERNED_TYPES = "opengov.disclosure.signoff.governed_types"


@provider(IContextSourceBinder)
def governable_types(context) -> SimpleVocabulary:
    """The types that may be governed: those the registry's record lets in, by the names the site gives them."""
    terms = getUtility(IRegistry).records[GOVERNED_TYPES].field.value_type.vocabulary
    types = api.portal.get_tool("portal_types")
    return SimpleVocabulary(
        [SimpleVocabulary.createTerm(term.value, term.value, types[term.value].Title()) for term in terms]
    )


class ISettings(model.Schema):
    """What the form asks for."""

    directives.widget("governed_types", CheckBoxFieldWidget)
    governed_types = schema.Tuple(
        title=_("label_governed_types", default="Governed types"),
        description=_(
            "help_governed_types",
            default="Content of these types that is created inside an agency from now on carries a disclosure attribute "
            "and lives in the document workflow. Existing content stays as it is.",
        ),
        value_type=schema.Choice(source=governable_types),
        required=False,
        missing_value=(),
        default=(),
    )
    year = schema.Int(
        title=_("label_announced_year", default="Year of the holiday notice"),
        description=_("help_announced_year", default="Four digits. Leave both fields empty to announce nothing."),
        min=2000,
        max=2200,
        required=False,
    )
    arrangement = schema.Text(
        title=_("label_announced_notice", default="Text of the holiday notice"),
        description=_(
            "help_announced_notice",
            default="Paste the State Council's notice on the holidays of that year as it was published. Deadlines that rest on "
            "the year are computed anew.",
        ),
        max_length=20000,
        required=False,
    )


class ControlPanelForm(Telling, RegistryEditForm):
    """The product's settings. A rule that stands against one is told at its field."""

    schema = ISettings
    label = _("heading_controlpanel", default="Official documents and disclosure")
    groups = ()

    buttons = RegistryEditForm.buttons.copy()
    handlers = RegistryEditForm.handlers.copy()

    @property
    def description(self):
        """Which years are announced already."""
        years = ", ".join(str(year) for year in IAnnouncedYears(api.portal.get()).years())
        if not years:
            return _("text_no_announced_years", default="No year has been announced on this site yet.")
        return _("text_announced_years", default="Announced on this site: ${years}.", mapping={"years": years})

    def getContent(self) -> dict:
        types = api.portal.get_registry_record(GOVERNED_TYPES) or ()
        return {"governed_types": types, "year": None, "arrangement": None}

    @button.handler(buttons["save"])
    def save(self, action) -> None:
        """Store what was changed, all of it or nothing."""
        data, errors = self.extractData()
        if errors:
            self.status = self.formErrorsMessage
            return
        if self.attempt(lambda: self._store(data)) is not None:
            api.portal.show_message(_("message_settings_saved", default="The settings are saved."), self.request)
            self.request.response.redirect(self.request.getURL())

    def _store(self, data: dict) -> bool:
        if tuple(data["governed_types"] or ()) != tuple(self.getContent()["governed_types"]):
            api.portal.set_registry_record(GOVERNED_TYPES, tuple(data["governed_types"] or ()))
        year, notice = data["year"], (data["arrangement"] or "").strip()
        if bool(year) != bool(notice):
            missing = "arrangement" if year else "year"
            raise RuleBroken(Problem("value_missing", "R-D2", missing, "", {"name": missing}))
        if year:
            IAnnouncedYears(api.portal.get()).announce(year, notice)
        return True


ControlPanel = layout.wrap_form(ControlPanelForm, ControlPanelFormWrapper)
