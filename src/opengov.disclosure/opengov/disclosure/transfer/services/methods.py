"""Methods that no archive needs come to our services, which refuse them: Zope takes their callers for WebDAV clients, and
plone.rest has no answer to a method that it has never heard of."""

#: What plone.rest has services for.
KNOWN = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
#: Known, and refused by everything here.
REFUSED = "PATCH"
ADDRESSES = ("/@archive-transfers", "/@archive-api")


def let_services_refuse(event) -> None:
    """When a request begins: whatever the method is, it reaches the service at the address."""
    request = event.request
    if not any(address in request.get("PATH_INFO", "") for address in ADDRESSES):
        return
    if request.get("REQUEST_METHOD") not in KNOWN:
        request.set("REQUEST_METHOD", REFUSED)
    # plone.rest does so later, when the publisher has made up its mind already
    request.maybe_webdav_client = 0
