"""What Zope and plone.rest do not do for a strict client of ``@archive-transfers``: answer what is malformed by 4xx, and HEAD
without a body."""

from base64 import b64decode


#: What plone.rest has services for.
KNOWN = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
#: Known, and refused by everything here.
REFUSED = "PATCH"
#: A type that no parser of forms looks into; the service refuses it.
UNREAD = "application/octet-stream"
ADDRESSES = ("/@archive-transfers", "/@archive-api")


def let_services_refuse(event) -> None:
    """When a request begins: whatever its method or type is, it reaches the service at the address.

    Zope takes callers with unusual methods for WebDAV clients, plone.rest has no answer to a method that it has never heard
    of, the parser of forms fails at a multipart type without boundary, and the user folder at a login that is no Base64.
    """
    request = event.request
    if not _is_ours(request):
        return
    if request.get("REQUEST_METHOD") not in KNOWN:
        request.set("REQUEST_METHOD", REFUSED)
    if request.environ.get("CONTENT_TYPE", "").lower().lstrip().startswith("multipart/"):
        request.environ["CONTENT_TYPE"] = UNREAD
    if not _is_readable(request._auth or ""):
        request._auth = None
    # plone.rest does so later, when the publisher has made up its mind already
    request.maybe_webdav_client = 0


def leave_errors_without_body(event) -> None:
    """When a request failed: an answer to HEAD has the length of the error's body, and none of it (RFC 9110, 9.3.2)."""
    request, response = event.request, event.request.response
    if request.get("REQUEST_METHOD") == "HEAD" and _is_ours(request) and response.body:
        response.setHeader("Content-Length", str(len(response.body)))
        response.body = b""


def _is_readable(authorization: str) -> bool:
    """Whether a Basic login can be read; everything else is for others to judge."""
    scheme, _space, given = authorization.partition(" ")
    if scheme.lower() != "basic":
        return True
    try:
        return ":" in b64decode(given.strip(), validate=True).decode()
    except ValueError:
        return False


def _is_ours(request) -> bool:
    return any(address in request.get("PATH_INFO", "") for address in ADDRESSES)
