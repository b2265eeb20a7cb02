"""What agencies do together in the demo: each act by whoever holds the office in the agency that acts."""

from collections.abc import Callable
from collections.abc import Mapping
from opengov.disclosure.core.joint import Role
from opengov.disclosure.core.joint import Slot
from opengov.disclosure.core.joint import Stand
from opengov.disclosure.demo import people
from opengov.disclosure.joint.interfaces import IPositions
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.uuid.interfaces import IUUID

import base64


def name(content, document: Mapping) -> None:
    """Name the agencies that are asked, and those that issue the document too, as its drafter.

    :param document: ``asked``: names of outside bodies; ``co_issuers``: paths of agencies; ``partners``: outside bodies
        that issue the document too, {name, administrative}.
    """
    positions = IPositions(content)
    for body in document.get("asked", ()):
        positions.add(body=body)
    for path in document.get("co_issuers", ()):
        positions.add(agency=IUUID(people.agency_at(api.portal.get(), path)), role=Role.CO_ISSUER.value)
    for partner in document.get("partners", ()):
        positions.add(body=partner["name"], role=Role.CO_ISSUER.value, administrative=partner["administrative"])


def act(content, act_id: str, document: Mapping) -> None:
    """Let the agencies act.

    :param act_id: one of :data:`ACTS`.
    """
    ACTS[act_id](content, document)


def _answer(content, document: Mapping, path: str, stand: Stand) -> None:
    """An agency's liaison drafts its position, its leader releases it."""
    slot = _slot(content, agency=IUUID(people.agency_at(api.portal.get(), path)))
    with api.env.adopt_user(username=people.holder(path, "Co-Issuer")):
        positions = IPositions(content)
        positions.receive(slot)
        positions.draft(slot, stand.value, positions.digest(), reason=document.get("position", ""))
    with api.env.adopt_user(username=people.holder(path, "Signer")):
        IPositions(content).release(slot)


def _consent(content, document: Mapping) -> None:
    """All agencies agree but the last, where one objects."""
    willing = document["co_issuers"][:-1] if "position" in document else document["co_issuers"]
    for path in willing:
        _answer(content, {}, path, Stand.AGREE)


def _object(content, document: Mapping) -> None:
    _answer(content, document, document["co_issuers"][-1], Stand.OBJECT)


def _record_consent(content, document: Mapping) -> None:
    """The lead records what outside bodies answered on paper."""
    with api.env.adopt_user(username=people.holder(document["agency"], "Disclosure Officer")):
        for partner in document["partners"]:
            slot, paper = _slot(content, name=partner["name"]), _paper("复函", partner["name"])
            IPositions(content).record(slot, Stand.AGREE.value, paper, document["signed_by"])


def _countersign(content, document: Mapping) -> None:
    for path in document["co_issuers"]:
        with api.env.adopt_user(username=people.holder(path, "Signer")):
            ILife(content).take("countersign")


def _record_countersignature(content, document: Mapping) -> None:
    """The lead records the sheets that outside bodies signed."""
    with api.env.adopt_user(username=people.holder(document["agency"], "Disclosure Reviewer")):
        for partner in document["partners"]:
            values = {"slot": _slot(content, name=partner["name"]), "signed_by": document["signed_by"]}
            ILife(content).take("record_countersignature", paper=_paper("会签单", partner["name"]), **values)


def _slot(content, **wanted: str) -> str:
    slots: tuple[Slot, ...] = IPositions(content).slots()
    return next(slot.id for slot in slots if all(getattr(slot, key) == value for key, value in wanted.items()))


def _paper(title: str, body: str) -> dict:
    words = f"{body}{title}（演示）"
    data = base64.b64encode(words.encode()).decode()
    return {"filename": f"{title}.txt", "content-type": "text/plain", "data": data}


#: What agencies do that is no step of the lead's own people.
ACTS: Mapping[str, Callable[[object, Mapping], None]] = {
    "consent": _consent,
    "object": _object,
    "record_consent": _record_consent,
    "countersign": _countersign,
    "record_countersignature": _record_countersignature,
}
