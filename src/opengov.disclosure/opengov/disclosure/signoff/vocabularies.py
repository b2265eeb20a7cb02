"""Controlled lists of the drafting sheet: kinds of documents, urgency, retention."""

from Acquisition import aq_base
from opengov.disclosure.core.numbering import COMPANION_KINDS
from opengov.disclosure.core.numbering import KINDS
from opengov.disclosure.i18n import _
from opengov.disclosure.signoff.roundtrip import importing
from opengov.disclosure.signoff.settings import DOCUMENTS
from persistent import Persistent
from plone import api
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


KIND_TITLES = {
    "resolution": _("kind_resolution", default="Resolution"),
    "decision": _("kind_decision", default="Decision"),
    "order": _("kind_order", default="Order"),
    "communique": _("kind_communique", default="Communiqué"),
    "announcement": _("kind_announcement", default="Announcement"),
    "public_notice": _("kind_public_notice", default="Public notice"),
    "opinions": _("kind_opinions", default="Opinions"),
    "notice": _("kind_notice", default="Notice"),
    "circular": _("kind_circular", default="Circular"),
    "report": _("kind_report", default="Report"),
    "request": _("kind_request", default="Request for instructions"),
    "reply": _("kind_reply", default="Reply"),
    "bill": _("kind_bill", default="Bill"),
    "letter": _("kind_letter", default="Letter"),
    "minutes": _("kind_minutes", default="Minutes"),
}

COMPANION_KIND_TITLES = {"interpretation": _("kind_interpretation", default="Interpretation of a document")}

URGENCY_TITLES = {
    "normal": _("urgency_normal", default="Normal"),
    "urgent": _("urgency_urgent", default="Urgent"),
    "extra_urgent": _("urgency_extra_urgent", default="Extra urgent"),
}

RETENTION_TITLES = {
    "permanent": _("retention_permanent", default="Permanent"),
    "y30": _("retention_y30", default="30 years"),
    "y10": _("retention_y10", default="10 years"),
}


def _vocabulary(titles) -> SimpleVocabulary:
    return SimpleVocabulary([SimpleTerm(value, value, title) for value, title in titles.items()])


@provider(IVocabularyFactory)
def kinds(context) -> SimpleVocabulary:
    """The fifteen kinds of 党政机关公文处理工作条例 第八条, in its order; of what stands beside a document also its own."""
    # what is imported has its kind still to come
    arriving, present = importing(), _stored_kind(context)
    own = arriving or present in COMPANION_KINDS
    offered = KINDS if arriving else (*kinds_offered(), present)
    titles = {kind: KIND_TITLES[kind] for kind in KINDS if kind in offered}
    return _vocabulary({**titles, **(COMPANION_KIND_TITLES if own else {})})


def _stored_kind(context) -> str | None:
    """The kind a document has; asked without Dexterity's defaults, which would ask for this vocabulary again."""
    base = aq_base(context)
    if isinstance(base, Persistent):
        base._p_activate()
    return getattr(base, "__dict__", {}).get("document_kind")


def kinds_offered() -> tuple[str, ...]:
    """Kinds that the site's drafters choose from."""
    return tuple(api.portal.get_registry_record(f"{DOCUMENTS}.kinds_offered", default=None) or KINDS)


@provider(IVocabularyFactory)
def all_kinds(context) -> SimpleVocabulary:
    """Every kind a signed document can have, for lists that show documents of all sorts."""
    return _vocabulary({**KIND_TITLES, **COMPANION_KIND_TITLES})


@provider(IVocabularyFactory)
def urgencies(context) -> SimpleVocabulary:
    """How urgent a document is (紧急程度)."""
    return _vocabulary(URGENCY_TITLES)


@provider(IVocabularyFactory)
def retentions(context) -> SimpleVocabulary:
    """How long the archives keep a document (档案局令第8号)."""
    return _vocabulary(RETENTION_TITLES)
