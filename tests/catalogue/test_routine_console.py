"""``opengov-routine`` against a running site, and its batches in a database that no server has open."""

from datetime import date
from opengov.disclosure.catalogue import console
from opengov.disclosure.catalogue.offline import OfflineSite
from opengov.disclosure.client import NoAnswer
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.app.testing import setRoles
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.app.testing import TEST_USER_ID
from plone.uuid.interfaces import IUUID
from town import make_agency
from town import SECRET
from town import Walk

import pytest
import transaction


@pytest.fixture
def notices(acceptance, clock):
    """Three notices whose last day is over."""
    portal = acceptance["portal"]
    setRoles(portal, TEST_USER_ID, ["Manager"])
    walk = Walk(make_agency(portal))
    made = [walk.to("published", title=f"第{number}号公示", publish_until=date(2026, 11, 24)) for number in range(3)]
    clock.pass_days(9)
    transaction.commit()
    return made


@pytest.fixture
def run(acceptance, tmp_path):
    def run_as(user, password, *command):
        secret = tmp_path / "password"
        secret.write_text(f"{password}\n")
        address = acceptance["portal"].absolute_url()
        code = console.main(["--site", address, "--user", user, "--password-file", str(secret), *command])
        acceptance["portal"]._p_jar.sync()
        return code

    return run_as


MANAGER = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)


def test_it_does_what_is_due_in_batches_and_once(notices, run, capsys):
    assert run(*MANAGER, "--limit", "1") == 0
    assert {ILife(one).state for one in notices} == {"withdrawn"}
    said = capsys.readouterr().out.splitlines()
    assert sorted(line for line in said if line.startswith("expire")) == sorted(
        f"expire {IUUID(one)}" for one in notices
    )
    assert run(*MANAGER, "expire", "dates") == 0
    assert capsys.readouterr().out == ""


def test_what_a_rule_holds_back_is_named(notices, run, capsys):
    notices[0].publish_until = date(2027, 1, 1)
    transaction.commit()
    assert run(*MANAGER, "expire") == 1
    assert f"expire held back {IUUID(notices[0])}: not_over" in capsys.readouterr().out
    assert [ILife(one).state for one in notices] == ["published", "withdrawn", "withdrawn"]


@pytest.mark.parametrize(
    ("user", "password", "words"),
    [("drafter", SECRET, "answered 403"), ("disclosure-officer", SECRET, "answered 403"), ("x", "x", "answered 401")],
)
def test_who_may_not_run_routines_is_told_so(notices, run, user, password, words, capsys):
    assert run(user, password) == 2
    assert words in capsys.readouterr().err
    assert {ILife(one).state for one in notices} == {"published"}


def test_an_unknown_routine_is_refused_with_the_known_ones(notices, run, capsys):
    assert run(*MANAGER, "destroy") == 2
    known = capsys.readouterr().err
    assert "there are " in known and "dates, " in known and "expire, " in known


@pytest.mark.parametrize("site", ["localhost:8080/Plone", "http://127.0.0.1:9/Plone", "file:///etc"])
def test_a_site_that_cannot_be_asked_is_named(site, tmp_path, capsys):
    (tmp_path / "password").write_text("x")
    assert console.main(["--site", site, "--user", "x", "--password-file", str(tmp_path / "password")]) == 2
    assert site in capsys.readouterr().err


def test_an_account_is_needed_unless_the_database_is_opened(capsys):
    with pytest.raises(SystemExit):
        console.main(["--site", "http://localhost/Plone"])


def test_without_a_server_the_same_batches_are_done(notices, acceptance):
    site = OfflineSite(acceptance["portal"])
    assert "expire" in site.get("@routine")["items"]
    with api.env.adopt_roles(["Manager"]):
        answer = site.post("@routine", {"name": "expire", "after": "", "limit": 2})
        assert len(answer["done"]) == 2
        with pytest.raises(NoAnswer):
            site.post("@routine", {"name": "destroy", "after": "", "limit": 2})
    assert sorted(ILife(one).state for one in notices) == ["published", "withdrawn", "withdrawn"]
