"""A site that installs and uninstalls the product is as it was; it cannot be taken away from governed documents."""

from difflib import unified_diff
from opengov.disclosure.core.rules import RuleBroken
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from Products.CMFPlone.factory import addPloneSite
from zope.component.hooks import setSite

import io
import pytest
import re
import tarfile


UNINSTALL = "profile-opengov.disclosure:uninstall"
INSTALL = "profile-opengov.disclosure:default"


def snapshot(portal):
    """The full GenericSetup export of a site: file name -> bytes."""
    setup = portal.portal_setup
    archive = io.BytesIO(setup.runAllExportSteps()["tarball"])
    with tarfile.open(fileobj=archive) as tar:
        return {member.name: tar.extractfile(member).read() for member in tar if member.isfile()}


def counts(line):
    """Whether a line of a difference says something; one record's default is the time of the export."""
    return line[:2] not in ("@@", "--", "++") and not re.search(r"<default>\d{4}-\d\d-\d\d \d\d:", line)


def differing(before, after):
    """What differs, line by line, so that a failure names it."""
    lines = []
    for name in sorted(before.keys() | after.keys()):
        old, new = (source.get(name, b"").decode("utf-8", "replace").splitlines() for source in (before, after))
        lines += [f"{name}: {line}" for line in unified_diff(old, new, lineterm="", n=0) if counts(line)]
    return lines


@pytest.fixture()
def bare_portal(integration):
    """A new site that never had the product; the site owner is at work."""
    app, portal = integration["app"], integration["portal"]
    with api.env.adopt_user(user=app.acl_users.getUser(SITE_OWNER_NAME)):
        site = addPloneSite(app, "bare", setup_content=False, default_language="en")
        setSite(site)
        yield site
        setSite(portal)


def test_install_and_uninstall_leave_the_site_as_it_was(bare_portal):
    setup_tool = bare_portal.portal_setup
    # What the product needs and a site keeps.
    for needed in ("profile-plone.restapi:default", "profile-plone.app.dexterity:default"):
        setup_tool.runAllImportStepsFromProfile(needed)
    before = snapshot(bare_portal)
    setup_tool.runAllImportStepsFromProfile(INSTALL)
    assert differing(before, snapshot(bare_portal)) != []
    setup_tool.runAllImportStepsFromProfile(UNINSTALL)
    left = differing(before, snapshot(bare_portal))
    assert left == [], "\n".join(left)


def test_the_product_can_be_installed_again(bare_portal):
    setup_tool = bare_portal.portal_setup
    for profile in (INSTALL, UNINSTALL, INSTALL):
        setup_tool.runAllImportStepsFromProfile(profile)
    assert "OfficialDocument" in api.portal.get_tool("portal_types")


def test_uninstall_is_refused_while_governed_documents_exist(portal, walk):
    walk.draft()
    with api.env.adopt_roles(["Manager"]), pytest.raises(RuleBroken) as refused:
        api.portal.get_tool("portal_setup").runAllImportStepsFromProfile(UNINSTALL)
    assert [problem.code for problem in refused.value.problems] == ["governed_documents_exist"]
