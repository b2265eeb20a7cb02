"""Registers and saved views over REST (contracts in the reference)."""

from opengov.disclosure.bodies import exactly
from opengov.disclosure.core import registers
from opengov.disclosure.core.registers import Choice
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.desk.registers import rows
from opengov.disclosure.desk.registers.asking import Asked
from opengov.disclosure.desk.registers.asking import unknown
from opengov.disclosure.desk.registers.words import Words
from opengov.disclosure.serving import AddressedService
from opengov.disclosure.serving import conditional

import json


_PLACE = {"after", "size", "view"}


class RegistersGet(AddressedService):
    """``GET @registers`` (which there are, with counts) and ``GET @registers/<name>`` (one page)."""

    def reply(self):
        if len(self.path) > 1:
            raise self.missing()
        words = Words(self.context, self.request)
        name = self.path[0] if self.path else "all"
        if name not in registers.REGISTERS:
            enforce([Problem("register_unknown", "R-X2", "name", params={"names": ", ".join(registers.REGISTERS)})])
        asked = Asked(self.context, words, {**self.request.form, "register": name})
        if not asked.agencies:
            raise self.missing()
        enforce([*asked.problems, *unknown(self.request.form), *self._register_twice()])
        base = f"{self.context.absolute_url()}/@registers"
        content = self._page(base, asked) if self.path else self._all(base, asked, words)
        if conditional(self.request, json.dumps(content, sort_keys=True)):
            return content
        return self.reply_no_content(status=304)

    def _register_twice(self) -> list[Problem]:
        """The register stands in the address."""
        sent = self.request.form.get("register")
        return [Problem("query_unknown", "R-X2", "register", params={"name": "register"})] if sent else []

    def _all(self, base: str, asked: Asked, words: Words) -> dict:
        counts = rows.counts(asked.chosen)
        items = [
            {"@id": f"{base}/{name}", "name": name, "title": words.register(name), "count": counts.get(name)}
            for name in registers.REGISTERS
        ]
        return {"@id": base, "items": items}

    def _page(self, base: str, asked: Asked) -> dict:
        page = rows.page(asked.agencies, asked.choice, asked.after, asked.size)
        return {"@id": f"{base}/{asked.choice.register}", **page, "items": [_told(item) for item in page["items"]]}


def _told(item: dict) -> dict:
    """A row as it goes out: where it leads in place of the path."""
    return {"@id": rows.address(item), **{name: value for name, value in item.items() if name != "path"}}


class Views(AddressedService):
    """What the services of saved views have in common."""

    def asked(self) -> Asked:
        """What the user may read here; who may read nothing finds nothing here (R-X1)."""
        found = Asked(self.context, Words(self.context, self.request), {})
        if not found.agencies or len(self.path) > 1:
            raise self.missing()
        return found

    def told(self, view: dict) -> dict:
        """A view as it goes out."""
        return {"@id": f"{self.context.absolute_url()}/@register-views/{view['id']}", **view}

    def one(self) -> str:
        """The id in the address."""
        if len(self.path) != 1:
            raise self.missing()
        return self.path[0]


class ViewsGet(Views):
    """``GET @register-views``."""

    def reply(self):
        found = self.asked()
        if self.path:
            raise self.missing()
        base = f"{self.context.absolute_url()}/@register-views"
        return {"@id": base, "items": [self.told(view) for view in found.views.all()]}


class ViewsPost(Views):
    """``POST @register-views``: keep a choice under a name."""

    def reply(self):
        found = self.asked()
        if self.path:
            raise self.missing()
        data = exactly(self.request, "name", "query", "agency?", fits=_fits)
        choice = self._choice(found, data["query"])
        view = found.views.save(data["name"], choice.query(), data.get("agency", ""))
        self.request.response.setStatus(201)
        return self.told(view)

    def _choice(self, found: Asked, query: dict) -> Choice:
        """The choice of a query, if all of it is understood."""
        kinds = [code for code, _title in Words(self.context, self.request).options("kind")]
        choice, problems = registers.read(query, kinds)
        strange = [name for name in query if name in _PLACE]
        problems += [Problem("query_unknown", "R-X2", name, params={"name": name}) for name in strange]
        enforce([*problems, *unknown(query)])
        return choice


class ViewsPatch(Views):
    """``PATCH @register-views/<id>``: another name."""

    def reply(self):
        found, id = self.asked(), self.one()
        data = exactly(self.request, "name", fits=_fits)
        return self.told(found.views.rename(id, data["name"]))


class ViewsDelete(Views):
    """``DELETE @register-views/<id>``."""

    def reply(self):
        found, id = self.asked(), self.one()
        exactly(self.request)
        found.views.delete(id)
        return self.reply_no_content()


def _fits(name: str, value: object) -> bool:
    if name == "query":
        return isinstance(value, dict) and all(isinstance(one, str) for one in (*value, *value.values()))
    return isinstance(value, str)
