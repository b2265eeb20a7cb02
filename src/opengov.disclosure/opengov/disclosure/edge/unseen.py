"""Whatever stands behind the address of a hidden object is missing for whoever may not see it (R-X1).

Plone publishes methods such as ``getId`` and pages that are public; each would tell that the object exists.
"""

from AccessControl import getSecurityManager
from opengov.disclosure.edge.hidden import governed
from opengov.disclosure.edge.hidden import sign_in
from opengov.disclosure.interfaces import IOpengovDisclosureLayer
from zExceptions import NotFound


def refuse_unseen(event) -> None:
    """Before anything is called: is the object on the way seen by the user?

    A service or page that is meant for people who do not see the object says so by ``answers_unseen``; it refuses all
    others itself.

    :raises NotFound: when the object is hidden.
    """
    request = event.request
    if not IOpengovDisclosureLayer.providedBy(request):
        return
    target = governed(request)
    if target is None or _answers_unseen(request.get("PUBLISHED")):
        return
    sign_in(request)
    if not getSecurityManager().checkPermission("View", target):
        raise NotFound(request.get("ACTUAL_URL", ""))


def _answers_unseen(published) -> bool:
    return bool(getattr(getattr(published, "__self__", published), "answers_unseen", False))
