"""A clerk seals, the archivist fetches, checks and rejects, the clerk seals anew, the archivist accepts: at browsers (R-T5)."""

from opengov.disclosure.transfer.interfaces import IReceivers
from plone.uuid.interfaces import IUUID
from town import open_office
from town import Walk

import hashlib
import pytest
import re
import transaction


pytestmark = pytest.mark.slow

#: Words of ours that a Chinese page must not show in English.
ENGLISH = re.compile(
    r"\b(Seal|Sealed|Offered|Accepted|Rejected|Receipt|Records|Files|Package|Receiver|Extent|Checks|Passed|Failed)\b"
)
#: Wider than the window means scrolling sideways on a phone.
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
DONE = "#global_statusmessage .alert, #global_statusmessage .portalMessage"


@pytest.fixture
def document(acceptance, chinese_site, tmp_path, monkeypatch):
    """A published document with an archive that takes it."""
    monkeypatch.setenv("OPENGOV_SPOOL", str(tmp_path / "spool"))
    portal = acceptance["portal"]
    bureau = portal["bureau"]
    bureau.fonds_identifier = "Z001"
    open_office(bureau, "Archivist", "archive")
    receiver = {"id": "city-archives", "title": "云溪市档案馆", "account": "archive", "kind": "archive"}
    IReceivers(portal).put({**receiver, "fonds": [IUUID(bureau)], "takes": ["deposit"]})
    made = Walk(bureau).to("published", retention="permanent")
    transaction.commit()
    return f"bureau/{made.getId()}"


@pytest.fixture
def clerk(person):
    return person("transfer-clerk")


@pytest.fixture
def archivist(person):
    return person("archive")


def seal(clerk):
    """Press the button once; the page goes on by itself."""
    page = clerk.open("bureau/@@handovers")
    page.click("#seal button")
    page.wait_for_selector("#handovers [data-state=offered]")
    page.wait_for_selector("#seal", state="detached")
    return page


def fetch(archivist, folder):
    """Open what is new, save the package, and return the page and the file."""
    page = archivist.open("@@archive-desk")
    page.click("#archive-desk tbody th a")
    with page.expect_download() as download:
        page.click("#fetch-package")
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return page, path


def answer(page, status):
    page.check(f"#status-{status}")
    page.click("#receipt-form button[value=give]")
    page.wait_for_selector(DONE)


def chinese(page):
    text = page.locator(".opengov-handovers").inner_text()
    assert not ENGLISH.search(text), ENGLISH.search(text)


def test_from_sealing_to_the_printed_register(document, clerk, archivist, person, tmp_path):
    page = seal(clerk)
    chinese(page)
    # rejected: digest typed by hand, the fault named
    page, package = fetch(archivist, tmp_path)
    chinese(page)
    assert page.input_value("#receipt-sha256") == ""
    page.fill("#receipt-sha256", hashlib.sha256(package.read_bytes()).hexdigest())
    page.select_option("[name=problem-0-code]", "metadata-missing")
    page.fill("[name=problem-0-note]", "缺少页数，请补充")
    answer(page, "rejected")
    assert page.locator("#receipt").count() == 0
    # sealed anew
    page = clerk.open("bureau/@@handovers")
    assert "缺少页数，请补充" in page.inner_text("#handovers")
    page.click("#troubled a")
    page.click("#retry button")
    page.wait_for_selector(DONE)
    page = seal(clerk)
    assert page.locator("#handovers [data-state=superseded]").count() == 1
    # accepted: the page computes the digest from the archivist's file
    page, package = fetch(archivist, tmp_path)
    page.set_input_files("#digest-file", package)
    page.wait_for_function("document.querySelector('#receipt-sha256').value.length === 64")
    assert page.input_value("#receipt-sha256") == hashlib.sha256(package.read_bytes()).hexdigest()
    page.fill("#receipt-archive-ref", "云档接〔2026〕1号")
    answer(page, "accepted")
    # the form that both sides sign
    page = clerk.open("bureau/@@handovers")
    page.click("#handovers tbody tr:first-child th a")
    page.click("a[href*='@@handover-register']")
    assert "云档接〔2026〕1号" in page.inner_text("#register")
    page.emulate_media(media="print")
    assert page.is_hidden("#xlsx") and page.is_visible("#register")
    page.emulate_media(media="screen")
    page = person("disclosure-officer").open(document)
    assert page.locator("#opengov-handed-over [data-state=accepted]").count() == 1
    assert clerk.faults == [] and archivist.faults == []


def test_a_wrong_digest_is_refused_and_what_was_typed_stays(document, clerk, archivist, tmp_path):
    seal(clerk)
    page, _package = fetch(archivist, tmp_path)
    page.fill("#receipt-sha256", "0" * 64)
    page.fill("#receipt-archive-ref", "云档接〔2026〕2号")
    page.check("#status-accepted")
    page.click("#receipt-form button[value=give]")
    page.wait_for_selector("#receipt-digest-errors .opengov-error")
    assert page.input_value("#receipt-archive-ref") == "云档接〔2026〕2号"
    assert page.input_value("#receipt-sha256") == "0" * 64
    assert clerk.open("bureau/@@handovers").locator("#handovers [data-state=offered]").count() == 1


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_is_wider_than_the_window(document, clerk, archivist, width):
    seal(clerk)
    page = clerk.page
    for someone in (clerk, archivist):
        someone.page.set_viewport_size({"width": width, "height": 800})
    id = page.locator("#handovers tbody th a").first.get_attribute("href").rpartition("=")[2]
    views = [f"@@handover?id={id}", f"@@handover-register?id={id}", "@@handovers", "@@deposits", "@@deposit-register"]
    found = {}
    for view in views:
        found[view] = clerk.open(f"bureau/{view}").evaluate(OVERFLOW)
    for view in ("@@archive-desk", f"@@archive-handover?id={id}", "@@archive-lists"):
        found[view] = archivist.open(view).evaluate(OVERFLOW)
    assert {view: wide for view, wide in found.items() if wide > 1} == {}
