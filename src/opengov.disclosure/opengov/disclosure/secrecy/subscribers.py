"""What secrecy does when content is saved: digest and scan files once, refuse marked texts."""

from opengov.disclosure.core.rules import enforce
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.secrecy import embedding
from opengov.disclosure.secrecy import stub
from opengov.disclosure.secrecy.content import has_bytes
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.secrecy.interfaces import IFileDigest
from opengov.disclosure.secrecy.interfaces import IScan
from zope.container.interfaces import IContainerModifiedEvent


def keep_file(context, event) -> None:
    """Digest and scan an uploaded or replaced file (R-S5), then look at the document it belongs to."""
    if has_bytes(context):
        IFileDigest(context).keep()
    parent = context.__parent__
    if IGoverned.providedBy(parent):
        enforce([*IScan(parent).marks(), *stub.problems(parent)])


def refuse_marked(context, event) -> None:
    """Refuse a text that bears a classification mark, with the place, and a stub that says more than it may (R-A4)."""
    if event.object is not context or IContainerModifiedEvent.providedBy(event):
        return
    IDossier(context).add_salt()
    if has_bytes(context):
        IFileDigest(context).keep()
    enforce([*embedding.problems(context), *IScan(context).marks(), *stub.problems(context)])
    stub.remember(context)
