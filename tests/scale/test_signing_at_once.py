"""Two servers sign at one database: no number twice, none left out (R-I1)."""

from collections import Counter
from forks import copy_database
from forks import open_site
from forks import started
from opengov.disclosure.ledger.interfaces import ILedgerStore
from opengov.disclosure.signoff.interfaces import IDocumentNumber
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from relstorage.adapters.postgresql import PostgreSQLAdapter
from relstorage.options import Options
from relstorage.storage import RelStorage
from transaction.interfaces import TransientError

import contextlib
import os
import pytest
import random
import time
import transaction


DOCUMENTS = 10 * int(os.environ.get("OPENGOV_WALKS", "1"))
#: As zope.conf says: max-conflict-retries.
RETRIES = 10


@pytest.fixture
def portal(functional):
    return functional["portal"]


@pytest.fixture
def servers(walk, portal, postgres_dsn, tmp_path):
    """Documents that wait for their signature, and how to open the database they are in."""
    names = [walk.to("sign_off").getId() for _ in range(DOCUMENTS)]
    transaction.commit()

    def storage():
        blobs = tmp_path / "blobs"
        blobs.mkdir(exist_ok=True)
        options = Options(keep_history=False, blob_dir=str(blobs), shared_blob_dir=True)
        return RelStorage(PostgreSQLAdapter(postgres_dsn, options=options), options=options)

    empty = storage()
    empty.zap_all()
    copy_database(portal._p_jar.db().storage, empty)
    return names, storage


def sign_all(storage, names, beginning):
    """Sign documents as the publisher would, each request with its retries; returns how often one was done again."""
    site = open_site(storage())
    again = 0
    time.sleep(max(0, beginning - time.monotonic()))
    with api.env.adopt_user(username="signer"):
        for name in names:
            for attempt in range(RETRIES + 1):
                transaction.begin()
                try:
                    ILife(site["bureau"][name]).take("sign")
                    transaction.commit()
                    break
                except TransientError:
                    transaction.abort()
                    again += 1
                    if attempt == RETRIES:
                        raise
                    time.sleep(random.uniform(0, 0.005 * 2**attempt))
    return {"again": again}


def look(storage, names):
    site = open_site(storage())
    documents = [site["bureau"][name] for name in names]
    return {
        "numbers": [IDocumentNumber(document).text for document in documents],
        "states": sorted({ILife(document).state for document in documents}),
        "breaks": [repr(found) for found in ILedgerStore(site).verify()],
    }


def test_two_servers_give_each_document_a_number_of_its_own_and_leave_none_out(servers):
    names, storage = servers
    beginning = time.monotonic() + 2
    with contextlib.ExitStack() as stack:
        halves = [names[0::2], names[1::2]]
        outcomes = [
            stack.enter_context(started(lambda half=half: sign_all(storage, half, beginning))) for half in halves
        ]
        results = [outcome() for outcome in outcomes]
    assert [sorted(result) for result in results] == [["again"], ["again"]], results
    assert sum(result["again"] for result in results) > 0, "the two never met: the test shows nothing"
    with started(lambda: look(storage, names)) as outcome:
        found = outcome()
    year = found["numbers"][0][3:7]
    assert Counter(found["numbers"]) == Counter(f"云教〔{year}〕{serial}号" for serial in range(1, DOCUMENTS + 1))
    assert found["states"] == ["issued"]
    assert found["breaks"] == []
