"""Which content is governed: official documents always, other types where a site manager says so (R-A1)."""

from opengov.disclosure.agency.interfaces import IAgencyContent
from opengov.disclosure.agency.interfaces import IIssuingAgency
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.interfaces import IDocumentAttachment
from opengov.disclosure.interfaces import IGoverned
from opengov.disclosure.signoff.facts import WORKFLOW
from opengov.disclosure.signoff.settings import governed_types
from plone.app.content.namechooser import NormalizingNameChooser
from plone.base.interfaces import IWorkflowChain
from Products.CMFCore.interfaces import IWorkflowTool
from uuid import uuid4
from zope.component import adapter
from zope.interface import alsoProvides
from zope.interface import implementer


def govern_new(context, event) -> None:
    """Mark what is created inside an agency when its type is governed; older content stays as it is."""
    if event.newParent is None or event.oldParent is not None or IGoverned.providedBy(context):
        return
    # the place first: a site that is just being created has no registry to ask
    if _inside_agency(event.newParent) and context.portal_type in governed_types():
        alsoProvides(context, IGoverned)


def refuse_strangers(context, event) -> None:
    """A governed document contains its attachments and nothing else: the digest covers all that is in it (R-S2)."""
    if IGoverned.providedBy(event.newParent) and not IDocumentAttachment.providedBy(context):
        enforce([Problem("attachments_only", "R-S2", "", "政府信息公开条例 第十七条")])


def refuse_outside(context, event) -> None:
    """A governed document belongs to an agency: its rules, offices and numbers come from there (R-I1)."""
    if event.newParent is not None and not _inside_agency(event.newParent):
        enforce([Problem("outside_agency", "R-I1", "", "政府信息公开条例 第十条")])


def _inside_agency(container) -> bool:
    return IAgencyContent.providedBy(container) or IIssuingAgency(container, None) is not None


@implementer(IWorkflowChain)
@adapter(IGoverned, IWorkflowTool)
def governed_chain(context, tool) -> tuple[str, ...]:
    """Governed content lives in our workflow, whatever the type or a placeful policy says (R-S1)."""
    return (WORKFLOW,)


@implementer(IWorkflowChain)
@adapter(IDocumentAttachment, IWorkflowTool)
def attachment_chain(context, tool) -> tuple[str, ...]:
    """An attachment has no life of its own: it is seen when its document is."""
    return ()


class OpaqueNames(NormalizingNameChooser):
    """Ids never come from titles (R-X1): a URL must not tell what nobody may read."""

    def chooseName(self, name, content) -> str:
        """A random id for documents and attachments; Plone's own choice for agencies and the rest."""
        opaque = ("OfficialDocument", "DocumentAttachment", *governed_types())
        if content.portal_type in opaque:
            return uuid4().hex
        return super().chooseName(name, content)


class OpaqueNamesInside(OpaqueNames):
    """The same for a folder in an agency; what is created elsewhere is named by Plone."""

    def chooseName(self, name, content) -> str:
        """As in the agency itself, wherever content is governed."""
        if _inside_agency(self.context):
            return super().chooseName(name, content)
        return NormalizingNameChooser.chooseName(self, name, content)
