"""Agencies and accounts of the demo (``profiles/demo/*.toml``)."""

from dataclasses import dataclass
from importlib.resources import files
from opengov.disclosure.agency.interfaces import IOffices
from plone import api

import tomllib


@dataclass(frozen=True)
class Account:
    """One login of the demo.

    :param id: login name.
    :param agency: path of the agency he works for, from the site.
    :param offices: Plone roles he holds there.
    """

    id: str
    fullname: str
    password: str
    agency: str
    offices: tuple[str, ...]


def accounts() -> tuple[Account, ...]:
    """Return the demo's accounts, agency by agency."""
    listed = data("people.toml")
    return tuple(
        Account(password=listed["password"], **person | {"offices": tuple(person["offices"])})
        for person in listed["person"]
    )


def data(name: str) -> dict:
    """Return what a file of the demo holds."""
    source = files("opengov.disclosure").joinpath("profiles", "demo", name)
    return tomllib.loads(source.read_text(encoding="utf-8"))


def agency_at(portal, path: str):
    """Return an agency by its path from the site; the site itself for an empty one."""
    return portal.unrestrictedTraverse(path) if path else portal


def employ(portal, account: Account) -> None:
    """Create an account and give it its offices."""
    api.user.create(
        username=account.id,
        email=f"{account.id}@example.org",
        password=account.password,
        properties={"fullname": account.fullname},
    )
    offices = IOffices(agency_at(portal, account.agency))
    for office in account.offices:
        api.group.add_user(groupname=offices.group_id(office), username=account.id)


def holder(agency: str, office: str) -> str:
    """Login of whoever holds the office in the agency, or in the one around it."""
    for place in (agency, agency.rpartition("/")[0]):
        for account in accounts():
            if account.agency == place and office in account.offices:
                return account.id
    raise LookupError(f"nobody is {office} of {agency}")
