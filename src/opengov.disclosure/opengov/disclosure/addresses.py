"""Addresses that leave the site, in mails and feeds: as the outside knows it, whoever caused them and under whatever name.

A command on the server asks at localhost, and a request can claim any host; a mail that goes by the one or the other has links
that lead nowhere, or somewhere else.
"""

from opengov.disclosure.core import addresses
from plone import api


#: Registry record of the site's public address.
RECORD = "opengov.disclosure.notices.public_address"


def chosen() -> str:
    """The site's public address; empty where none is chosen."""
    return addresses.cleaned(api.portal.get_registry_record(RECORD, default=None) or "")


def public(url: str) -> str:
    """An address of this site as the outside knows it; as the present request writes it where no public address is chosen."""
    return addresses.public(url, api.portal.get().absolute_url(), chosen())
