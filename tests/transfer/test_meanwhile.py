"""What happens to a document while the sealer is at work on the hand-over that it was collected for."""

from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.uuid.interfaces import IUUID

import pytest
import transaction


def steps(town, count):
    """So many steps of the sealer."""
    for _number in range(count):
        done = town.handovers.work([IUUID(town.bureau)], 10)
        transaction.commit()
    return done


@pytest.mark.parametrize("done", [1, 2, 3], ids=["collected", "laid out", "written"])
def test_what_is_withdrawn_before_it_is_offered_is_not_offered(town, spool, done):
    receiver = town.receiver("library", "library")
    kept, document = town.published(), town.published()
    for one in (kept, document):
        town.handovers.enqueue(IUUID(one), IUUID(town.bureau))
    assert steps(town, done)["offered"] == []
    town.walk(document, "withdraw")
    transaction.commit()
    assert len(town.seal()["offered"]) == 1
    [item] = town.handovers.page(receiver)["items"]
    assert [row.document for row in town.handovers.find(item["handover"]).rows()] == [IUUID(kept)]
    [held] = town.handovers.overview(IUUID(town.bureau), 10)["held"]
    assert held["document"] == IUUID(document)
    # nothing of what was written before is left
    assert len(list(spool.rglob("*.zip"))) == 1


@pytest.mark.parametrize("done", [1, 2, 3], ids=["collected", "laid out", "written"])
def test_what_is_voided_before_it_is_transferred_is_not_transferred(town, spool, done):
    receiver = town.receiver(takes=("transfer",))
    plain = {"disclosure_attribute": "on_request", "disclosure_reason": "涉及特定申请人"}
    kept, document = town.signed("register", **plain), town.signed("register", **plain)
    for one in (kept, document):
        town.opine(one)
    assert steps(town, done)["offered"] == []
    with api.env.adopt_user(username="signer"):
        ILife(document).take("void", reason="误发")
    transaction.commit()
    assert len(town.seal()["offered"]) == 1
    [item] = town.handovers.page(receiver)["items"]
    assert [row.document for row in town.handovers.find(item["handover"]).rows()] == [IUUID(kept)]
    assert len(list(spool.rglob("*.zip"))) == 1
