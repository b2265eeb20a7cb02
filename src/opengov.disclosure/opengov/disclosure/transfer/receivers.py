"""Archives and libraries as receivers: who they are, which fonds they see, what they take (R-T1, R-T6)."""

from opengov.disclosure.agency.interfaces import IOffices
from opengov.disclosure.agency.interfaces import OFFICES
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.transfer.interfaces import IReceivers
from opengov.disclosure.transfer.interfaces import IWriter
from opengov.disclosure.transfer.store import enforce_converted
from opengov.disclosure.transfer.store import open_store
from opengov.disclosure.transfer.store import Shelf
from opengov.disclosure.transfer.store import store
from plone import api
from plone.app.uuid.utils import uuidToObject
from Products.CMFPlone.interfaces import IPloneSiteRoot
from zope.component import adapter
from zope.component import getUtilitiesFor
from zope.component import queryUtility
from zope.interface import implementer

import re


CLAUSE = "主动公开政府信息移送管理办法（试行） 第七条"
#: What kind of house it is -> what may be sent there. A library is a public reading room.
KINDS = {"archive": ("deposit", "transfer"), "library": ("deposit",)}
KEYS = ("id", "title", "account", "kind", "fonds", "takes")
#: How it wants hand-overs: form, most records and bytes of one, and up to which size files lie inside an XML envelope.
FORM = {"format": "bagit", "most_records": 10_000, "most_bytes": 4 << 30, "embed_bytes": 5 << 20}
#: Characters of a title or account; both stand in packages and on forms.
LONGEST = 200
BOUNDS = {"most_records": (1, 100_000), "most_bytes": (1 << 20, 1 << 40), "embed_bytes": (0, 7 << 20)}


def settled(receiver: dict) -> dict:
    """A receiver with everything it may leave out."""
    return {**FORM, **receiver}


def receiver_problems(receiver: dict) -> list[Problem]:
    """What is wrong with a receiver: its shape, its account and the offices that account holds."""
    return _shape_problems(receiver) or _form_problems(settled(receiver)) or _account_problems(receiver)


def holds_office(user: str, agency) -> bool:
    """Whether somebody holds an office of the agency that offers now, in his own right or as a deputy (R-T6)."""
    offices = IOffices(agency, None)
    return offices is not None and any(
        role != "Archivist" and offices.acts_for(user, role) is not None for role in OFFICES
    )


def _shape_problems(receiver: dict) -> list[Problem]:
    problems = []
    for key in ("id", "title", "account", "kind"):
        if not isinstance(receiver.get(key), str) or not receiver[key].strip():
            problems.append(Problem("receiver_field_missing", "R-T6", key, CLAUSE, {"field": key}))
    for key in ("fonds", "takes"):
        if not _are_texts(receiver.get(key)):
            problems.append(Problem("receiver_field_missing", "R-T6", key, CLAUSE, {"field": key}))
    if problems:
        return problems
    problems += [
        Problem("receipt_text_malformed", "R-T6", key, CLAUSE, {"field": key, "most": str(LONGEST)})
        for key in ("title", "account")
        if len(receiver[key]) > LONGEST or not receiver[key].isprintable()
    ]
    if not re.fullmatch(r"[a-z][a-z0-9-]{0,39}", receiver["id"]):
        problems.append(Problem("receiver_id_malformed", "R-T6", "id", CLAUSE))
    if receiver["kind"] not in KINDS:
        problems.append(Problem("receiver_kind_unknown", "R-T6", "kind", CLAUSE, {"kinds": ", ".join(KINDS)}))
    elif not set(receiver["takes"]) <= set(KINDS[receiver["kind"]]):
        problems.append(Problem("receiver_takes_unknown", "R-T3", "takes", "档案法实施条例 第三十条"))
    return problems


def _form_problems(receiver: dict) -> list[Problem]:
    problems = []
    if not isinstance(receiver["format"], str) or queryUtility(IWriter, name=receiver["format"]) is None:
        formats = ", ".join(sorted(name for name, _writer in getUtilitiesFor(IWriter)))
        problems.append(Problem("receiver_format_unknown", "R-T4", "format", params={"formats": formats}))
    for key, (least, most) in BOUNDS.items():
        if type(receiver[key]) is not int or not least <= receiver[key] <= most:
            params = {"field": key, "least": str(least), "most": str(most)}
            problems.append(Problem("transfer_number", "R-T4", key, params=params))
    return problems


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, str) for item in value)


def _account_problems(receiver: dict) -> list[Problem]:
    account = receiver["account"]
    if api.user.get(userid=account) is None:
        return [Problem("receiver_account_unknown", "R-T6", "account", CLAUSE, {"account": account})]
    problems = []
    for uid in receiver["fonds"]:
        agency = uuidToObject(uid, unrestricted=True)
        offices = IOffices(agency, None)
        if offices is None:
            problems.append(Problem("receiver_fonds_unknown", "R-T6", "fonds", CLAUSE, {"uid": uid}))
            continue
        held = {role for role in OFFICES if account in offices.holders(role)}
        if "Archivist" not in held:
            problems.append(Problem("receiver_account_no_archivist", "R-T6", "account", CLAUSE, {"uid": uid}))
        if held - {"Archivist"}:
            problems.append(Problem("receiver_account_in_office", "R-T6", "account", CLAUSE, {"uid": uid}))
    return problems


@implementer(IReceivers)
@adapter(IPloneSiteRoot)
class Receivers:
    """The receivers of a site. See ``IReceivers``."""

    def __init__(self, site) -> None:
        self.site = site

    def all(self) -> dict[str, dict]:
        """Every receiver by id."""
        return {id: settled(one) for id, one in store(self.site).receivers.items()}

    def put(self, receiver: dict) -> None:
        """Add or replace a receiver; see ``IReceivers.put``."""
        enforce_converted(self.site)
        enforce(receiver_problems(receiver) or [*self._account_taken(receiver), *self._kind_changed(receiver)])
        plain = {key: settled(receiver)[key] for key in (*KEYS, *FORM)}
        kept = open_store(self.site)
        kept.receivers[plain["id"]] = plain
        kept.feed(plain["id"])
        codes = {key: plain[key] for key in ("id", "account", "kind")}
        codes |= {"takes": ",".join(plain["takes"]), **{key: str(plain[key]) for key in FORM}}
        codes.update({f"fonds_{number}": uid for number, uid in enumerate(plain["fonds"], 1)})
        ILedger(self.site).record("receiver_set", codes=codes)
        for uid in plain["fonds"]:
            _offer_again(kept.shelf(uid))

    def of_account(self, user_id: str) -> dict | None:
        """The receiver of a machine account, or None."""
        return next((one for one in self.all().values() if one["account"] == user_id), None)

    def of_agency(self, uid: str) -> list[dict]:
        """The receivers whose fonds include the agency."""
        return [one for one in self.all().values() if uid in one["fonds"]]

    def _account_taken(self, receiver: dict) -> list[Problem]:
        other = self.of_account(receiver["account"])
        if other is None or other["id"] == receiver["id"]:
            return []
        return [Problem("receiver_account_taken", "R-T6", "account", CLAUSE, {"receiver": other["id"]})]

    def _kind_changed(self, receiver: dict) -> list[Problem]:
        """Its hand-overs stay its own: a library must not come into what was made for an archive (R-X1)."""
        before = self.all().get(receiver["id"])
        if before is None or before["kind"] == receiver["kind"]:
            return []
        begun = store(self.site).handovers.values()
        if not any(one.about["receiver"]["id"] == receiver["id"] for one in begun):
            return []
        return [Problem("receiver_kind_fixed", "R-X1", "kind", CLAUSE)]


def _offer_again(shelf: Shelf) -> None:
    """Let everything of an agency pass by the sealer once more; what a receiver has already is not offered twice."""
    shelf.ready.update(shelf.held.keys())
    shelf.held.clear()
    shelf.ready.update(shelf.documents)
