"""What happens to companions when their original takes a step, and to the original when a companion does.

All of it in the same transaction: it happens together or not at all.
"""

from AccessControl import getSecurityManager
from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SecurityManagement import setSecurityManager
from AccessControl.users import UnrestrictedUser
from collections.abc import Iterator
from contextlib import contextmanager
from opengov.disclosure.core import companions
from opengov.disclosure.core import originals
from opengov.disclosure.core.signoff import STEPS
from opengov.disclosure.i18n import _
from opengov.disclosure.i18n import catalog_language
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff import companions as links
from opengov.disclosure.signoff.companion_events import CompanionMoved
from opengov.disclosure.signoff.companion_rules import ALONG
from opengov.disclosure.signoff.companion_rules import along
from opengov.disclosure.signoff.companion_rules import ends_where_it_should
from opengov.disclosure.signoff.companion_rules import main
from opengov.disclosure.signoff.facts import state_of
from opengov.disclosure.signoff.interfaces import ICompanions
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.uuid.interfaces import IUUID
from zope.event import notify
from zope.i18n import translate


#: The office the product acts in where whoever set a step off has none for what follows from it.
_OFFICE = "Disclosure Officer"

#: States of an original in which nothing stands in its place any more.
_ENDED = frozenset({"published", "superseded", "voided", "purged"})

_REASON = _("reason_follows_original", default="Withdrawn together with the document it belongs to.")


def follow_step(document, event) -> None:
    """Subscriber of ``IStepTaken``."""
    own = ICompanions(document)
    if own.kind == companions.CORRECTION:
        _follow_correction(document, own, event)
    elif own.kind == companions.PUBLIC_VERSION and event.step.id in companions.OPENING:
        _replace_version(document, own)
    if event.step.id in ALONG and originals.takes_along(event.step.id, main(document, event.step.id)):
        interpretation = own.interpretation()
        with along(interpretation):
            ILife(interpretation).take(ALONG[event.step.id])
    if event.step.id == "mark_validity":
        document.reindexObject(idxs=["amended_by"])
    if own.records():
        _follow_original(document, own, event)


def forget_deleted(document, event) -> None:
    """Subscriber of the removal of a document: only a draft can go, and its original forgets it."""
    links.forget(document)


def _follow_correction(document, own, event) -> None:
    original = own.original()
    if original is None:
        return
    if event.target == "issued" != event.source:
        # Written on the original: of two corrections that are signed at once, one is refused (R-I2).
        records = [
            {**record, "signed_at": now().isoformat()} if record["uid"] == IUUID(document) else record
            for record in ICompanions(original).records()
        ]
        IDossier(original).set_affair("companions", records)
    if ends_where_it_should(event):
        _supersede(original, document)


def _supersede(original, correction) -> None:
    uid = IUUID(correction)
    IDossier(original).set_affair("superseded_by", {"uid": uid, "at": now().isoformat()})
    with _acting(original, "supersede"):
        ILife(original).take("supersede")
    ILedger(original).record("superseded_by", codes={"by": uid})
    for interpretation in ICompanions(original).all(companions.INTERPRETATION):
        _move(interpretation, original, correction)


def _move(interpretation, original, correction) -> None:
    """The interpretation of the old text is that of the corrected one: it stays public and goes with it from now on."""
    uid, before = IUUID(interpretation), ICompanions(original).records()
    moved = [record for record in before if record["uid"] == uid]
    kept = [record for record in before if record["uid"] != uid]
    IDossier(original).set_affair("companions", kept or None)
    IDossier(correction).set_affair("companions", [*ICompanions(correction).records(), *moved])
    link = IDossier(interpretation).affair("companion")
    IDossier(interpretation).set_affair("companion", {**link, "of": IUUID(correction)})
    ILedger(interpretation).record("companion_moved", codes={"of": IUUID(correction)})
    notify(CompanionMoved(interpretation, correction))


def _replace_version(document, own) -> None:
    """There is one public version: a new one takes the place of the former."""
    original = own.original()
    if original is None:
        return
    for former in ICompanions(original).all(companions.PUBLIC_VERSION):
        if IUUID(former) != IUUID(document) and state_of(former) == "published":
            _take_down(former, original, "error", "publish")


def _follow_original(document, own, event) -> None:
    if event.source == event.target:
        return
    for companion in own.all():
        kind = ICompanions(companion).kind
        if kind == companions.PUBLIC_VERSION and IDossier(companion).signed is None:
            links.keep_number(companion, document)
        if state_of(companion) == "published" and _loses_ground(kind, event):
            _take_down(companion, document, _cause(document, event), event.step.id, event.data.get("reason") or "")


def _loses_ground(kind: str, event) -> bool:
    """Whether a public companion may not stay when its original has taken a step."""
    if kind == companions.PUBLIC_VERSION:
        return event.target in _ENDED
    leaves = event.source == "published" and event.target not in ("published", "superseded")
    return kind == companions.INTERPRETATION and (leaves or event.target in ("voided", "purged"))


def _cause(document, event) -> str:
    """Why a companion is withdrawn: for the cause of its original, where that has one."""
    if event.step.id == "purge":
        return (IDossier(document).affair("purge") or {}).get("cause") or "error"
    if event.step.id in ("expire", "adjust", "decide_adjustment"):
        return "expired"
    return event.data.get("cause") or "error"


def _take_down(companion, original, cause: str, step_id: str, reason: str = "") -> None:
    words = reason or translate(_REASON, target_language=catalog_language(api.portal.get_default_language()))
    with _acting(companion, "withdraw"):
        ILife(companion).take("withdraw", cause=cause, reason=words)
    ILedger(companion).record("withdrawn_with", codes={"of": IUUID(original), "step": step_id})


@contextmanager
def _acting(document, step_id: str) -> Iterator[None]:
    """Whoever set this off, in the office the step asks for: by his own right where he has it, else by the product's.

    The record names him, and what the step followed from.
    """
    before = getSecurityManager()
    user = before.getUser()
    offices = STEPS[step_id].offices.get(state_of(document), ())
    if set(offices) & set(user.getRolesInContext(document)):
        yield
        return
    newSecurityManager(None, _Following(user.getId() or "system").__of__(api.portal.get_tool("acl_users")))
    try:
        yield
    finally:
        setSecurityManager(before)


class _Following(UnrestrictedUser):
    """The same person, in the product's office, for one act that follows from his own."""

    def __init__(self, user_id: str) -> None:
        super().__init__(user_id, "", (_OFFICE,), ())

    def getGroups(self) -> tuple[str, ...]:
        """None: the office is not a group's."""
        return ()
