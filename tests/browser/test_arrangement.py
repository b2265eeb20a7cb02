"""Twenty-one agencies are put in order on a phone, with the keyboard alone."""

from opengov.disclosure.joint.interfaces import IArrangement
from opengov.disclosure.joint.interfaces import IPositions
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from town import Walk

import pytest
import transaction


pytestmark = pytest.mark.slow

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def joint(acceptance, chinese_site):
    """A draft that twenty outside bodies issue, too: (document, slot ids)."""
    document = Walk(acceptance["portal"]["bureau"]).draft()
    with api.env.adopt_user(username="drafter"):
        add = IPositions(document).add
        ids = [add(body=f"云溪市第{number}联合发文机关", role="co_issuer") for number in range(1, 21)]
    transaction.commit()
    return document, ids


def test_names_are_put_in_order_with_the_keyboard_on_a_phone(joint, person):
    document, ids = joint
    drafter = person("drafter", width=390)
    page = drafter.open(f"bureau/{document.getId()}/@@joint")
    assert page.evaluate(OVERFLOW) <= 0
    assert page.locator("#joint-arrange li").count() == 21
    page.locator(f"button[value='up {ids[1]}']").focus()
    for _press in range(2):
        with page.expect_navigation():
            page.keyboard.press("Enter")
    # at the top its button is gone; the other one of the same name has the focus
    assert page.evaluate("document.activeElement.value") == f"down {ids[1]}"
    assert page.evaluate(OVERFLOW) <= 0
    page.locator("input[name='joint.banner'][value='lead_only']").check()
    with page.expect_navigation():
        page.locator("#joint-arrange button.btn-primary").click()
    transaction.begin()
    arrangement = IArrangement(document)
    assert [issuer["slot"] for issuer in arrangement.issuers()][:3] == [ids[1], "", ids[0]]
    assert (arrangement.banner, ILife(document).state) == ("lead_only", "draft")
    assert drafter.faults == []
