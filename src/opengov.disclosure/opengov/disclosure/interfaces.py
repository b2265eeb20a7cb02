"""The markers that all domains share. Each domain's contracts are in its own ``interfaces.py``."""

from zope.interface import Interface
from zope.publisher.interfaces.browser import IDefaultBrowserLayer


class IOpengovDisclosureLayer(IDefaultBrowserLayer):
    """Browser layer: present on every request of a site that has the product installed."""


class IGoverned(Interface):
    """Marker of content that carries a disclosure attribute and lives in ``opengov_document_workflow``.

    ``OfficialDocument`` provides it by class. A ``Document``, ``File`` or ``News Item`` gets it when it is created inside
    an agency of a site that governs its type; it then keeps it for life.
    """


class IWording(Interface):
    """Utility: the sentences of broken rules, for domains that show them. The edge provides it."""

    def as_json(problem, request):
        """Return {rule, code, field, source, message} of a ``core.rules.Problem`` in the request's language."""

    def sentence(problem, request):
        """Return the message with rule and clause behind it, as forms show it: a text with an attribute ``field``."""


class ISiteCheck(Interface):
    """Something whose state whoever runs the site should know: a named adapter of the site, shown with the settings."""

    def state():
        """List of dicts {level, title, text}: level is ``success``, ``info``, ``warning`` or ``danger``; messages to be
        translated. Reading writes nothing."""


class IDocumentAttachment(Interface):
    """Marker of the attachments a governed document contains; they have no workflow of their own."""
