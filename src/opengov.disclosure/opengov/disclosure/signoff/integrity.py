"""Is the workflow still the one the rules were written for? Asked before each step, and by the site's checks (R-X1)."""

from opengov.disclosure.core import access
from opengov.disclosure.core.rules import Problem
from plone import api


WORKFLOW = "opengov_document_workflow"

#: State and permission -> roles, worked out once: it is compared before each step.
_WRITTEN = {
    (state, permission): frozenset(access.roles(state, permission))
    for state in sorted(access.VIEWERS)
    for permission in access.MANAGED
}


def role_map_problems() -> list[Problem]:
    """Where the site's workflow gives a permission to other roles than ``core.access`` says, or acquires it.

    Editing a state's permissions fires no event, so it is compared each time: a dictionary look-up for each cell.
    """
    workflow = api.portal.get_tool("portal_workflow").get(WORKFLOW)
    if workflow is None:
        return [Problem("workflow_missing", "R-X1")]
    return [
        Problem("role_map_changed", "R-X1", "", "", {"state": state, "permission": permission})
        for state, permission in _WRITTEN
        if not _as_written(workflow, state, permission)
    ][:3]


def _as_written(workflow, state: str, permission: str) -> bool:
    definition = workflow.states.get(state)
    if definition is None or permission not in workflow.permissions:
        return False
    granted = (definition.permission_roles or {}).get(permission)
    # DCWorkflow keeps a list for acquired roles and a tuple for fixed ones.
    return isinstance(granted, tuple) and _WRITTEN[state, permission] == set(granted)


