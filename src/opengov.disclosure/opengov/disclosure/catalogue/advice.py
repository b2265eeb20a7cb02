"""What somebody can try who has found nothing: only what does find something."""

from collections.abc import Callable
from collections.abc import Iterator
from opengov.disclosure.catalogue.labels import FILTER_TITLES
from opengov.disclosure.catalogue.labels import Labels
from opengov.disclosure.catalogue.selection import Selection
from opengov.disclosure.core.searching import Query
from opengov.disclosure.i18n import _

import re


#: Questions that are asked at most.
TRIED = 6

_QUOTES = re.compile('["“”„「」『』]')


def advice(catalogue, chosen: Selection, labels: Labels, link: Callable[..., str]) -> list[dict[str, str]]:
    """Links to other selections that have entries: dicts {title, url}.

    :param link: address of the selection with changes.
    """
    found = []
    for number, (title, changes) in enumerate(_changes(chosen, labels)):
        if number == TRIED:
            break
        if any(title == known["title"] for known in found):
            continue
        filters = {**chosen.filters, **chosen.scope, **changes}
        text = filters.pop("text", chosen.text)
        if catalogue.page({name: value for name, value in filters.items() if value}, text, None, 1)["items"]:
            found.append({"title": title, "url": link(**changes)})
    return found


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
