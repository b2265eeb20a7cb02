"""REST services ``@jurisdiction``, ``@succession``, ``@abolish`` and ``@reinstate`` of an agency."""

from opengov.disclosure.agency.asking import number
from opengov.disclosure.agency.asking import texts
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.agency.interfaces import IJurisdictionChange
from opengov.disclosure.agency.interfaces import ISettingsHistory
from opengov.disclosure.agency.interfaces import ISuccession
from opengov.disclosure.agency.services.members_only import ForMembers
from opengov.disclosure.agency.vocabularies import profile_title
from opengov.disclosure.bodies import read_json
from opengov.disclosure.core import jurisdictions
from plone.restapi.services import Service
from plone.uuid.interfaces import IUUID


class JurisdictionGet(ForMembers):
    """The profile of an agency, its history, and with ``?to=`` what another one would change (R-D1)."""

    def reply(self) -> dict:
        """Present profile, history and choice; with ``to`` also ``changes`` and a page of ``documents``."""
        answer = _standing(self.context)
        to = self.request.form.get("to")
        if to is None:
            return answer
        change = IJurisdictionChange(self.context)
        start, size = number(self.request.form, "start", 0), number(self.request.form, "size", 50)
        return {**answer, "to": to, "changes": change.compare(to), "documents": change.documents(to, start, size)}


class JurisdictionPost(ForMembers):
    """Change the profile from today on: exactly ``to`` and ``reason``."""

    def reply(self) -> dict:
        """The new standing, as ``GET``."""
        values = texts(read_json(self.request), required=("to", "reason"))
        IJurisdictionChange(self.context).apply(**values)
        return _standing(self.context)


class SuccessionGet(Service):
    """Whether an agency is abolished, and who carries on; everybody may know."""

    def reply(self) -> dict:
        """Day, successor and predecessors."""
        return _succession(self.context)


class AbolishPost(ForMembers):
    """Abolish an agency: exactly ``abolished_on``, ``reason`` and, where there is one, ``successor``."""

    def reply(self) -> dict:
        """The standing, as ``GET @succession``."""
        values = texts(read_json(self.request), required=("abolished_on", "reason"), optional=("successor",))
        ISuccession(self.context).abolish(values["abolished_on"], values["successor"], values["reason"])
        return _succession(self.context)


class ReinstatePost(ForMembers):
    """Take an abolition back: exactly ``reason``."""

    def reply(self) -> dict:
        """The standing, as ``GET @succession``."""
        values = texts(read_json(self.request), required=("reason",))
        ISuccession(self.context).reinstate(values["reason"])
        return _succession(self.context)


def _standing(context) -> dict:
    agency = IIssuingAgency(context).agency
    told = [
        {"key": profile.key, "title": profile_title(profile), "version": profile.version, "extends": profile.extends}
        for profile in map(jurisdictions.load, jurisdictions.keys())
    ]
    return {
        "@id": f"{agency.absolute_url()}/@jurisdiction",
        "present": next(each for each in told if each["key"] == agency.jurisdiction),
        "history": list(ISettingsHistory(agency).entries()),
        "profiles": told,
    }


def _succession(context) -> dict:
    # A section ends with its agency.
    agency = IIssuingAgency(context).agency
    succession = ISuccession(agency)
    heir = succession.heir()
    return {
        "@id": f"{agency.absolute_url()}/@succession",
        "abolished_on": succession.abolished_on,
        "successor": {"uid": succession.successor_uid, "title": succession.successor_name},
        "carries_on": _named(heir) if heir is not None else None,
        "predecessors": [_named(each) for each in succession.predecessors()],
    }


def _named(agency) -> dict:
    return {"@id": agency.absolute_url(), "uid": IUUID(agency), "title": agency.title}
