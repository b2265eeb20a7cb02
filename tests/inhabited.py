"""A layer made once for the stories at browsers: the demo's city with its agencies, people, documents and archives."""

from opengov.disclosure.testing import FIXTURE
from plone import api
from plone.app.testing import applyProfile
from plone.app.testing import FunctionalTesting
from plone.app.testing import PloneSandboxLayer
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from plone.testing.zope import WSGI_SERVER_FIXTURE

import os
import shutil
import tempfile
import transaction


#: Password of every account of the city.
PASSWORD = "yunxi-gongkai"
ADMINISTRATOR = "guanliyuan"


class Inhabited(PloneSandboxLayer):
    """A Chinese site with the demo's content."""

    defaultBases = (FIXTURE,)

    def setUpPloneSite(self, portal):
        """Speak Chinese and let the city work for a while."""
        self["spool"] = os.environ["OPENGOV_SPOOL"] = tempfile.mkdtemp()
        setRoles(portal, TEST_USER_ID, ["Manager"])
        api.portal.set_registry_record("plone.available_languages", ["zh-cn", "en"])
        api.portal.set_registry_record("plone.default_language", "zh-cn")
        api.portal.set_registry_record("plone.portal_timezone", "Asia/Shanghai")
        portal.language = "zh-cn"
        portal.title = "云溪市政府信息公开"
        api.portal.set_registry_record("plone.site_title", portal.title)
        applyProfile(portal, "opengov.disclosure:demo")
        api.user.create(
            email=f"{ADMINISTRATOR}@example.org",
            username=ADMINISTRATOR,
            password=PASSWORD,
            roles=("Member", "Manager"),
            properties={"fullname": "管理员"},
        )
        transaction.commit()

    def tearDownPloneSite(self, portal):
        """Leave nothing on the disk."""
        del os.environ["OPENGOV_SPOOL"]
        shutil.rmtree(self["spool"], ignore_errors=True)


INHABITED = Inhabited(name="opengov.disclosure.tests:Inhabited")
CITY = FunctionalTesting(bases=(INHABITED, WSGI_SERVER_FIXTURE), name="opengov.disclosure.tests:City")
