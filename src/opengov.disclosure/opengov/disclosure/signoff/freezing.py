"""What is signed stays as it is, for everybody (R-I2); what is under review loses its review with every change (R-S2).

Plone's permissions stop people; these vetoes stop code that asks no permission: revert, rename, deletion of a folder above.
"""

from AccessControl import getSecurityManager
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core import signoff
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.secrecy.interfaces import IReviewedContent
from opengov.disclosure.signoff import breakglass
from opengov.disclosure.signoff import roundtrip
from opengov.disclosure.signoff.amending import amending
from opengov.disclosure.signoff.facts import state_of
from opengov.disclosure.signoff.purging import purging
from opengov.disclosure.signoff.roundtrip import importing
from plone.app.redirector.interfaces import IRedirectionStorage
from plone.uuid.interfaces import IUUID
from zope.annotation.interfaces import IAnnotations
from zope.component import queryUtility
from zope.container.interfaces import IContainerModifiedEvent
from zope.lifecycleevent.interfaces import IObjectMovedEvent
from zope.lifecycleevent.interfaces import IObjectRemovedEvent


#: Annotation that carries the UID of the original from the copy event to the added event.
COPIED_FROM = "opengov.disclosure.copied_from"
#: Annotation that carries the UID of a declassified stub to the added event of the draft that follows it.
BORN_OF = "opengov.disclosure.born_of"

CLAUSE = "党政机关公文处理工作条例 第二十二条"


def record_creation(context, event) -> None:
    """Whoever adds a document is one of its drafters (R-S4)."""
    if importing():
        # Its own record comes with it, under its own UID (signoff.roundtrip).
        return
    codes = {"agency": IIssuingAgency(context).uid}
    original = IAnnotations(context).pop(COPIED_FROM, "")
    if original:
        codes["copied_from"] = original
    stub = IAnnotations(context).pop(BORN_OF, "")
    if stub:
        # The product makes the empty draft, so the officer who declassified is none of its drafters (R-S4).
        digests = {"content": IReviewedContent(context).digest()}
        ILedger(context).record("created", codes={**codes, "stub": stub}, digests=digests, actor="system")
        return
    _record_authoring(context, "created", IReviewedContent(context).digest(), codes)


def record_edit(context, event) -> None:
    """Whoever changes a document becomes one of its drafters; a signed one does not change (R-S4, R-I2)."""
    if event.object is not context or IContainerModifiedEvent.providedBy(event) or importing():
        # An attachment tells of itself.
        return
    digest = IReviewedContent(context).digest()
    signed = IDossier(context).signed
    if signed:
        enforce([] if digest == signed["digest"] else [Problem("frozen", "R-I2", "", CLAUSE)])
        return
    if not amending():
        _record_authoring(context, "edited", digest)


def record_attachment(context, event) -> None:
    """An attachment that comes, changes or goes is an edit of its document, possible in a draft only (R-A9, R-I2)."""
    if event.object is not context or importing() or purging():
        # Its document comes or goes as a whole.
        return
    parents = (event.oldParent, event.newParent) if IObjectMovedEvent.providedBy(event) else (context.__parent__,)
    for document in parents:
        if IGoverned.providedBy(document):
            if state_of(document) != signoff.INITIAL:
                enforce([Problem("attachment_frozen", "R-I2", "file", CLAUSE)])
            _record_authoring(document, "edited", IReviewedContent(document).digest())


def refuse_move(context, event) -> None:
    """Refuse to move, rename or delete a document that has left its first draft, also with a folder above it (R-I2)."""
    if event.oldParent is None:
        return
    state = state_of(context)
    above = event.object is not context
    if event.newParent is not None:
        # Renaming an agency takes its drafts along; what is signed holds it back.
        fixed = state in signoff.FROZEN if above else state != signoff.INITIAL or _was_submitted(context)
        refusal = "frozen" if fixed else ""
    else:
        refusal = "not_deletable" if state != signoff.INITIAL or _was_submitted(context) else ""
    enforce([Problem(refusal, "R-I2", "", CLAUSE)] if refusal else [])


def leave_no_trace(context, event) -> None:
    """No redirect from the old address of a draft: it would tell that the draft exists, and where (R-X1)."""
    storage = queryUtility(IRedirectionStorage)
    if storage is None or event.oldParent is None or event.newParent is None:
        return
    old_path = "/".join([*event.oldParent.getPhysicalPath(), event.oldName])
    if storage.has_path(old_path):
        storage.remove(old_path)


def record_deletion(context, event) -> None:
    """The record outlives the document and says that it is gone (R-L1)."""
    if IObjectRemovedEvent.providedBy(event):
        ILedger(context).record("deleted")


def forget_on_copy(context, event) -> None:
    """A copy starts a record of its own, without reviews, number, dates, authors and broken glass (R-L1)."""
    IDossier(context).drop()
    for key in (breakglass.KEY, roundtrip.KEY):
        IAnnotations(context).pop(key, None)
    context.setEffectiveDate(None)
    context.creators = ()
    IAnnotations(context)[COPIED_FROM] = IUUID(event.original, None) or ""


def _record_authoring(document, action: str, digest: str, codes: dict[str, str] | None = None) -> None:
    """Who writes as a deputy makes the drafter he stands in for an author as well (R-S4)."""
    stood_for = IIssuingAgency(document).acts_for(getSecurityManager().getUser().getId() or "", "Drafter")
    ILedger(document).record(action, codes=codes, digests={"content": digest}, on_behalf_of=stood_for or "")


def _was_submitted(context) -> bool:
    return bool(IDossier(context).submitted_at)
