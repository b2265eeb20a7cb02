"""What was typed into a sheet outlives a lost session: kept by the browser, for its author alone (``static/sheet.js``).

The text never leaves the machine it was typed on. It is encrypted with a key that the site gives to its author only, while he
is logged in; it goes when the sheet is saved, when he logs out, when somebody else opens a sheet there, and after three days.
"""

from hashlib import sha256
from plone import api
from plone.keyring.interfaces import IKeyManager
from plone.uuid.interfaces import IUUID
from zope.component import getUtility

import hmac


#: Name of the cookie by which the browser learns that a sheet was stored.
COOKIE = "opengov-saved"
_SECONDS = 600


class Keepsake:
    """Names and key of what the browser keeps of one sheet.

    :param context: the document, or the agency a new one is added to.
    :param portal_type: type of what is added; empty for an edit.
    """

    def __init__(self, context, request, portal_type: str = "") -> None:
        self.request = request
        user_id = api.user.get_current().getId() or ""
        self.key = self._made("key", user_id)
        self.owner = self._made("owner", user_id)[:16]
        self.name = self._made("name", f"{user_id}|{IUUID(context, '')}|{portal_type}")[:32]

    @staticmethod
    def _made(purpose: str, about: str) -> str:
        secret = getUtility(IKeyManager)["_system"].current
        return hmac.new(secret.encode(), f"opengov-sheet|{purpose}|{about}".encode(), sha256).hexdigest()

    def tell_saved(self) -> None:
        """Tell the browser that it need not keep this sheet any more."""
        self.request.response.setCookie(COOKIE, self.name, path="/", max_age=_SECONDS, same_site="Lax")
