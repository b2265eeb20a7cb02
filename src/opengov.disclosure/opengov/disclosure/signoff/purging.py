"""The effect of a purge (R-L3): content and words are destroyed, wherever this site keeps them; the record stays.

What stays of the document: its place, its number, codes and digests, who asked for the purge and who confirmed it, when and
for which cause. Old revisions in the database file go when it is packed (docs/operations.md).
"""

from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from DateTime import DateTime
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.secrecy.interfaces import IPurgeable
from opengov.disclosure.signoff import emptying
from opengov.disclosure.signoff import traces
from zope.component import getAdapters


_PURGING: ContextVar[bool] = ContextVar("opengov.disclosure.purging", default=False)

#: The affair of the purge itself: {by, on_behalf_of, at, cause} of who asked, {confirmed_by, confirmed_for, confirmed_at}.
AFFAIR = "purge"


def purging() -> bool:
    """Whether a purge is just deleting what nobody else may change (R-I2)."""
    return _PURGING.get()


@contextmanager
def _declared() -> Iterator[None]:
    token = _PURGING.set(True)
    try:
        yield
    finally:
        _PURGING.reset(token)


def destroy(context, event) -> None:
    """Subscriber of ``IPurged``: everybody who listens to the step has been told before."""
    _confirm(IDossier(context), event.data)
    others = _others(context)
    for domain in others:
        domain.purge()
    with _declared():
        traces.forget_versions(context)
        traces.forget_discussion(context)
        traces.forget_relations(context)
        traces.forget_redirects(context)
        emptying.empty(context)
    IDossier(context).purge(_keeps(others))
    context.setModificationDate(DateTime())
    traces.forget_in_catalog(context)


def remains(context) -> tuple[str, ...]:
    """What of a purged document is still there (codes); empty when it is as empty as it must be (R-L3)."""
    others = _others(context)
    found = [name for domain in others for name in domain.remains()]
    return (*emptying.remains(context), *IDossier(context).remains(_keeps(others)), *found)


def _others(context) -> list:
    """What the domains above keep of a document."""
    return [domain for _name, domain in sorted(getAdapters((context,), IPurgeable))]


def _keeps(others: list) -> tuple[str, ...]:
    return (AFFAIR, *(name for domain in others for name in domain.keeps))


def _confirm(dossier, data: Mapping[str, object]) -> None:
    """Write the second person beside the first: the words of both go with the rest."""
    note = dossier.notes()[-1]
    confirmed = {
        "confirmed_by": note["actor"],
        "confirmed_for": note["on_behalf_of"],
        "confirmed_at": now().isoformat(),
    }
    dossier.set_affair(AFFAIR, {**(dossier.affair(AFFAIR) or {}), **confirmed})
