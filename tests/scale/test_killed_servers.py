"""A server killed while somebody signs or publishes: nothing is half done, nothing is lost (plone.md 37)."""

from forks import copy_database
from forks import die
from forks import file_storage
from forks import in_a_process
from forks import Killer
from forks import open_site
from opengov.disclosure.catalogue.interfaces import IPublicCatalogue
from opengov.disclosure.catalogue.interfaces import IRegister
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import ILedgerStore
from opengov.disclosure.signoff.interfaces import IDocumentNumber
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.uuid.interfaces import IUUID

import os
import pytest
import random
import shutil
import signal
import transaction


TURNS = 4 * int(os.environ.get("OPENGOV_WALKS", "1"))
HOLDERS = {"sign": "signer", "publish": "disclosure-officer"}
BEFORE = {"sign": "sign_off", "publish": "issued"}
AFTER = {"sign": "issued", "publish": "published"}


@pytest.fixture
def portal(functional):
    return functional["portal"]


@pytest.fixture
def database(walk, portal, tmp_path):
    """A database on disk with one document before each step; the documents' ids."""
    names = {step: walk.to(state).getId() for step, state in BEFORE.items()}
    transaction.commit()
    folder = tmp_path / "database"
    folder.mkdir()
    copy_database(portal._p_jar.db().storage, file_storage(folder))
    return folder, names


def take(site, step, name):
    with api.env.adopt_user(username=HOLDERS[step]):
        ILife(site["bureau"][name]).take(step)
    transaction.commit()


def until(point):
    """Arm one point of a commit."""

    def arm(storage):
        if point == "before the commit":
            transaction.commit = die
        elif point == "before the vote":
            transaction.get().join(Killer("tpc_vote", last=False))
        elif point == "after the vote":
            transaction.get().join(Killer("tpc_vote", last=True))
        elif point == "in the middle of the finish":
            writing = storage._finish
            storage._finish = lambda *arguments: (writing(*arguments), die())
        elif point == "after the finish":
            transaction.get().join(Killer("tpc_finish", last=True))

    return arm


#: Point of the commit -> whether the step counts as taken afterwards (None: either, but wholly).
POINTS = {
    "before the commit": False,
    "before the vote": False,
    "after the vote": False,
    "in the middle of the finish": None,
    "after the finish": True,
}


def run(folder, step, name, arm):
    storage = file_storage(folder)
    site = open_site(storage)
    arm(storage)
    take(site, step, name)


def look(folder, step, name):
    """Everything that must agree about the document, before and after the step is taken (again)."""
    site = open_site(file_storage(folder))
    found = [snapshot(site, name)]
    if found[0]["state"] == BEFORE[step]:
        take(site, step, name)
    return {"found": found[0], "after": snapshot(site, name)}


def snapshot(site, name):
    document = site["bureau"][name]
    uid = IUUID(document)
    signed = ILife(document).signed() or {}
    brains = site.portal_catalog.unrestrictedSearchResults(UID=uid)
    rows = IRegister(site["bureau"]).page("published")["items"]
    return {
        "state": ILife(document).state,
        "listed as": [brain.review_state for brain in brains],
        "number": IDocumentNumber(document).text,
        "signed number": signed.get("number", ""),
        "recorded": [entry.action for entry in ILedger(document).entries()][4:],
        "effective": document.effective_date is not None,
        "public": IPublicCatalogue(site).entry(uid) is not None,
        "in the register": [row["uid"] for row in rows] == [uid],
        "breaks": [repr(found) for found in ILedgerStore(site).verify()],
        "torn": [repr(found) for found in IPublicCatalogue(site).verify()],
    }


def whole(state, number):
    """What must be found of a document in a state; the fifth entry of its record is the signature."""
    steps = {"sign_off": [], "issued": ["sign"], "published": ["sign", "publish"]}[state]
    public = state == "published"
    text = number if steps else ""
    return {
        "state": state,
        "listed as": [state],
        "number": text,
        "signed number": text,
        "recorded": steps,
        "effective": public,
        "public": public,
        "in the register": public,
        "breaks": [],
        "torn": [],
    }


def check(folder, step, name, taken):
    seen = in_a_process(lambda: look(folder, step, name))
    assert "error" not in seen, seen
    number = seen["after"]["number"]
    # the other document of the database has the other number
    assert number.endswith("〕2号" if step == "sign" else "〕1号")
    assert seen["after"] == whole(AFTER[step], number)
    states = {True: {AFTER[step]}, False: {BEFORE[step]}, None: {BEFORE[step], AFTER[step]}}[taken]
    assert seen["found"]["state"] in states
    assert seen["found"] == whole(seen["found"]["state"], number)


@pytest.mark.parametrize("step", list(BEFORE))
def test_a_step_cut_off_at_any_point_of_its_commit_is_taken_wholly_or_not_at_all(database, tmp_path, step):
    folder, names = database
    for point, taken in POINTS.items():
        copy = tmp_path / point.replace(" ", "-")
        shutil.copytree(folder, copy)
        assert in_a_process(lambda: run(copy, step, names[step], until(point))) is None, point  # noqa: B023 - runs at once
        check(copy, step, names[step], taken)


@pytest.mark.parametrize("step", list(BEFORE))
def test_a_step_cut_off_at_any_moment_is_taken_wholly_or_not_at_all(database, tmp_path, step):
    folder, names = database
    rnd = random.Random(7)
    for turn in range(TURNS):
        copy = tmp_path / f"turn-{turn}"
        shutil.copytree(folder, copy)
        delay = rnd.uniform(0.001, 0.08)

        def arm(_storage, delay=delay):
            signal.signal(signal.SIGALRM, die)
            signal.setitimer(signal.ITIMER_REAL, delay)

        in_a_process(lambda: run(copy, step, names[step], arm))  # noqa: B023 - runs at once
        check(copy, step, names[step], None)
        shutil.rmtree(copy)
