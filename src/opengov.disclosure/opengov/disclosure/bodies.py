"""The JSON bodies of our services: read in one place, and only where no form of another site could have sent them."""

from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.exceptions import DeserializationError
from zExceptions import BadRequest
from zope.interface import alsoProvides


def _comes_from_a_page(request) -> bool:
    """Whether a browser sends it for a page: without a type it asks nobody first, so another site's page could do it too."""
    return bool(request.getHeader("Origin") or request.getHeader("Sec-Fetch-Site"))


def read_json(request) -> dict:
    """The JSON object of a request; from here on the request may write.

    Machine accounts have no form token, so plone.protect is told to let the request pass. A form of another site sends
    ``text/plain`` or a form type and is refused for it, whatever its text looks like.

    :raises BadRequest: when the body is no JSON object, or says that it is something else.
    """
    declared = (request.getHeader("Content-Type") or "").split(";")[0].strip().lower()
    if declared != "application/json" and (declared or _comes_from_a_page(request)):
        raise BadRequest("Content-Type: application/json is needed")
    try:
        data = json_body(request)
    except DeserializationError as error:
        raise BadRequest(str(error)) from None
    alsoProvides(request, IDisableCSRFProtection)
    return data
