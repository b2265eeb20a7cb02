"""Is the workflow still the one the rules were written for? Asked before each step, and by the site's checks (R-X1)."""

from opengov.disclosure.core import access
from opengov.disclosure.core.rules import Problem
from plone import api


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


def _changed(definition, expected: dict[str, frozenset[str]], absent: frozenset[str]) -> list[str]:
    """The permissions of a state that are not as written; all of them when the state is gone."""
    if definition is None:
        return list(expected)
    granted = definition.permission_roles or {}
    return [name for name, roles in expected.items() if name in absent or not _is(granted.get(name), roles)]


def _is(granted: object, roles: frozenset[str]) -> bool:
    # DCWorkflow keeps a list for acquired roles and a tuple for fixed ones.
    return isinstance(granted, tuple) and roles == set(granted)
