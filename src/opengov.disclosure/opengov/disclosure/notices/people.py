"""Who is told: the people of an agency's offices for mails, and for everybody the agencies he is of."""

from collections.abc import Callable
from collections.abc import Iterator
from opengov.disclosure.agency.interfaces import IAgencyContent
from opengov.disclosure.agency.interfaces import IDeputies
from opengov.disclosure.agency.interfaces import IOffices
from opengov.disclosure.agency.interfaces import OFFICES
from plone import api

import re


_ROLES = {slug: role for role, slug in OFFICES.items()}
_GROUP = re.compile(f"([0-9a-f]{{32}})-({'|'.join(_ROLES)})")


def offices_of(user) -> dict[str, frozenset[str]]:
    """Agency UID -> roles a user holds there now, as a deputy or for an abolished agency too."""
    found: dict[str, set[str]] = {}
    for match in filter(None, map(_GROUP.fullmatch, user.getGroups())):
        found.setdefault(match[1], set()).add(_ROLES[match[2]])
    return {uid: frozenset(roles) for uid, roles in found.items()}


def wanted_by(user_id: str, roles: frozenset[str]) -> Callable[[tuple[str, ...], tuple[str, ...], str], bool]:
    """Whether a notice on an agency's shelf is for somebody who holds these roles there; what he did himself is not.

    :returns: a function of the notice's offices, persons and actor.
    """

    def wanted(offices: tuple[str, ...], persons: tuple[str, ...], by: str) -> bool:
        return by != user_id and (user_id in persons or not roles.isdisjoint(offices))

    return wanted


def recipients(site, agency_uid: str, notice: dict) -> Iterator[str]:
    """User ids of those who are told by mail: not whoever did it himself."""
    agency = by_uid(site, agency_uid)
    found = set(notice["persons"])
    if IAgencyContent.providedBy(agency):
        offices = IOffices(agency)
        found = found.union(*map(offices.holders, notice["offices"]))
        appointed = IDeputies(agency).appointments()
        found |= {one["deputy"] for one in appointed if one["in_force"] and one["role"] in notice["offices"]}
    yield from sorted(found - {notice["by"], ""})


def by_uid(site, uid: str):
    """The object of a UID, whoever asks; None when it is gone."""
    brains = site.portal_catalog.unrestrictedSearchResults(UID=uid)
    return brains[0]._unrestrictedGetObject() if len(brains) == 1 else None


def fullname(user_id: str) -> str:
    """What a person is called; the id of an account that is gone."""
    user = api.user.get(userid=user_id) if user_id else None
    return (user.getProperty("fullname") or user_id) if user is not None else user_id
