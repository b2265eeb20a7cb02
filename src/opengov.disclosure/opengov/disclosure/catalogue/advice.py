"""What somebody can try who has found nothing: only what does find something."""

from collections.abc import Callable
from collections.abc import Iterator
from itertools import islice
from opengov.disclosure.catalogue.labels import FILTER_TITLES
from opengov.disclosure.catalogue.labels import Labels
from opengov.disclosure.catalogue.selection import Selection
from opengov.disclosure.core.searching import Query
from opengov.disclosure.i18n import _

import re


#: Questions that are asked at most; all of them together read few texts (``IPublicCatalogue.answered``).
TRIED = 6

_QUOTES = re.compile('["“”„「」『』]')


def advice(catalogue, chosen: Selection, labels: Labels, link: Callable[..., str]) -> list[dict[str, str]]:
    """Links to other selections that have entries: dicts {title, url}.

    :param link: address of the selection with changes.
    """
    tried = list(islice(_changes(chosen, labels), TRIED))
    answers = catalogue.answered(_question(chosen, changes) for _title, changes in tried)
    found: dict[str, str] = {}
    for (title, changes), answered in zip(tried, answers, strict=True):
        if answered:
            found.setdefault(title, link(**changes))
    return [{"title": title, "url": url} for title, url in found.items()]


def _question(chosen: Selection, changes: dict[str, str]) -> tuple[dict[str, str], str]:
    """Filters and words of a selection with changes."""
    filters = {**chosen.filters, **chosen.scope, **changes}
    text = filters.pop("text", chosen.text)
    return {name: value for name, value in filters.items() if value}, text


def _changes(chosen: Selection, labels: Labels) -> Iterator[tuple[str, dict[str, str]]]:
    text, filters = chosen.text.strip(), chosen.filters
    if text and filters:
        mapping = {"text": text}
        message = _("advice_everywhere", default="Look for “${text}” without filters", mapping=mapping)
        yield labels.text(message), dict.fromkeys(filters, "")
    if not text:
        for name, value in filters.items() if len(filters) > 1 else ():
            words = {"title": labels.text(FILTER_TITLES[name]), "value": labels.filter_value(name, value)}
            message = _("advice_without", default="Without “${title}: ${value}”", mapping=words)
            yield labels.text(message), {name: ""}
        return
    plain = " ".join(_QUOTES.sub(" ", text).split())
    if plain and plain != text:
        message = _("advice_unquoted", default="Look for ${text} without quotation marks", mapping={"text": plain})
        yield labels.text(message), {"text": plain}
    words = [wish.run or wish.words for wish in Query(plain).wishes]
    for word in words if len(words) > 1 else ():
        title = labels.text(_("advice_word", default="Look for “${text}” alone", mapping={"text": word}))
        yield title, {"text": word}
        if filters:
            yield title, {**dict.fromkeys(filters, ""), "text": word}
