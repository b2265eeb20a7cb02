"""The rows of a list of documents, from what the catalogue keeps: dicts for pages and for REST."""

from collections.abc import Iterable
from functools import cached_property
from opengov.disclosure.core import signoff
from opengov.disclosure.desk.dues import Dues
from opengov.disclosure.desk.titles import moment
from opengov.disclosure.desk.titles import Titles
from opengov.disclosure.i18n import _
from plone import api
from zope.component import getUtility
from zope.schema.interfaces import IVocabularyFactory


#: States no document waits in for its next step: what is waited for is told on its page.
_AT_REST = frozenset({*signoff.ENDS, "withdrawn"})

_RETURNED = _("text_work_returned", default="came back to you: look at the reasons")
_ASKS = _("text_work_asks", default="waits for your confirmation or opinion")
_CHOOSE = _("label_choose_document", default="Select: ${title}")


class Rows:
    """Makes rows for one page; names of agencies are looked up once.

    :param titles: in the language of the request.
    """

    def __init__(self, titles: Titles) -> None:
        self.titles = titles
        self.dues = Dues(titles)

    def of(self, brains: Iterable, waiting: bool = False) -> list[dict]:
        """Dicts {uid, title, choose, url, number, kind, agency, state, state_title, attribute, urgency, due, since, says}.

        :param waiting: whether they wait for the user, so that what is unusual about it is said.
        """
        brains = list(brains)
        agencies = self.agencies(brain.issuing_agency for brain in brains)
        return [self._row(brain, agencies, waiting) for brain in brains]

    def _row(self, brain, agencies: dict[str, str], waiting: bool) -> dict:
        title = brain.Title or self.titles.state(brain.review_state)
        says = {"draft": _RETURNED, **dict.fromkeys(_AT_REST, _ASKS)}.get(brain.review_state) if waiting else None
        return {
            "uid": brain.UID,
            "title": title,
            "choose": self.titles.text(type(_CHOOSE)(_CHOOSE, mapping={"title": title})),
            "url": brain.getURL(),
            "number": brain.document_number or "",
            "kind": self.kinds.get(brain.document_kind, ""),
            "agency": agencies.get(brain.issuing_agency, ""),
            "state": brain.review_state,
            "state_title": self.titles.state(brain.review_state),
            "attribute": self.titles.attribute(brain.disclosure_attribute or ""),
            "urgency": self.urgencies.get(brain.urgency, "") if brain.urgency not in ("", "normal") else "",
            "due": self.dues.of(brain.due_on or "", brain.issuing_agency, brain.due_duty or ""),
            "since": moment(brain.moved_at or ""),
            "says": self.titles.text(says) if says else "",
        }

    @staticmethod
    def agencies(uids: Iterable[str]) -> dict[str, str]:
        """UID -> title of agencies the user may see."""
        wanted = sorted({uid for uid in uids if uid})
        catalog = api.portal.get_tool("portal_catalog")
        found = catalog(portal_type="Agency", UID=wanted, show_inactive=True) if wanted else ()
        return {brain.UID: brain.Title for brain in found}

    @cached_property
    def kinds(self) -> dict[str, str]:
        """Kind of document -> title."""
        return self._vocabulary("opengov.disclosure.all_kinds")

    @cached_property
    def urgencies(self) -> dict[str, str]:
        """Urgency -> title."""
        return self._vocabulary("opengov.disclosure.urgencies")

    def _vocabulary(self, name: str) -> dict[str, str]:
        terms = getUtility(IVocabularyFactory, name)(self.titles.context)
        return {term.value: self.titles.text(term.title) for term in terms}
