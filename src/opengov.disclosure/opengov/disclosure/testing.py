"""Test layers: a site with the product installed, and the same with a WSGI application on it."""

from plone.app.testing import applyProfile
from plone.app.testing import FunctionalTesting
from plone.app.testing import IntegrationTesting
from plone.app.testing import PLONE_FIXTURE
from plone.app.testing import PloneSandboxLayer
from plone.testing.zope import WSGI_SERVER_FIXTURE

import opengov.disclosure


class DisclosureLayer(PloneSandboxLayer):
    """A site with ``opengov.disclosure`` installed."""

    defaultBases = (PLONE_FIXTURE,)

    def setUpZope(self, app, configurationContext):
        """Load our ZCML (plone.restapi comes with it)."""
        self.loadZCML(package=opengov.disclosure)

    def setUpPloneSite(self, portal):
        """Install the default profile; no default workflow, as the layer's site has none."""
        applyProfile(portal, "opengov.disclosure:default")


FIXTURE = DisclosureLayer()

INTEGRATION = IntegrationTesting(bases=(FIXTURE,), name="opengov.disclosure:Integration")
FUNCTIONAL = FunctionalTesting(bases=(FIXTURE,), name="opengov.disclosure:Functional")
ACCEPTANCE = FunctionalTesting(bases=(FIXTURE, WSGI_SERVER_FIXTURE), name="opengov.disclosure:Acceptance")
