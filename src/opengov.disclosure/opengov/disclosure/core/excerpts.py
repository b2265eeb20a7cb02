"""What a hit shows of itself: its title and a passage, with what was asked for marked.

Pieces are pairs of text and whether it is marked; a page escapes each by itself.
"""

from collections.abc import Iterable
from opengov.disclosure.core import folding
from opengov.disclosure.core.searching import Query


#: Characters of a passage, and of it before the first mark.
WIDTH = 110
LEAD = 24
#: Hits at which a passage may begin.
STARTS = 50

Pieces = list[tuple[str, bool]]


def marked(text: str, query: Query) -> Pieces:
    """A whole text in pieces."""
    composed = folding.written(text)
    return _cut(composed, _spans(text, query), 0, len(composed))


def passage(text: str, query: Query) -> Pieces:
    """The passage of a text that has the most of what was asked for; its beginning where it has nothing.

    Line ends become spaces; … stands where something is left out.
    """
    composed = " ".join(folding.written(text).split())
    spans = _spans(composed, query)
    start = max(0, _best(spans) - LEAD) if spans else 0
    end = min(len(composed), start + WIDTH)
    pieces = _cut(composed, spans, start, end)
    head: Pieces = [("…", False)] if start else []
    tail: Pieces = [("…", False)] if end < len(composed) else []
    return [*head, *pieces, *tail] if composed else []


def _spans(text: str, query: Query) -> list[tuple[int, int, int]]:
    """Begin and end of every hit in the text as written, with the number of the wish it answers."""
    folded, places = folding.fold(text), folding.places(text)
    return sorted(
        (places[start], places[end - 1] + 1, number)
        for number, wish in enumerate(query.wishes)
        for start, end in wish.pieces(folded)
        if end > start
    )


def _best(spans: list[tuple[int, int, int]]) -> int:
    """Where the passage with the most different hits begins, the first of equals."""

    firsts = spans[:STARTS]
    # of a long text with thousands of hits only those near the first ones are weighed
    near = [span for span in spans if span[0] <= firsts[-1][0] + WIDTH]

    def worth(start: int) -> int:
        inside = [span for span in near if start <= span[0] and span[1] <= start + WIDTH - LEAD]
        return 1000 * len({number for *_place, number in inside}) + sum(end - begin for begin, end, _n in inside)

    return max((start for start, _end, _number in firsts), key=lambda start: (worth(start), -start))


def _cut(text: str, spans: Iterable[tuple[int, int, int]], start: int, end: int) -> Pieces:
    pieces: Pieces = []
    place = start
    for begin, stop, _number in spans:
        begin, stop = max(begin, place), min(stop, end)
        if begin >= stop:
            continue
        if begin > place:
            pieces.append((text[place:begin], False))
        if pieces and pieces[-1][1] and begin == place:
            pieces[-1] = (pieces[-1][0] + text[begin:stop], True)
        else:
            pieces.append((text[begin:stop], True))
        place = stop
    return [*pieces, (text[place:end], False)] if place < end else pieces
