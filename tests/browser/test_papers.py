"""Papers between offices and houses, and the published list of withheld documents: made, printed and looked at."""

from opengov.disclosure.agency.interfaces import ISettingsHistory
from opengov.disclosure.transfer.interfaces import IHandovers
from opengov.disclosure.transfer.sealing.spool import Spool
from opengov.disclosure.transfer.sealing.spool import spool_folder
from plone import api

import pytest
import transaction


@pytest.fixture
def agency(city):
    """An agency of the city under the rules of another place, as if it had always been so."""

    def under(path, jurisdiction):
        found = city["portal"].unrestrictedTraverse(path)
        found.jurisdiction = jurisdiction
        ISettingsHistory(found).begin()
        transaction.commit()
        return found

    return under


def press(someone, selector):
    with someone.page.expect_navigation():
        someone.page.locator(selector).first.click()


def test_a_recall_is_a_letter_that_the_archives_acknowledge(citizen, where, city):
    clerk = citizen("shaoting")
    clerk.open(f"{where('招生入学工作')}/@@opengov-step?step=withdraw")
    clerk.page.check("[name=cause][value=error]")
    clerk.page.locator("main textarea[name=reason]").fill("附件名单有误，更正后重新公开。")
    press(clerk, "main form.opengov-form [type=submit]")
    clerk.visit("jiaoyuju/@@deposits >> @@notice-letter", "notice-letter")
    assert "政府信息撤回告知函" in clerk.page.locator("#letter h1").inner_text()

    transaction.begin()
    bureau = city["portal"].unrestrictedTraverse("jiaoyuju")
    with api.env.adopt_user(username="shaoting"), Spool(spool_folder()).writing():
        while IHandovers(city["portal"]).work([bureau.UID()], 50)["more"]:
            pass
    transaction.commit()
    archivist = citizen("danganguan")
    archivist.visit("@@archive-desk?show=notices", "archive-notices")
    archivist.visit("@@archive-desk?show=notices >> @@archive-notice", "archive-notice")
    press(archivist, "main button[value=acknowledge]")
    archivist.look("archive-notice-acknowledged")
    archivist.open("@@archive-desk?show=accepted >> @@archive-handover")
    archivist.page.goto(archivist.page.url.replace("@@archive-handover", "@@archive-register"))
    archivist.look("archive-register")


def test_the_list_of_withheld_documents_is_filed_and_read_by_everybody(citizen, agency):
    agency("jiaoyuju", "zunyi-2020")
    stranger = citizen()
    stranger.refused(lambda: stranger.open("jiaoyuju/@@withheld-list"))
    officer = citizen("shaoting")
    officer.visit("jiaoyuju/@@withheld-list", "withheld-list-before")
    officer.page.fill("[name=filed_with]", "云溪市人民政府办公室")
    press(officer, "#opengov-withheld-filing [name=publish]")
    officer.look("withheld-list-filed")
    stranger.visit("jiaoyuju/@@withheld-list", "withheld-list")
    rows = stranger.page.locator(".opengov-withheld tbody tr")
    assert rows.count() >= 1
    assert "校园伤害事故" not in stranger.page.locator("main").inner_text()
