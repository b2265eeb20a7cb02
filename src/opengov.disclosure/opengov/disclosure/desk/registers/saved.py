"""Views of registers under a name (保存的视图): each person's own, and those an agency's Disclosure Officer shares.

Plain values at the site. Everything one person keeps is one object, everything an agency shares another: two people never
write the same. Nobody but himself reads a person's views; shared ones are read by whoever reads the agency's registers.
"""

from BTrees.OOBTree import OOBTree
from collections.abc import Mapping
from collections.abc import Sequence
from opengov.disclosure.core import saved_views
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.ledger.interfaces import now
from persistent import Persistent
from plone import api
from plone.uuid.interfaces import IUUID
from uuid import uuid4
from zope.annotation.interfaces import IAnnotations


KEY = "opengov.disclosure.register_views"
#: Who shares views with an agency.
SHARING = "opengov.disclosure: Register document"


class Shelf(Persistent):
    """The views of one person, or those shared in one agency.

    :ivar views: id -> plain dict {name, query, at, by}; replaced as a whole.
    """

    def __init__(self) -> None:
        self.views: dict[str, dict] = {}


class Shelves(Persistent):
    """All views of a site: user id, or UID of an agency, to :class:`Shelf`."""

    def __init__(self) -> None:
        self.people = OOBTree()
        self.agencies = OOBTree()


class Views:
    """The views that the present user may use.

    :param agencies: those whose registers he reads.
    """

    def __init__(self, agencies: Sequence) -> None:
        self.site = api.portal.get()
        self.user = api.user.get_current().getId() or ""
        self.agencies = {IUUID(agency): agency for agency in agencies}
        kept = IAnnotations(self.site).get(KEY)
        self.kept = kept if kept is not None else Shelves()

    def all(self) -> list[dict]:
        """The views in order of their names: dicts {id, name, query, shared, agency, may_change}; his own come first."""
        own = [self._told(id, view) for id, view in self._own().items()]
        shared = [
            self._told(id, view, uid)
            for uid in self.agencies
            if uid in self.kept.agencies
            for id, view in self.kept.agencies[uid].views.items()
        ]
        return [*sorted(own, key=_name), *sorted(shared, key=_name)]

    def get(self, id: str) -> dict:
        """One of them.

        :raises core.rules.RuleBroken: (R-X2) when there is none that he may use.
        """
        found = next((view for view in self.all() if view["id"] == id), None)
        if found is None:
            raise RuleBroken(Problem("view_unknown", "R-X2", "view"))
        return found

    def may_share(self) -> list:
        """Agencies in which he may share a view."""
        return [agency for agency in self.agencies.values() if api.user.has_permission(SHARING, obj=agency)]

    def save(self, name: str, query: Mapping[str, str], agency: str = "") -> dict:
        """Keep a choice under a name, and return the view.

        :param query: parameters of the address that asks for it.
        :param agency: UID of the agency it is shared with; empty for himself alone.
        :raises core.rules.RuleBroken: (R-X2) for a name that is none, or is taken, and when there are too many; (R-X1) when
            he may not share.
        """
        if agency and agency not in {IUUID(one) for one in self.may_share()}:
            raise RuleBroken(Problem("view_not_shared", "R-X1", "share"))
        beside = {view["name"] for view in self.all() if view["agency"] == agency}
        enforce([*saved_views.name_problems(name, beside), *saved_views.number_problems(len(beside))])
        shelf, id = self._shelf(agency), uuid4().hex
        view = {"name": name.strip(), "query": dict(query), "by": self.user, "at": now().isoformat()}
        shelf.views = {**shelf.views, id: view}
        return self._told(id, view, agency)

    def rename(self, id: str, name: str) -> dict:
        """Give a view another name.

        :raises core.rules.RuleBroken: as ``save``; (R-X1) when it is not his to change.
        """
        present = self._changeable(id)
        beside = {view["name"] for view in self.all() if view["agency"] == present["agency"] and view["id"] != id}
        enforce(saved_views.name_problems(name, beside))
        shelf = self._shelf(present["agency"])
        shelf.views = {**shelf.views, id: {**shelf.views[id], "name": name.strip()}}
        return self.get(id)

    def delete(self, id: str) -> None:
        """Forget a view.

        :raises core.rules.RuleBroken: (R-X1) when it is not his to change.
        """
        shelf = self._shelf(self._changeable(id)["agency"])
        shelf.views = {other: view for other, view in shelf.views.items() if other != id}

    def _changeable(self, id: str) -> dict:
        view = self.get(id)
        if not view["may_change"]:
            raise RuleBroken(Problem("view_not_shared", "R-X1", "view"))
        return view

    def _shelf(self, agency: str) -> Shelf:
        """The shelf to write to; made with its first view."""
        annotations = IAnnotations(self.site)
        if KEY not in annotations:
            annotations[KEY] = Shelves()
        self.kept = annotations[KEY]
        shelves, name = (self.kept.agencies, agency) if agency else (self.kept.people, self.user)
        if name not in shelves:
            shelves[name] = Shelf()
        return shelves[name]

    def _own(self) -> dict[str, dict]:
        return self.kept.people[self.user].views if self.user and self.user in self.kept.people else {}

    def _told(self, id: str, view: Mapping, agency: str = "") -> dict:
        may_change = not agency or api.user.has_permission(SHARING, obj=self.agencies[agency])
        told = {"name": view["name"], "query": dict(view["query"]), "shared": bool(agency), "agency": agency}
        return {
            "id": id,
            **told,
            "agency_title": self.agencies[agency].title if agency else "",
            "may_change": may_change,
        }


def _name(view: Mapping) -> str:
    return str(view["name"])


def uninstall(portal) -> None:
    """Forget all views."""
    IAnnotations(portal).pop(KEY, None)
