"""Every page of the product is opened by a story at a browser, where axe, a phone's width and the words are looked at."""

from pathlib import Path

import re


ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src/opengov.disclosure/opengov/disclosure"
STORIES = ROOT / "tests/browser"
PAGE = re.compile(r"<browser:page\b(.*?)/?>", re.DOTALL)
NAME = re.compile(r'\bname="([^"]+)"')
#: Answers that are no page of their own: files and feeds, redirects, macros, parts of a page; and the form for several
#: documents and the list for the archives, which stories reach otherwise or by the same template.
NO_PAGES = {
    *("disclosure-catalogue.rss", "disclosure-catalogue.atom", "disclosure-sitemap.xml", "opengov-metadata", "oai"),
    *("pdf", "opengov-sheet-pdf", "registers-xlsx", "registers-csv", "statistics-table", "joint-register-csv"),
    "joint-register-xlsx",
    *("existing-template", "existing-report", "meetings-file", "positions-file"),
    *("gkml", "resolveuid", "index.html", "archive-desk-link"),
    *("content_status_modify", "content_status_history", "fc-workflow", "folder_publish"),
    *("opengov-differences", "opengov-lists", "opengov-settings-macros", "position-forms", "handover-parts"),
    *("opengov-may", "opengov-paper", "my-work-several", "archive-list"),
}


def pages() -> set[str]:
    found = set()
    for path in PACKAGE.rglob("*.zcml"):
        for attributes in PAGE.findall(path.read_text("utf-8")):
            found |= set(NAME.findall(attributes)[:1])
    return found


def test_every_page_is_opened_by_a_story():
    stories = "\n".join(path.read_text("utf-8") for path in STORIES.glob("test_*.py"))
    opened = set(re.findall(r"[\w.-]+", stories))
    assert len(pages()) > 70
    assert sorted(pages() - NO_PAGES - opened) == []


def test_what_is_excused_exists():
    assert sorted(NO_PAGES - pages()) == []
