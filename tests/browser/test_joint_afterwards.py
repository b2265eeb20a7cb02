"""What follows on the issue of a joint document, at browsers: the print, the co-issuer's register, the repeal."""

from jointly import Together
from town import make_agency
from town import Walk

import pytest
import transaction


ALL = ["云溪市教育局", "云溪市财政局", "云溪市卫生健康局"]


@pytest.fixture
def document(acceptance, chinese_site):
    portal = acceptance["portal"]
    partners = {
        "fin-": make_agency(portal, "finance", ALL[1], "云财", prefix="fin-"),
        "hea-": make_agency(portal, "health", ALL[2], "云卫", prefix="hea-"),
    }
    made = Together(Walk(portal["bureau"]), partners).to("published", title="关于做好校园食品安全工作的通知")
    transaction.commit()
    return f"bureau/{made.getId()}"


def test_the_public_reads_all_names_and_a_phone_shows_them_whole(person, document):
    for width in (1280, 360):
        visitor = person("", width=width)
        page = visitor.open(document)
        assert page.locator(".opengov-banner > span").all_inner_texts() == ALL
        assert page.inner_text(".opengov-signatories").split("　") == ALL
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        head, paper = page.locator(".opengov-head").bounding_box(), page.locator(".opengov-paper").bounding_box()
        assert head["x"] >= paper["x"] and head["x"] + head["width"] <= paper["x"] + paper["width"]
        assert not visitor.faults


def test_a_liaison_finds_it_in_the_register_and_answers_about_its_repeal(person, document):
    officer, liaison, leader = person("disclosure-officer"), person("fin-co-issuer"), person("fin-signer")
    page = liaison.open("finance/@@joint-register")
    assert page.inner_text("#disclosure-register td[data-column=issuers]") == "、".join(ALL)
    page.select_option("#filter-state", "withheld")
    page.click(".opengov-filters button[type=submit]")
    page.wait_for_selector("#disclosure-register-empty")
    page = officer.open(f"{document}/@@repeal")
    page.fill("#repeal-date", "2027-01-01")
    page.fill("#repeal-reason", "上位法已修改")
    page.click("#repeal-propose button[type=submit]")
    page.wait_for_selector("#repeal-proposal")
    page = liaison.open("finance/@@asked")
    page.click("#asked-repeals a")
    page.click("form:has(input[value=draft]) button[type=submit]")
    page.wait_for_selector(".alert-secondary")
    page = leader.open(f"{document}/@@repeal")
    page.click("form:has(input[value=release]) button[type=submit]")
    page.wait_for_selector(".badge.text-bg-success")
    assert not (officer.faults or liaison.faults or leader.faults)
