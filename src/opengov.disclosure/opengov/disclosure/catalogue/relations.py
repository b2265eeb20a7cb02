"""What documents say of one another: which repealed which, which corrects, interprets or stands in for which (R-I9).

Both ends are kept as UIDs at the site, whatever state they are in; who asks sees the ends that he may see (R-X1).
"""

from collections.abc import Iterable
from opengov.disclosure.catalogue import storage
from opengov.disclosure.catalogue.storage import CatalogueData
from opengov.disclosure.catalogue.trees import UidTree
from opengov.disclosure.core.steps import SIGNED
from opengov.disclosure.secrecy.interfaces import IDossier
from plone import api
from plone.uuid.interfaces import IUUID

import re


#: Kinds of documents that stand beside another one (R-I2, R-I4, R-I12).
COMPANIONS = ("correction", "public_version", "interpretation")

_UID = re.compile(r"[0-9a-f]{32}")


def is_uid(text: str) -> bool:
    """Whether a text is the UID of a document, and not words."""
    return _UID.fullmatch(text) is not None


def validity_of(document) -> dict[str, str]:
    """What is marked of a document's validity: {value, on, document, uid}; in force where nothing is marked.

    ``document`` is who did it in words, ``uid`` the same as a document of this site, empty when it is none.
    """
    kept = IDossier(document).affair("validity") or {}
    named = (kept.get("document") or "").strip()
    uid = named if is_uid(named) else _numbered(named)
    return {
        "value": kept.get("value") or "valid",
        "on": kept.get("on") or "",
        # of a document of this site only those learn who may see it
        "document": "" if uid else named,
        "uid": uid,
    }


def _numbered(number: str) -> str:
    """UID of the one document in force that bears a number (发文字号); empty when there is none, or several."""
    if not number:
        return ""
    query = {"document_number": number, "review_state": list(SIGNED)}
    found = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(**query)
    return found[0].UID if len(found) == 1 else ""


def companion_of(document) -> dict[str, object]:
    """What a document is beside another one: {kind, of, revision}; empty where it stands alone."""
    dossier = IDossier(document)
    companion, revision = dossier.affair("companion") or {}, dossier.affair("revision") or {}
    kind = companion.get("kind") if companion.get("kind") in COMPANIONS else ""
    return {
        "kind": kind or ("correction" if revision.get("number") else ""),
        # nothing leads from a public version to what it stands in for (R-I12)
        "of": "" if kind == "public_version" else companion.get("of") or revision.get("of") or "",
        "revision": int(revision.get("number") or 0),
    }


def follow(site, document) -> None:
    """Keep what a document now says of others, in place of what it said before."""
    uid, told = IUUID(document), _told(document)
    known = storage.read(site).relations
    before = () if known is None else known.out.get(uid, ())
    if told == before:
        return
    data = storage.write(site)
    for relation, target in before:
        _drop(data.relations.back, target, (relation, uid))
    for relation, target in told:
        data.relations.back[target] = (*data.relations.back.get(target, ()), (relation, uid))
    if told:
        data.relations.out[uid] = told
    else:
        del data.relations.out[uid]


def forget(data: CatalogueData, uid: str) -> None:
    """Keep nothing of what a document that is gone said of others."""
    if data.relations is not None and uid in data.relations.out:
        for relation, target in data.relations.out.pop(uid):
            _drop(data.relations.back, target, (relation, uid))


def back(data: CatalogueData, uid: str) -> tuple[tuple[str, str], ...]:
    """Who says something of a document: pairs (relation, UID)."""
    return () if data.relations is None else data.relations.back.get(uid, ())


def _told(document) -> tuple[tuple[str, str], ...]:
    validity, companion = validity_of(document), companion_of(document)
    pairs: Iterable[tuple[str, str]] = (
        (validity["value"], validity["uid"]),
        (str(companion["kind"]), str(companion["of"])),
    )
    return tuple((relation, target) for relation, target in pairs if relation not in ("", "valid") and is_uid(target))


def _drop(back: UidTree, target: str, pair: tuple[str, str]) -> None:
    rest = tuple(known for known in back.get(target, ()) if known != pair)
    if rest:
        back[target] = rest
    else:
        back.pop(target, None)
