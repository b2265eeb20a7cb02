"""The liaison of an asked agency answers on a phone; the lead reads the matrix beside it."""

from opengov.disclosure.joint.interfaces import IPositions
from plone import api
from plone.uuid.interfaces import IUUID
from town import CHECKS
from town import make_agency
from town import Walk

import pytest
import transaction


pytestmark = pytest.mark.slow

#: Wider than the window means scrolling sideways on a phone; tables scroll in a frame of their own.
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def asked(acceptance, chinese_site):
    """A document about which two agencies are asked."""
    portal = acceptance["portal"]
    make_agency(portal, "finance", "云溪市财政局", "云财", prefix="fin-")
    make_agency(portal, "health", "云溪市卫生健康局", "云卫", prefix="hea-")
    walk = Walk(portal["bureau"])
    document = walk.draft()
    with api.env.adopt_user(username="drafter"):
        for name in ("finance", "health"):
            IPositions(document).add(agency=IUUID(portal[name]))
    walk.take(document, "submit", "drafter")
    walk.take(document, "endorse", "section-head", checks=CHECKS)
    walk.take(document, "approve", "disclosure-reviewer", checks=CHECKS)
    transaction.commit()
    return document


def test_an_agency_answers_on_a_phone_and_the_lead_reads_it(asked, person):
    liaison = person("fin-co-issuer", width=390)
    page = liaison.open("finance/@@asked")
    assert page.evaluate(OVERFLOW) <= 0
    page.get_by_role("link", name=asked.title).click()
    page.wait_for_load_state()
    assert page.evaluate(OVERFLOW) <= 0
    page.locator("form:has(input[value=receive]) button").click()
    page.locator("select[name='position.stand']").select_option("agree_with_comment")
    page.locator("textarea[name='position.reason']").fill("第二条请核对")
    page.locator("form:has(input[value=draft]) button").click()
    page.wait_for_load_state()
    leader = person("fin-signer", width=390)
    page = leader.open(f"bureau/{asked.getId()}/@@positions")
    page.locator("form:has(input[value=release]) button").click()
    page.wait_for_load_state()
    lead = person("disclosure-officer")
    page = lead.open(f"bureau/{asked.getId()}/@@positions")
    assert page.get_by_text("第二条请核对").count() == 2
    assert liaison.faults == leader.faults == lead.faults == []
