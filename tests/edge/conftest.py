"""The site behind a WSGI application, asked in the test's own process and transaction."""

from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from town import SECRET
from webtest import TestApp
from zope.component.hooks import setSite
from ZPublisher.WSGIPublisher import publish_module

import base64
import pytest
import transaction


class Client:
    """Asks as one account after the other; the site is set again after each answer."""

    def __init__(self, portal):
        self.portal = portal
        self.app = TestApp(publish_module, extra_environ={"HTTP_HOST": "localhost"})

    def get(self, path, user=None, **headers):
        return self._ask("GET", path, user, headers)

    def post(self, path, user, body, **headers):
        return self._ask("POST", path, user, headers, body)

    def _ask(self, method, path, user, headers, body=b""):
        transaction.commit()
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        if user is not None:
            password = SITE_OWNER_PASSWORD if user == SITE_OWNER_NAME else SECRET
            headers["Authorization"] = "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()
        answer = self.app.request(path, method=method, headers=headers, body=body, expect_errors=True)
        setSite(self.portal)
        return answer


@pytest.fixture()
def portal(functional):
    return functional["portal"]


@pytest.fixture()
def client(portal):
    return Client(portal)
