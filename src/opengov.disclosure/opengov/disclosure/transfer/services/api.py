"""``GET @archive-api``: the OpenAPI document of the pull protocol. It holds no data, so everybody may read it."""

from opengov.disclosure.transfer.openapi import document
from plone.restapi.services import Service


class ArchiveApiGet(Service):
    """The document, with the address of this site."""

    def reply(self) -> dict:
        return document(self.context.absolute_url())
