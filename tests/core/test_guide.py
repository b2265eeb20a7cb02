"""The user guide: its pictures are those the stories take, its words are those the pages show."""

from babel.messages.pofile import read_po
from pathlib import Path

import pytest
import re
import tomllib


ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs/guide"
PICTURES = GUIDE / "pictures"
STORIES = ROOT / "tests/browser"
PACKAGE = ROOT / "src/opengov.disclosure/opengov/disclosure"
LOCALES = PACKAGE / "locales"
#: Largest picture, in bytes.
LARGEST = 80 * 1024
#: A page of a day that the guide shows; a look of a story at one.
TAKEN = re.compile(r': \*([a-z-]+)$|(?:look|visit)\([^()]*"([a-z-]+)", picture=True', re.MULTILINE)
SHOWN = re.compile(r"!\[[^\]]+\]\(pictures/([a-z-]+)\.png\)")
LABEL = {"zh_CN": re.compile(r"「([^」]+)」"), "en": re.compile(r"“([^”]+)”")}
PARAMETER = re.compile(r"\$\{\w+\}")


@pytest.fixture(scope="module")
def taken():
    stories = "\n".join(path.read_text("utf-8") for path in sorted(STORIES.glob("test_*.py")))
    return {name for match in TAKEN.findall(stories) for name in match if name}


@pytest.fixture(params=["zh_CN", "en"])
def language(request):
    return request.param


def text_of(language):
    return (GUIDE / f"{language}.md").read_text("utf-8")


def test_every_picture_is_taken_by_a_story_and_every_picture_taken_is_shown(taken, language):
    assert set(SHOWN.findall(text_of(language))) == taken


def test_every_picture_lies_there_and_is_small(taken):
    assert {path.stem for path in PICTURES.glob("*")} == taken
    assert {path.name: size for path in PICTURES.glob("*") if (size := path.stat().st_size) > LARGEST} == {}


def test_every_picture_says_in_words_what_it_shows(language):
    assert not re.search(r"!\[\s*\]", text_of(language))


def test_the_guide_calls_everything_as_the_pages_do(language):
    known = words_of(language)
    assert [label for label in LABEL[language].findall(text_of(language)) if label not in known] == []


def words_of(language):
    """What pages say: the catalogues, and the words of the jurisdictions."""
    known = set()
    files = [*LOCALES.glob(f"{language}/LC_MESSAGES/*.po"), *LOCALES.glob(f"{language}.d/*.po-part")]
    for path in files:
        with path.open("rb") as stream:
            for message in read_po(stream, ignore_obsolete=True, charset="utf-8"):
                known |= spoken(str(message.string))
    for path in PACKAGE.glob("core/jurisdictions/*.toml"):
        known |= set(strings(tomllib.loads(path.read_text("utf-8"))))
    return known


def spoken(text):
    """The text, and what of it stands before a value that is filled in."""
    return {text, PARAMETER.split(text)[0].rstrip("：: (（“"), text.rstrip("：: …")}


def strings(values):
    for value in values.values() if isinstance(values, dict) else values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict | list):
            yield from strings(value)
