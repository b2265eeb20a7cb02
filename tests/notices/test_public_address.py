"""Links in mails lead to the site as its readers know it, whoever or whatever command caused them."""

from door import Door
from opengov.disclosure.addresses import RECORD
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.interfaces import ISiteCheck
from opengov.disclosure.ledger.interfaces import IRoutine
from opengov.disclosure.notices.interfaces import INotices
from plone import api
from Testing.makerequest import makerequest
from town import SECRET
from zope.component import getAdapter
from zope.component.hooks import setSite

import pytest
import re
import transaction


ADDRESS = "https://gw.yunxi.example.org"
EVIL = "evil.example"


@pytest.fixture
def portal(functional):
    yield functional["portal"]
    transaction.abort()
    setSite(functional["portal"])


@pytest.fixture
def waiting(affair, finance, sink):
    """Somebody of the asked agency gets his mail once a day, by the command of an administrator."""
    accounts = affair.portal.acl_users
    accounts.source_users.addUser("boss", "boss", SECRET)
    accounts.portal_role_manager.assignRoleToPrincipal("Manager", "boss")
    with api.env.adopt_user(username="fin-signer"):
        INotices(affair.portal).set_mail("daily")
    affair.begin(finance)
    transaction.commit()
    sink.mails.clear()
    return affair


def choose(address):
    api.portal.set_registry_record(RECORD, address)
    transaction.commit()


def links(sink):
    return {url for _to, _subject, text in sink.read() for url in re.findall(r"https?://\S+", text)}


def test_a_command_without_a_server_mails_the_address_readers_know(waiting, sink):
    choose(ADDRESS)
    site = makerequest(waiting.portal.__parent__)[waiting.portal.getId()]
    setSite(site)
    path = "/".join(waiting.document.getPhysicalPath()[2:])
    getAdapter(site, IRoutine, "send_notices").run("", 50)
    transaction.commit()
    assert links(sink) == {f"{ADDRESS}/{path}", f"{ADDRESS}/@@notices"}


@pytest.mark.parametrize("chosen", [ADDRESS, f"{ADDRESS}/"])
def test_a_forged_host_is_in_no_mail(waiting, sink, chosen):
    choose(chosen)
    door = Door(waiting.portal)
    asked = door.ask("POST", "/@routine", "boss", {"name": "send_notices"}, Host=EVIL)
    assert (asked.status_int, asked.json["done"]) == (200, ["mails:1"])
    assert links(sink) and all(url.startswith(f"{ADDRESS}/") for url in links(sink))
    assert EVIL not in sink.everything()


def test_without_a_choice_it_is_the_address_of_the_request(waiting, sink):
    Door(waiting.portal).ask("POST", "/@routine", "boss", {"name": "send_notices"}, Host="intranet")
    assert links(sink) and all(url.startswith("http://intranet/plone/") for url in links(sink))


@pytest.mark.parametrize("wrong", ["evil.example", "javascript:alert(1)", "https://a.example/?b=c"])
def test_the_record_takes_no_address_that_is_none(portal, agency, wrong):
    with pytest.raises(RuleBroken):
        api.portal.set_registry_record(RECORD, wrong)
    transaction.abort()


def test_the_state_of_the_site_tells_of_mail_without_a_public_address(portal, agency, sink):
    (told,) = getAdapter(portal, ISiteCheck, "mail").state()
    assert told["level"] == "warning" and "public address" in told["text"].default
    choose(ADDRESS)
    (told,) = getAdapter(portal, ISiteCheck, "mail").state()
    assert told["level"] == "success"
