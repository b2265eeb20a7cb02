"""The control panel: governed types and announced years, each checked and told at its field."""

from opengov.disclosure.agency.interfaces import IAnnouncedYears
from plone import api

import pytest
import transaction


RECORD = "opengov.disclosure.signoff.governed_types"


def panel(visit, site, who):
    return visit(who).open(site, "@@opengov-controlpanel")


def form_of(page):
    return next(form for form in page.forms.values() if "form.buttons.save" in form.fields)


def test_a_type_is_governed_and_let_go(visit, site, manager):
    form = form_of(panel(visit, site, manager))
    for box in form.fields["form.widgets.governed_types:list"]:
        box.checked = box._value == "News Item"
    assert form.submit("form.buttons.save").status_int == 302
    assert api.portal.get_registry_record(RECORD) == ("News Item",)


def test_a_type_with_governed_content_is_kept(walk, visit, site, manager):
    api.portal.set_registry_record(RECORD, ("News Item",))
    transaction.commit()
    with api.env.adopt_roles(["Manager"]):
        api.content.create(walk.agency, "News Item", id="news", title="动态", disclosure_attribute="proactive")
    form = form_of(panel(visit, site, manager))
    for box in form.fields["form.widgets.governed_types:list"]:
        box.checked = False
    answer = form.submit("form.buttons.save", status=400)
    assert "R-I2" in answer.html.select_one("[data-fieldname*=governed_types] .invalid-feedback").text
    assert api.portal.get_registry_record(RECORD) == ("News Item",)


@pytest.mark.parametrize(
    "year,text,field",
    [("2027", "不是通知", "arrangement"), ("2027", "", "arrangement"), ("", "一、元旦：1月1日放假。", "year")],
)
def test_a_notice_that_is_not_understood_is_kept_in_the_form(visit, site, manager, year, text, field):
    form = form_of(panel(visit, site, manager))
    form["form.widgets.year"] = year
    form["form.widgets.arrangement"] = text
    answer = form.submit("form.buttons.save", status=400)
    assert "R-D2" in answer.html.select_one(f"[data-fieldname*='{field}'] .invalid-feedback").text
    assert form_of(answer)["form.widgets.arrangement"].value == text
    assert IAnnouncedYears(site).years() == ()


@pytest.mark.parametrize("who", ["", "drafter", "disclosure-officer"])
def test_settings_are_for_administrators(visit, site, who):
    answer = visit(who).open(site, "@@opengov-controlpanel", status="*")
    assert answer.status_int in (302, 401, 403)
    assert "governed_types" not in answer


def test_the_panel_is_in_the_list(visit, site, manager):
    assert "@@opengov-controlpanel" in visit(manager).open(site, "@@overview-controlpanel")
