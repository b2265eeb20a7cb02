"""The answer to everybody who is no member of an agency: there is nothing here (R-X1)."""

from AccessControl import Unauthorized
from opengov.disclosure.agency.membership import is_member
from plone.restapi.services import Service
from zExceptions import Forbidden
from zExceptions import NotFound


class ForMembers(Service):
    """Answers nobody but the agency's people and who manages deputies."""

    def render(self):
        """404 for others; 403 for a member who may not."""
        if not is_member(self.context):
            raise NotFound(self.__name__)
        try:
            return super().render()
        except Unauthorized as refusal:
            # A member is logged in: asking for the login again would not help.
            raise Forbidden(str(refusal)) from None
