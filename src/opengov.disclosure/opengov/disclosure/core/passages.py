"""What differs between two texts, told so that people and screen readers follow it: sentence by sentence.

Links and pictures count as text: a change of their address is a change of what is published.
"""

from difflib import SequenceMatcher
from html.parser import HTMLParser

import re


#: A sentence with what closes it.
_SENTENCE = re.compile(r"[^。！？；!?;\n]*[。！？；!?;]+[”’）」』]*|[^。！？；!?;\n]+")
_BLOCKS = frozenset(
    {"p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "br", "table", "ul", "ol", "blockquote"}
)
_SHOWN_ADDRESSES = {"a": "href", "img": "src"}
#: Sentences this much alike are shown as one with a few signs changed.
_ALIKE = 0.5
#: A sign or two that stayed between two changes belong to the change: 二百 to 一百八十 is one.
_SPLINTER = 2
#: Pairs of sentences, and signs of a sentence, beyond which no finer comparison is made: a page is not kept waiting.
_LARGEST = 1_000_000
_LONGEST = 4_000

Run = tuple[str, str]


class _Reader(HTMLParser):
    """The words of a text with markup, one line a block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.words.append("\n")
        address = dict(attrs).get(_SHOWN_ADDRESSES.get(tag, ""))
        if address:
            self.words.append(f"〔{address}〕")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.words.append("\n")
        elif tag in ("td", "th"):
            self.words.append("\t")

    def handle_data(self, data: str) -> None:
        self.words.append(re.sub(r"\s+", " ", data))


class _Tags(HTMLParser):
    """The tags of a text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, ...]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, *sorted(f"{name}={value}" for name, value in attrs)))


def words_of(value: object) -> str:
    """A canonical field value as plain text: markup read, lists one line each."""
    if isinstance(value, dict):
        reader = _Reader()
        reader.feed(str(value.get("raw") or ""))
        reader.close()
        lines = "".join(reader.words).split("\n")
        return "\n".join(line.strip() for line in lines if line.strip())
    if isinstance(value, list | tuple):
        return "\n".join(words_of(item) for item in value)
    return "" if value is None else str(value)


def markup_of(value: object) -> list[tuple[str, ...]]:
    """The tags of a text with markup, with what they say; empty for anything else."""
    if not isinstance(value, dict):
        return []
    tags = _Tags()
    tags.feed(str(value.get("raw") or ""))
    tags.close()
    return tags.found


def written(markup: str) -> list[tuple[object, ...]]:
    """A text with markup as tags and words, the same whatever way it was written down.

    Browsers and editors write one text in several ways: line ends, spaces between tags, names for signs.
    """
    reader = _Pieces()
    reader.feed(markup)
    reader.close()
    return reader.found


class _Pieces(HTMLParser):
    """A text as tags and words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[object, ...]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, tuple(sorted((name, value or "") for name, value in attrs))))

    def handle_endtag(self, tag: str) -> None:
        self.found.append((f"/{tag}",))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        if words and self.found and self.found[-1][0] == "words":
            words = f"{self.found.pop()[1]}{words}"
        if words:
            self.found.append(("words", words))


def runs(old: str, new: str) -> list[list[Run]]:
    """The lines of a text with what was taken out and put in.

    :returns: a list of lines, each a list of (kind, text) with kind ``same``, ``del`` or ``ins``.
    """
    before, after = _sentences(old), _sentences(new)
    head, tail = _common(before, after), 0
    while tail < min(len(before), len(after)) - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    inner = _compared(before[head : len(before) - tail], after[head : len(after) - tail])
    same = [("same", "".join(before[:head])), ("same", "".join(before[len(before) - tail :]))]
    return _lines([same[0], *inner, same[1]])


def _common(before: list[str], after: list[str]) -> int:
    pairs = enumerate(zip(before, after, strict=False))
    return next((number for number, (was, now) in pairs if was != now), min(len(before), len(after)))


def _compared(before: list[str], after: list[str]) -> list[Run]:
    if len(before) * len(after) > _LARGEST:
        return [run for run in (("del", "".join(before)), ("ins", "".join(after))) if run[1]]
    found: list[Run] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(("same", "".join(before[i1:i2])))
        else:
            found += _replaced("".join(before[i1:i2]), "".join(after[j1:j2]))
    return found


def _sentences(text: str) -> list[str]:
    found = []
    for number, line in enumerate(text.split("\n")):
        found += (["\n"] if number else []) + _SENTENCE.findall(line)
    return found


def _replaced(old: str, new: str) -> list[Run]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if not old or not new or len(old) + len(new) > _LONGEST or matcher.ratio() < _ALIKE:
        return [run for run in (("del", old), ("ins", new)) if run[1]]
    found: list[Run] = []
    taken, put = "", ""
    for kind, i1, i2, j1, j2 in [*matcher.get_opcodes(), ("equal", len(old), len(old), len(new), len(new))]:
        if kind == "equal" and (i2 - i1 > _SPLINTER or i2 == len(old)):
            found += [run for run in (("del", taken), ("ins", put), ("same", old[i1:i2])) if run[1]]
            taken, put = "", ""
        elif kind == "equal" and not (taken or put):
            found.append(("same", old[i1:i2]))
        else:
            taken, put = taken + old[i1:i2], put + new[j1:j2]
    return found


def _lines(found: list[Run]) -> list[list[Run]]:
    lines: list[list[Run]] = [[]]
    for kind, text in found:
        for number, part in enumerate(text.split("\n")):
            if number:
                if kind != "same":
                    # a line that was parted or joined shows it
                    lines[-1].append((kind, "¶"))
                lines.append([])
            if part:
                lines[-1].append((kind, part))
    return [line for line in lines if line]
