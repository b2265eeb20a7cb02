"""``@meetings`` of a document: coordination meetings (协调会) about what agencies do not agree on (R-J3)."""

from AccessControl import Unauthorized
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.joint.interfaces import IMeetings
from opengov.disclosure.joint.meetings import papers as meeting_papers
from opengov.disclosure.joint.services.bodies import strict
from opengov.disclosure.serving import AddressedService
from opengov.disclosure.serving import VisibleService
from plone.restapi.serializer.converters import json_compatible
from zExceptions import NotFound


#: Keys of a meeting that is called.
CALLED = ("at", "place", "agenda", "agencies", "persons?")

#: Act behind a meeting -> its keys.
ACTS = {
    "cancel": ("reason",),
    "conclude": ("outcome", "minutes", "attended", "attribute?", "grounds?", "settled?"),
    "attach": ("paper",),
}


class _Meetings(AddressedService, VisibleService):
    def check(self) -> None:
        """Let nobody in who is neither of the lead nor of an asked agency."""
        if not IMeetings(self.context).allowed():
            raise Unauthorized("@meetings")

    def told(self) -> dict:
        """The meetings as the user sees them, and what he may do."""
        meetings = IMeetings(self.context)
        answer = {"@id": f"{self.context.absolute_url()}/@meetings", "items": meetings.rows()}
        answer |= {"may_call": meetings.may_call(), "invitable": meetings.invitable(), "binding": meetings.binding()}
        return json_compatible(answer)

    def known(self, meeting_id: str) -> str:
        """The id of a meeting the user sees.

        :raises NotFound: for any other.
        """
        if meeting_id not in {row["id"] for row in IMeetings(self.context).rows()}:
            raise NotFound(meeting_id)
        return meeting_id

    def given(self, *names: str) -> dict:
        """The body with exactly these keys; lists hold texts."""
        data = strict(self.request, *names)
        wrong = [name for name, value in data.items() if isinstance(value, list) and not all(map(_is_text, value))]
        enforce([Problem("value_type", "R-X1", name, "", {"name": name}) for name in wrong])
        return data


class MeetingsGet(_Meetings):
    """``GET @meetings``, and ``GET @meetings/<id>/papers/<n>``: a file of a meeting."""

    def render(self):
        """The bytes of a file, else JSON."""
        if not self.path:
            return super().render()
        self.check_permission()
        if len(self.path) != 3 or self.path[1] != "papers":
            raise NotFound("/".join(self.path))
        found = IMeetings(self.context).paper(self.path[0], meeting_papers.number_of(self.path[2]))
        if found is None:
            raise NotFound("/".join(self.path))
        return meeting_papers.download(self.request.response, *found)

    def reply(self) -> dict:
        """Rows as ``IMeetings`` tells them."""
        self.check()
        return self.told()


class MeetingsPost(_Meetings):
    """``POST @meetings``: call a meeting; ``POST @meetings/<id>/<act>``: everything that follows."""

    def reply(self) -> dict:
        """The meetings as they stand now."""
        self.check()
        meetings = IMeetings(self.context)
        if not self.path:
            meetings.call(**self.given(*CALLED))
            self.request.response.setStatus(201)
        elif len(self.path) == 2 and self.path[1] in ACTS:
            meeting_id, act = self.known(self.path[0]), self.path[1]
            getattr(meetings, act)(meeting_id, **self.given(*ACTS[act]))
        else:
            raise NotFound("/".join(self.path))
        return self.told()


class MeetingsPatch(_Meetings):
    """``PATCH @meetings/<id>``: change time, place, agenda or participants."""

    def reply(self) -> dict:
        """The meetings as they stand now."""
        self.check()
        if len(self.path) != 1:
            raise NotFound("/".join(self.path))
        meeting_id = self.known(self.path[0])
        IMeetings(self.context).change(meeting_id, **self.given(*(f"{name.rstrip('?')}?" for name in CALLED)))
        return self.told()


def _is_text(value: object) -> bool:
    return isinstance(value, str)
