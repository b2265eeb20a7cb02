"""The city's archives and library in the demo: who receives what, what was handed over, and what they have answered."""

from collections.abc import Iterator
from collections.abc import Mapping
from opengov.disclosure.agency.interfaces import IOffices
from opengov.disclosure.core.opening import AT_EXPIRY
from opengov.disclosure.core.opening import MOST
from opengov.disclosure.demo import people
from opengov.disclosure.transfer.interfaces import IHandover
from opengov.disclosure.transfer.interfaces import IHandovers
from opengov.disclosure.transfer.interfaces import IOpeningList
from opengov.disclosure.transfer.interfaces import IReceipts
from opengov.disclosure.transfer.interfaces import IReceivers
from opengov.disclosure.transfer.sealing.spool import Spool
from opengov.disclosure.transfer.sealing.spool import spool_folder
from plone import api
from plone.uuid.interfaces import IUUID


#: Records in one step of the sealer.
BATCH = 50
#: Agencies that hand over to both houses. Only of the sealed ones anything was handed over yet: the rest still waits.
AGENCIES = ("shizhengfu", "jiaoyuju", "huanjingju")
SEALED = ("shizhengfu", "jiaoyuju")


def hand_over(portal) -> None:
    """Set the receivers up, hand over what is ready of two agencies, and let the houses answer."""
    listed = people.data("archives.toml")
    for receiver in listed["receiver"]:
        _introduce(portal, receiver)
    for path in SEALED:
        _give_opinions(portal, path)
        _seal(portal, path)
    for answer in listed["answer"]:
        _answer(portal, answer)


def _introduce(portal, receiver: Mapping) -> None:
    agencies = [people.agency_at(portal, path) for path in AGENCIES]
    for agency in agencies:
        api.group.add_user(groupname=IOffices(agency).group_id("Archivist"), username=receiver["account"])
    IReceivers(portal).put({**receiver, "fonds": [IUUID(agency) for agency in agencies]})


def _give_opinions(portal, path: str) -> None:
    """As the transfer clerk follows what is suggested; where nothing is, the records open at expiry."""
    agency = people.agency_at(portal, path)
    with api.env.adopt_user(username=people.holder(path, "Transfer Clerk")):
        for row in IOpeningList(agency).page(size=MOST)["items"]:
            suggested = row["suggestion"]
            opinion, reason = (suggested.opinion, suggested.reason) if suggested else (AT_EXPIRY, "")
            IOpeningList(agency).give([row["uid"]], opinion, reason)


def _seal(portal, path: str) -> None:
    """As the agency's transfer clerk does it, until nothing is left."""
    handovers, uid = IHandovers(portal), IUUID(people.agency_at(portal, path))
    with api.env.adopt_user(username=people.holder(path, "Transfer Clerk")), Spool(spool_folder()).writing():
        while handovers.work([uid], BATCH)["more"]:
            pass


def _answer(portal, answer: Mapping) -> None:
    """A house answers the oldest hand-over of an agency and purpose that it has not settled; the agency may seal anew."""
    handovers, receiver = IHandovers(portal), IReceivers(portal).all()[answer["receiver"]]
    uid = IUUID(people.agency_at(portal, answer["agency"]))
    found = next(_open(handovers, uid, answer))
    digest = {"sha-256": found.package["sha256"], "sm3": found.package["sm3"]}
    checks = [{**check, "note": ""} for check in found.checks if check["result"] == "passed"][:6]
    told = {name: answer.get(name, "") for name in ("status", "archive_ref")}
    receipt = {**told, "receipt_id": f"demo-{found.id}-{answer['status']}", "digest": digest}
    receipt |= {"checks": checks, "problems": [dict(one) for one in answer.get("problem", ())]}
    with api.env.adopt_user(username=receiver["account"]):
        IReceipts(portal).give(receiver, found.id, receipt)
    if answer.get("sealed_anew"):
        with api.env.adopt_user(username=people.holder(answer["agency"], "Transfer Clerk")):
            handovers.retry(found.id)
        _seal(portal, answer["agency"])


def _open(handovers: IHandovers, uid: str, answer: Mapping) -> Iterator[IHandover]:
    for found in handovers.of_agency(uid)["items"]:
        facts = found.facts
        asked = (facts["receiver"], facts["purpose"]) == (answer["receiver"], answer["purpose"])
        if asked and found.state in ("offered", "received"):
            yield found
