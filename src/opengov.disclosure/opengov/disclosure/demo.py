"""The demo's content: a city that does not exist, its people and their documents (``profiles/demo/*.toml``)."""

from dataclasses import dataclass
from importlib.resources import files

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
    """Return the demo's accounts, by agency and office."""
    people = tomllib.loads(_data("people.toml"))
    return tuple(
        Account(password=people["password"], **person | {"offices": tuple(person["offices"])})
        for person in people["person"]
    )


def _data(name: str) -> str:
    return files("opengov.disclosure").joinpath("profiles", "demo", name).read_text(encoding="utf-8")
