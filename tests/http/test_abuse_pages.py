"""Rubbish in the parameters of our pages: never a fault of the server, and nothing is echoed as it came (R-X2)."""

import pytest


pytestmark = pytest.mark.slow

#: Page, who opens it, and its parameters.
PAGES = [
    ("@@disclosure-catalogue", "", ("text", "kind", "year", "agency", "sort", "after", "validity")),
    ("@@disclosure-catalogue.rss", "", ("text", "kind", "year", "agency")),
    ("@@disclosure-catalogue.atom", "", ("text", "subject")),
    ("@@gkml/x", "", ("page",)),
    ("bureau/@@disclosure-catalogue", "", ("text", "year")),
    ("bureau/@@registers", "disclosure-officer", ("register", "from", "to", "kind", "q", "sort", "after", "view")),
    ("bureau/@@registers-csv", "disclosure-officer", ("register", "from", "q")),
    ("bureau/@@statistics", "disclosure-officer", ("year", "quarter", "from", "to", "agency")),
    ("bureau/@@statistics-list", "disclosure-officer", ("year", "attribute", "after", "part")),
    ("@@my-work", "drafter", ("list", "q", "kind", "agency", "due", "sort", "start")),
    ("@@notices", "drafter", ("topic", "kind", "after")),
    ("bureau/@@existing", "drafter", ("q", "kind", "from", "after", "size")),
    ("bureau/@@existing-import", "drafter", ("job", "state", "after")),
    ("bureau/@@deposits", "transfer-clerk", ("period", "receiver", "act")),
    ("bureau/@@handovers", "transfer-clerk", ("after", "state")),
    ("bureau/@@opening-opinions", "transfer-clerk", ("show", "start", "select", "opinion", "reason", "uids")),
    ("bureau/@@jurisdiction", "manager", ("to", "start")),
    ("@@opengov-settings-calendar", "manager", ("year", "notice")),
    ("@@opengov-settings-kinds", "manager", ("kind",)),
]
#: What is put behind each parameter's name.
RUBBISH = {
    "script": "=%22%3E%3Cscript%3Ealert(7)%3C/script%3E",
    "not UTF-8": "=%FF%FE%ED%A0%80",
    "digits": "=" + "9" * 5000,
    "no day": "=2026-02-30",
    "a list": ":list=x",
    "a record": ".items:record=1",
    "a number": ":int=99999999999999999999",
}


@pytest.mark.parametrize("what", RUBBISH)
def test_no_page_fails_on_rubbish_or_repeats_it_as_it_came(ask, town, what):
    town.published()
    wrong = []
    for page, user, names in PAGES:
        for query in ("&".join(name + RUBBISH[what] for name in names), names[0] + RUBBISH[what]):
            # of many long values a server takes none
            answer = ask.quietly("GET", f"{page}?{query[:20000]}", user, Accept="text/html")
            if answer.status_code >= 500 or b"<script>alert(7)" in answer.body:
                wrong.append((page, query[:60], answer.status_code))
    assert not wrong
