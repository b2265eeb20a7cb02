"""Two servers at one database: agencies answer and sign at both at once; none is lost, one number is given (R-J2, R-I1)."""

from crowd import Crowd
from forks import copy_database
from forks import open_site
from forks import started
from opengov.disclosure.joint.interfaces import IPositions
from opengov.disclosure.joint.interfaces import ISignatures
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import ILedgerStore
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from relstorage.adapters.postgresql import PostgreSQLAdapter
from relstorage.options import Options
from relstorage.storage import RelStorage
from transaction.interfaces import TransientError

import contextlib
import pytest
import random
import time
import transaction


PARTNERS = 10
#: As zope.conf says: max-conflict-retries.
RETRIES = 10


@pytest.fixture
def portal(functional):
    return functional["portal"]


@pytest.fixture
def servers(walk, portal, postgres_dsn, tmp_path):
    """A document that ten agencies are asked about, one that they are to sign, and how to open the database."""
    crowd = Crowd(portal, walk, PARTNERS)
    asked, signing = crowd.asked()[0].getId(), crowd.agreed()[0].getId()
    transaction.commit()

    def storage():
        blobs = tmp_path / "blobs"
        blobs.mkdir(exist_ok=True)
        options = Options(keep_history=False, blob_dir=str(blobs), shared_blob_dir=True)
        return RelStorage(PostgreSQLAdapter(postgres_dsn, options=options), options=options)

    empty = storage()
    empty.zap_all()
    copy_database(portal._p_jar.db().storage, empty)
    return asked, signing, storage


def again(user, act):
    """Do it as the publisher would, with its retries; returns how often it was done again."""
    for attempt in range(RETRIES + 1):
        transaction.begin()
        try:
            with api.env.adopt_user(username=user):
                act()
            transaction.commit()
            return attempt
        except TransientError:
            transaction.abort()
            if attempt == RETRIES:
                raise
            time.sleep(random.uniform(0, 0.02 * 2**attempt))
    return RETRIES


def serve(storage, asked, signing, numbers, beginning):
    """One server: agencies of these numbers answer about one document and sign the other."""
    site, conflicts = open_site(storage()), {"answers": 0, "signatures": 0}
    time.sleep(max(0, beginning - time.monotonic()))
    for n in numbers:
        positions = IPositions(site["bureau"][asked])
        slot = positions.slots()[n].id
        digest = positions.digest()
        conflicts["answers"] += again(f"liaison{n}", lambda: positions.draft(slot, "agree", digest))  # noqa: B023
        conflicts["answers"] += again(f"leader{n}", lambda: positions.release(slot))  # noqa: B023
        signed = ILife(site["bureau"][signing])
        conflicts["signatures"] += again(f"leader{n}", lambda: signed.take("countersign"))  # noqa: B023
    if 0 in numbers:
        conflicts["signatures"] += again("signer", lambda: ILife(site["bureau"][signing]).take("sign"))
    return conflicts


def look(storage, asked, signing):
    site = open_site(storage())
    answered, document = site["bureau"][asked], site["bureau"][signing]
    entries = [entry for entry in ILedger(document).entries() if entry.action in ("sign", "countersign")]
    return {
        "stands": [slot.position.stand for slot in IPositions(answered).slots()],
        "state": ILife(document).state,
        "missing": list(ISignatures(document).missing()),
        "signed by": sorted(entry.actor for entry in entries),
        "numbers": [entry.codes["number"] for entry in entries if "number" in entry.codes],
        "breaks": [repr(found) for found in ILedgerStore(site).verify()],
    }


def test_agencies_at_two_servers_answer_and_sign_at_once(servers):
    asked, signing, storage = servers
    beginning = time.monotonic() + 2
    with contextlib.ExitStack() as stack:
        halves = [list(range(start, PARTNERS, 2)) for start in (0, 1)]
        outcomes = [
            stack.enter_context(started(lambda half=half: serve(storage, asked, signing, half, beginning)))
            for half in halves
        ]
        results = [outcome() for outcome in outcomes]
    assert [sorted(result) for result in results] == [["answers", "signatures"]] * 2, results
    assert sum(result["signatures"] for result in results) > 0, "the two never met: the test shows nothing"
    with started(lambda: look(storage, asked, signing)) as outcome:
        found = outcome()
    assert found["stands"] == ["agree"] * PARTNERS
    assert (found["state"], found["missing"], found["breaks"]) == ("issued", [], [])
    assert found["signed by"] == sorted(["signer", *(f"leader{n}" for n in range(PARTNERS))])
    assert len(found["numbers"]) == 1
