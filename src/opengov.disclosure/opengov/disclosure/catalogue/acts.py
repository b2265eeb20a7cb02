"""Acts on the channels of a document, as forms and REST ask for them: who may, and which values each takes."""

from AccessControl import Unauthorized
from opengov.disclosure.catalogue.interfaces import IChannels
from opengov.disclosure.catalogue.interfaces import IChannelWork
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from plone import api
from zExceptions import NotFound


PUBLISH = "opengov.disclosure: Publish document"
REGISTER = "opengov.disclosure: Register document"

#: Act -> permission, and the values it takes besides the channel.
ACTS = {
    "order": (REGISTER, ()),
    "drop": (REGISTER, ()),
    "place": (PUBLISH, ("address", "proof", "on")),
    "correct": (PUBLISH, ("address", "proof")),
    "take_down": (PUBLISH, ("proof", "on")),
}


def act_on(document, values: dict[str, str]) -> None:
    """Carry one act out.

    :param values: ``act``, ``channel`` and the values of the act.
    :raises Unauthorized: for who may not do it.
    :raises RuleBroken: when the act takes no such value, or a rule forbids it.
    """
    permission, taken = ACTS[values["act"]]
    if not api.user.has_permission(permission, obj=document):
        raise Unauthorized(values["act"])
    given = {name: value for name, value in values.items() if name not in ("act", "channel")}
    enforce(Problem("value_unknown", "R-X1", name, "", {"name": name}) for name in sorted(set(given) - set(taken)))
    getattr(IChannels(document), values["act"])(values["channel"], **given)


def on_the_list(agency, uid: str, channel: str):
    """The document of an open takedown on the list of an agency.

    :raises NotFound: when the list has none: whoever asks learns nothing of other documents (R-X1).
    """
    rows = IChannelWork(agency).rows(uid)
    # a row of the list ``done`` is that of a channel where it still is, or was
    if not any(row["channel"] == channel and row["placed_at"] and not row["down_on"] for row in rows):
        raise NotFound(uid[:40])
    brains = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(UID=uid)
    return brains[0]._unrestrictedGetObject()
