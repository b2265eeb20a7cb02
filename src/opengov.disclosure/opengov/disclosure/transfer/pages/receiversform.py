"""``@@archive-receivers`` of the control panel: the archives and libraries of the site, a setting of its managers (R-T6)."""

from dataclasses import replace
from functools import cached_property
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.i18n import _
from opengov.disclosure.transfer.interfaces import IReceivers
from opengov.disclosure.transfer.interfaces import IWriter
from opengov.disclosure.transfer.pages import words
from opengov.disclosure.transfer.pages.forms import FormPage
from opengov.disclosure.transfer.pages.telling import amount
from opengov.disclosure.transfer.pages.telling import messages
from opengov.disclosure.transfer.receivers import FORM
from plone import api
from plone.uuid.interfaces import IUUID
from zExceptions import NotFound
from zope.component import queryUtility
from zope.i18n import translate


MIB = 1024 * 1024
#: Fields that people enter in MiB and that are kept in bytes.
IN_MIB = ("most_bytes", "embed_bytes")
TEXTS = ("id", "title", "account", "kind", "format")
TICKED = ("fonds", "takes")
NUMBERS = ("most_records", *IN_MIB)


class ReceiversPage(FormPage):
    """The list, and the form for one of them."""

    acts = {"save": "save"}
    fields = (*TEXTS, *TICKED, *NUMBERS)

    def prepare(self) -> None:
        """An address that names a receiver names one there is."""
        if self.request.method != "POST" and self.sent("id") and self.sent("id") not in self.known:
            raise NotFound(self.__name__)

    @cached_property
    def known(self) -> dict[str, dict]:
        """Every receiver by id."""
        return IReceivers(self.context).all()

    @property
    def address(self) -> str:
        """Address of the page without its query."""
        return f"{self.context.absolute_url()}/@@archive-receivers"

    def rows(self) -> list[dict]:
        """The receivers in words."""
        titles = {agency["id"]: agency["title"] for agency in self.agencies()}
        return [
            {
                **one,
                "url": f"{self.address}?id={one['id']}",
                "kind_title": words.KINDS[one["kind"]],
                "format_title": words.FORMATS[one["format"]],
                "takes_titles": [words.PURPOSES[aim] for aim in one["takes"]],
                "fonds_titles": [titles.get(uid, uid) for uid in one["fonds"]],
                "limit": amount(one["most_bytes"]),
            }
            for one in sorted(self.known.values(), key=lambda one: one["title"])
        ]

    @cached_property
    def editing(self) -> bool:
        """Whether the form is about a receiver there is: its id stays."""
        return self.sent("id") in self.known and (not self.refused or self.sent("was") == self.sent("id"))

    @cached_property
    def formed(self) -> bool:
        """Whether the form is shown."""
        return self.refused or self.editing or "new" in self.request.form or not self.known

    @cached_property
    def kept(self) -> dict:
        """What is kept of the receiver; what holds for a new one."""
        blank = {"kind": "archive", "fonds": [], "takes": ["deposit"]}
        return {**FORM, **(self.known[self.sent("id")] if self.editing else blank)}

    def value(self, name: str) -> str:
        """What stands in a field: after a refusal what was entered."""
        if self.refused:
            return self.sent(name)
        value = self.kept.get(name, "")
        return str(value // MIB) if name in IN_MIB else str(value)

    def chosen(self, name: str) -> list[str]:
        """What is ticked in a field."""
        return self.ticked(name) if self.refused else list(self.kept[name])

    def choices(self, name: str) -> list[dict]:
        """What can be chosen in a field: dicts {id, title, help, checked}."""
        titles = {"kind": words.KINDS, "takes": words.PURPOSES, "format": words.FORMATS}[name]
        if name == "format":
            titles = {code: title for code, title in titles.items() if queryUtility(IWriter, name=code) is not None}
        chosen = self.chosen(name) if name in TICKED else [self.value(name)]
        return [
            {"id": code, "title": title, "help": words.CHOICE_HELP.get(code, ""), "checked": code in chosen}
            for code, title in titles.items()
        ]

    def agencies(self) -> list[dict]:
        """Agencies whose fonds can be named, no sections: dicts {id, title, checked}."""
        brains = api.content.find(portal_type="Agency", sort_on="sortable_title")
        objects = [brain.getObject() for brain in brains]
        chosen = self.chosen("fonds")
        return [
            {"id": IUUID(agency), "title": agency.title, "checked": IUUID(agency) in chosen}
            for agency in objects
            if IIssuingAgency(agency).uid == IUUID(agency)
        ]

    def errors(self, *fields: str) -> list[str]:
        """What is wrong with these fields, in the unit in which people enter them."""
        mine = [one for one in self.problems if (one.field in fields if fields else one.field not in self.fields)]
        return messages(map(self._in_mib, mine), self.request)

    def _in_mib(self, problem: Problem) -> Problem:
        if problem.code == "receiver_field_missing":
            # the sentence for programs names the keys of the request
            return Problem("receiver_field_empty", problem.rule, problem.field, problem.source)
        if problem.code != "transfer_number":
            return problem
        told = {"field": translate(words.LIMITS[problem.field], context=self.request)}
        if problem.field in IN_MIB:
            told |= {name: str(int(problem.params[name]) // MIB) for name in ("least", "most")}
        return replace(problem, params={**problem.params, **told})

    def save(self):
        """Add or replace a receiver."""
        IReceivers(self.context).put(self._receiver())
        message = _(
            "message_receiver_saved",
            default="The receiver is saved and on record; its hand-overs follow by themselves.",
        )
        return message, self.address

    def _receiver(self) -> dict:
        entered: dict = {name: self.sent(name) for name in TEXTS}
        entered |= {name: self.ticked(name) for name in TICKED}
        numbers = {name: self._number(name) for name in NUMBERS if self.sent(name)}
        return {**entered, **numbers}

    def _number(self, name: str) -> int | str:
        """A number as it is kept; what is none is left for the rules to refuse."""
        text = self.sent(name)
        if not (text.isascii() and text.isdecimal() and len(text) < 13):
            return text
        return int(text) * (MIB if name in IN_MIB else 1)
