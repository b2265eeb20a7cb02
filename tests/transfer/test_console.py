"""``opengov-seal`` against a running site."""

from opengov.disclosure.transfer.console import main
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.uuid.interfaces import IUUID

import pytest
import transaction


@pytest.fixture
def run(served, tmp_path):
    """Run the command as an account."""

    def run_as(user, password, *command):
        secret = tmp_path / "password"
        secret.write_text(f"{password}\n")
        address = served.portal.absolute_url()
        return main(["--site", address, "--user", user, "--password-file", str(secret), *command])

    return run_as


CLERK = ("transfer-clerk", "Yunxi-2026-test")
MANAGER = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)


def test_it_seals_in_batches_until_nothing_waits(served, run, capsys):
    receiver = served.receiver()
    documents = [served.published() for _ in range(3)]
    assert run(*CLERK, "--limit", "1") == 0
    transaction.begin()
    [item] = served.handovers.page(receiver)["items"]
    handover = served.handovers.find(item["handover"])
    assert {row.document for row in handover.rows()} == {IUUID(one) for one in documents}
    told = capsys.readouterr().out
    assert told.count("sealed ") == 3
    assert [line for line in told.splitlines() if line.startswith(("laid", "offered"))] == [
        *(f"laid out {number} of 3: {handover.id}" for number in (1, 2, 3)),
        f"offered {handover.id}",
    ]
    assert run(*CLERK) == 0
    assert capsys.readouterr().out == ""


def test_what_is_held_back_is_named(served, run, capsys):
    served.receiver()
    document = served.published()
    served.walk(document, "withdraw")
    transaction.commit()
    assert run(*CLERK, "seal") == 1
    assert f"held back {IUUID(document)}: handover_state" in capsys.readouterr().out


def test_it_fills_the_spool_again(served, run, spool, capsys):
    served.receiver()
    [id] = served.seal(served.published())["offered"]
    [path] = spool.glob("*.zip")
    before = path.read_bytes()
    path.unlink()
    assert run(*MANAGER, "rebuild") == 0
    assert path.read_bytes() == before
    assert capsys.readouterr().out == f"rebuilt {id}\n"


@pytest.mark.parametrize("user,password", [("drafter", "Yunxi-2026-test"), ("transfer-clerk", "wrong")])
def test_who_may_not_seal_is_told_so(served, run, user, password, capsys):
    assert api.user.get(userid=user)
    assert run(user, password) == 2
    assert "answered 40" in capsys.readouterr().err


@pytest.mark.parametrize("site", ["localhost:8080/Plone", "http://127.0.0.1:9/Plone", "file:///etc"])
def test_a_site_that_cannot_be_asked_is_named(site, tmp_path, capsys):
    (tmp_path / "password").write_text("x")
    assert main(["--site", site, "--user", "x", "--password-file", str(tmp_path / "password")]) == 2
    assert site in capsys.readouterr().err


def test_account_and_password_file_are_needed(capsys):
    with pytest.raises(SystemExit):
        main(["--site", "http://localhost:8080/Plone"])


def test_it_compares_everything_with_what_was_sealed(served, run, spool, capsys):
    served.receiver()
    ids = [served.seal(served.published())["offered"][0] for _ in range(2)]
    assert run(*MANAGER, "--limit", "1", "verify") == 0
    assert capsys.readouterr().out == "verified 1\nverified 1\n"
    path = spool / f"{served.handovers.find(ids[0]).package['sha256']}.zip"
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    assert run(*MANAGER, "--limit", "5", "verify") == 1
    assert capsys.readouterr().out == f"verified 2\nbroken {ids[0]}: package\n"
    assert run(*MANAGER, "rebuild") == 0
    assert run(*MANAGER, "verify") == 0
