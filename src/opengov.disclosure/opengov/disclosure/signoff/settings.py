"""What a site manager decides about governed types."""

from opengov.disclosure.core import offering
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.i18n import _
from opengov.disclosure.interfaces import IGoverned
from plone import api
from zope import schema
from zope.component import getUtility
from zope.interface import Interface
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary
from zope.security.interfaces import IPermission


#: Plone's own types that can be governed besides ``OfficialDocument``.
GOVERNABLE = ("Document", "File", "News Item")

#: Behaviors a governed type gets, and those it must not have: versions could be reverted to, working copies write fields
#: directly (R-I2).
GIVEN = (
    "opengov.disclosure.signoff",
    "opengov.disclosure.attribute",
    "opengov.disclosure.secrecy",
    "opengov.disclosure.catalogue",
    "opengov.disclosure.joint",
)
TAKEN = ("plone.versioning", "plone.iterate", "plone.app.iterate.interfaces.IIterateAware")


class ISignOffSettings(Interface):
    """Registry records ``opengov.disclosure.signoff.*``."""

    governed_types = schema.Tuple(
        title=_("label_governed_types", default="Governed types"),
        description=_(
            "help_governed_types",
            default="Content of these types that is created inside an agency from now on carries a disclosure attribute "
            "and lives in the document workflow. Existing content stays as it is.",
        ),
        value_type=schema.Choice(
            vocabulary=SimpleVocabulary([SimpleTerm(name, name, name) for name in GOVERNABLE]),
        ),
        required=False,
        missing_value=(),
        default=(),
    )
    set_aside = schema.Dict(
        title=_("label_set_aside", default="Behaviors set aside"),
        description=_(
            "help_set_aside",
            default="What governing has taken from a type and gives back when it ends. Kept by the product.",
        ),
        key_type=schema.TextLine(),
        value_type=schema.List(value_type=schema.TextLine()),
        required=False,
        default={},
    )


DOCUMENTS = "opengov.disclosure.documents"


def check_documents(event) -> None:
    """Let no setting of kinds and numbers in that a rule forbids, by whatever door it comes.

    :raises RuleBroken: (R-X2, R-I1) naming what is wrong.
    """
    name = event.record.__name__
    if name == f"{DOCUMENTS}.number_templates":
        enforce(offering.templates_problems(event.newValue or {}))
    elif name == f"{DOCUMENTS}.kinds_offered":
        # the one that stands first is judged with the form that changes both
        enforce(offering.kinds_problems(event.newValue or (), next(iter(event.newValue or ()), "")))


def governed_types() -> tuple[str, ...]:
    """Portal types that are governed besides ``OfficialDocument``."""
    return api.portal.get_registry_record("opengov.disclosure.signoff.governed_types", default=()) or ()


def apply_governed_types(event) -> None:
    """Give the behaviors to the types that are governed now and take them from those that are no longer.

    :raises RuleBroken: (R-I2) when a type is given up while governed content of it exists.
    """
    if event.record.__name__ != "opengov.disclosure.signoff.governed_types":
        return
    old, new = set(event.oldValue or ()), set(event.newValue or ())
    enforce(
        Problem("governed_content_exists", "R-I2", "governed_types", "", {"type": name})
        for name in sorted(old - new)
        if _governed_content(name)
    )
    types = api.portal.get_tool("portal_types")
    aside = dict(api.portal.get_registry_record("opengov.disclosure.signoff.set_aside") or {})
    for name in sorted(new - old):
        fti = types[name]
        aside[name] = [behavior for behavior in fti.behaviors if behavior in TAKEN]
        kept = [behavior for behavior in fti.behaviors if behavior not in TAKEN]
        fti.manage_changeProperties(behaviors="\n".join([*kept, *GIVEN]))
        _let_draft(fti, True)
    for name in sorted(old - new):
        fti = types[name]
        kept = [behavior for behavior in fti.behaviors if behavior not in GIVEN]
        fti.manage_changeProperties(behaviors="\n".join([*kept, *aside.pop(name, [])]))
        _let_draft(fti, False)
    api.portal.set_registry_record("opengov.disclosure.signoff.set_aside", aside)


def _let_draft(fti, may: bool) -> None:
    """Drafters create content of a governed type; they hold their role in agencies and nowhere else."""
    site = api.portal.get()
    permission = getUtility(IPermission, name=fti.add_permission).title
    roles = {row["name"] for row in site.rolesOfPermission(permission) if row["selected"]}
    roles = roles | {"Drafter"} if may else roles - {"Drafter"}
    site.manage_permission(permission, sorted(roles), acquire=bool(site.acquiredRolesAreUsedBy(permission)))


def _governed_content(portal_type: str) -> bool:
    catalog = api.portal.get_tool("portal_catalog")
    query = {"portal_type": portal_type, "object_provides": IGoverned.__identifier__}
    return bool(catalog.unrestrictedSearchResults(**query, sort_limit=1))
