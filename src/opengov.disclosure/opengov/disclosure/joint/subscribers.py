"""What follows for asked agencies and approvals when a document takes a step or is copied."""

from opengov.disclosure.core.repeal import is_asked_for
from opengov.disclosure.joint import pending
from opengov.disclosure.joint.interfaces import IArrangement
from opengov.disclosure.joint.interfaces import IPositions
from opengov.disclosure.joint.interfaces import IRepeal
from opengov.disclosure.joint.issuing import signing
from opengov.disclosure.secrecy.interfaces import IDossier


#: Steps that rest on what the agencies answered.
BINDING = (
    "settle",
    "sign",
    "sign_urgently",
    "countersign",
    "record_countersignature",
    "publish",
    "republish",
    "take_up",
    "decide_adjustment",
    "mark_validity",
    "void",
)

#: States that bring a document into its co-issuers' registers, and out of them.
LISTING = ("issued", "purged")


def follow_step(context, event) -> None:
    """Ask everybody on entering ``joint_consent``; bind positions and approvals to the document."""
    positions = IPositions(context)
    if "published" in (event.source, event.target) and positions.asked():
        context.reindexObject(idxs=["asked_agencies"])
    if event.target in LISTING and event.source != event.target:
        context.reindexObject(idxs=["co_issuers", "joint_rank"])
    if is_asked_for(event.step.id, event.data or {}):
        IRepeal(context).close()
    if event.step.id == "decline":
        signing.decline(context, event.data["reason"])
    elif event.target == "joint_consent" != event.source:
        positions.ask_all()
    elif event.step.id in BINDING:
        positions.bind()
    elif event.step.id == "record_approval":
        dossier = IDossier(context)
        dossier.set_affair("approval", {**(dossier.affair("approval") or {}), **_told(event.data, positions.digest())})
    pending.follow(context)


def ask_again(context, event) -> None:
    """What stands in the place of a text is confirmed by those who confirmed that text (R-I2, R-I12)."""
    if event.kind in ("correction", "public_version"):
        IPositions(context).take_over(event.original)
        IArrangement(context).take_over(event.original)


def forget_on_copy(context, event) -> None:
    """A copy asks agencies of its own (plone.md 3)."""
    IPositions(context).drop()


def _told(data: dict, digest: str) -> dict:
    return {"authority": data["authority"].strip(), "approved_on": data["approved_on"], "digest": digest}
