"""Which documents are deposited, and the day that decides when: read from one document, as it is now."""

from datetime import date
from opengov.disclosure.attribute.interfaces import IDisclosureProposal
from opengov.disclosure.core.attribute import Attribute
from opengov.disclosure.core.transfer import DEPOSIT
from opengov.disclosure.core.transfer import STATES
from opengov.disclosure.joint.interfaces import IArrangement
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff.interfaces import ILife


def formed_on(document) -> str:
    """ISO day on which a document that is to be deposited was made or changed, the later of the two; empty for any other.

    Of several agencies' documents the lead deposits; what a body outside leads, that body does (003 移送管理办法 第五条, R-J5).
    """
    life = ILife(document)
    signed = life.signed()
    if not signed or life.state not in STATES[DEPOSIT] or IArrangement(document).lead_body:
        return ""
    if IDisclosureProposal(document).proposal().attribute != Attribute.PROACTIVE:
        return ""
    # a correction keeps the date of what it replaces, old paper has its own, an adjustment makes public what was not, and
    # what was withdrawn has left the reading rooms
    later = [str(signed.get("at") or "")[:10]]
    later += [each["at"][:10] for each in IDossier(document).affair("adjusted") or () if each["new"] == "proactive"]
    later += [entry.at[:10] for entry in ILedger(document).entries() if entry.action == "republish"]
    return max([date.fromisoformat(signed["issue_date"]).isoformat(), *later])


def validity(document) -> dict[str, str]:
    """What is marked of a document's validity: {value, on, document}; in force where nothing is marked (R-I9)."""
    kept = IDossier(document).affair("validity") or {}
    return {name: kept.get(name) or "" for name in ("on", "document")} | {"value": kept.get("value") or "valid"}
