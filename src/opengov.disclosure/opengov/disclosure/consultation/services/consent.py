"""``POST <document>/@originator-consent``: the maker of a forwarded document lets the carrier be more open (R-A9)."""

from opengov.disclosure.consultation.interfaces import IForwarding
from opengov.disclosure.consultation.services.asking import asked
from opengov.disclosure.consultation.services.asking import InsiderService


class ConsentPost(InsiderService):
    """{paper, given_on, by}."""

    def reply(self) -> dict:
        """The consent on record; 201."""
        if self.path:
            raise self.missing()
        record = IForwarding(self.context).consent(**asked(self.request, "paper", "given_on", "by"))
        self.request.response.setStatus(201)
        return {"@id": f"{self.context.absolute_url()}/@originator-consent", **record}
