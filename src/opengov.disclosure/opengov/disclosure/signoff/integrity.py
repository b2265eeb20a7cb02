"""Is the workflow still the one the rules were written for? Asked before each step, and by the site's checks (R-X1)."""

from opengov.disclosure.core import access
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.i18n import _
from opengov.disclosure.interfaces import ISiteCheck
from plone import api
from plone.base.interfaces import IPloneSiteRoot
from zope.component import adapter
from zope.interface import implementer


WORKFLOW = "opengov_document_workflow"

#: State -> permission -> roles, worked out once: it is compared before each step.
_WRITTEN = {
    state: {permission: frozenset(access.roles(state, permission)) for permission in access.MANAGED}
    for state in sorted(access.VIEWERS)
}


def role_map_problems() -> list[Problem]:
    """Where the site's workflow gives a permission to other roles than ``core.access`` says, or acquires it.

    Editing a state's permissions fires no event, so it is compared each time: a dictionary look-up for each cell.
    """
    workflow = api.portal.get_tool("portal_workflow").get(WORKFLOW)
    if workflow is None:
        return [Problem("workflow_missing", "R-X1")]
    absent = frozenset(access.MANAGED) - frozenset(workflow.permissions)
    return [
        Problem("role_map_changed", "R-X1", "", "", {"state": state, "permission": permission})
        for state, expected in _WRITTEN.items()
        for permission in _changed(workflow.states.get(state), expected, absent)
    ][:3]


@implementer(ISiteCheck)
@adapter(IPloneSiteRoot)
class WorkflowCheck:
    """See ``ISiteCheck``: steps are refused while the workflow gives other rights than the rules were written for."""

    def __init__(self, site) -> None:
        self.site = site

    def state(self) -> list[dict]:
        """See ``ISiteCheck``."""
        title = _("check_workflow", default="Rights of the workflow")
        problems = role_map_problems()
        if not problems:
            text = _("check_workflow_good", default="As the rules were written for.")
            return [{"level": "success", "title": title, "text": text}]
        text = _(
            "check_workflow_bad",
            default="Somebody has changed the workflow; no step is possible until it is as it was: ${places}. Import the "
            "workflow of the add-on's profile again.",
            mapping={"places": ", ".join(str(dict(each.params)) for each in problems)},
        )
        return [{"level": "danger", "title": title, "text": text}]


def _changed(definition, expected: dict[str, frozenset[str]], absent: frozenset[str]) -> list[str]:
    """The permissions of a state that are not as written; all of them when the state is gone."""
    if definition is None:
        return list(expected)
    granted = definition.permission_roles or {}
    return [name for name, roles in expected.items() if name in absent or not _is(granted.get(name), roles)]


def _is(granted: object, roles: frozenset[str]) -> bool:
    # DCWorkflow keeps a list for acquired roles and a tuple for fixed ones.
    return isinstance(granted, tuple) and roles == set(granted)
