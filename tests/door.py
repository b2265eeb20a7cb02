"""The site's front door without a network: requests that leave nothing behind, and requests that do."""

from base64 import b64encode
from contextlib import contextmanager
from town import SECRET
from webob import Request
from zope.component import getGlobalSiteManager
from zope.component.hooks import setSite
from ZPublisher.httpexceptions import HTTPExceptionHandler
from ZPublisher.interfaces import IPubBeforeCommit
from ZPublisher.WSGIPublisher import publish_module

import json
import transaction


def _doom(event):
    transaction.doom()


class Door:
    """Asks one site for addresses, in this process."""

    def __init__(self, portal):
        self.portal = portal

    def ask(self, method, path, user="", body=None, **headers):
        """The answer (a ``webob`` response) to one request.

        :param path: of the site (``/plone`` is put before it), or a whole address of the site.
        :param user: account that asks; nobody when empty.
        :param body: a JSON value, or bytes.
        """
        path = path.removeprefix("http://nohost").removeprefix("/plone")
        if not path.startswith("/"):
            path = f"/{path}"
        request = Request.blank(f"/plone{path}", base_url="http://nohost", method=method)
        request.headers["Accept"] = "application/json"
        request.headers["Host"] = "nohost"
        if user:
            request.headers["Authorization"] = "Basic " + b64encode(f"{user}:{SECRET}".encode()).decode()
        if body is not None:
            request.body = body if isinstance(body, bytes) else json.dumps(body).encode()
            request.headers["Content-Type"] = "application/json"
        for name, value in headers.items():
            request.headers[name.replace("_", "-")] = value
        try:
            answer = request.get_response(HTTPExceptionHandler(publish_module, {}))
            # an iterator of a file needs its connection: read it before the next request
            answer.body  # noqa: B018
            return answer
        finally:
            setSite(self.portal)

    @contextmanager
    def without_trace(self):
        """Within it every request is answered truly and then undone."""
        registry = getGlobalSiteManager()
        registry.registerHandler(_doom, (IPubBeforeCommit,))
        try:
            yield self
        finally:
            registry.unregisterHandler(_doom, (IPubBeforeCommit,))
