"""``@@archive-receivers``: who may set receivers up, what the form refuses and that nothing typed is lost (R-T6, R-X2)."""

from opengov.disclosure.transfer.interfaces import IReceivers

import pytest


MIB = 1024 * 1024


@pytest.fixture
def boss(visit, manager):
    return visit(manager)


def fill(page, **values):
    form = page.forms["receiver-form"]
    for name, value in {"id": "city", "title": "云溪市档案馆", "account": "archive", **values}.items():
        if isinstance(value, list):
            for box in form.fields[f"{name}:list"]:
                box.checked = box._value in value
        else:
            form[name] = value
    return form


def test_without_receivers_the_form_stands_open(site, bureau, boss):
    page = boss.open(site, "@@archive-receivers")
    assert page.html.select_one("#receivers-empty") and "receiver-form" in page.forms


def test_a_receiver_is_added_with_limits_in_mebibytes(site, bureau, uid, boss):
    page = boss.open(site, "@@archive-receivers?new=1")
    numbers = {"most_records": "100", "most_bytes": "50", "embed_bytes": "2"}
    fill(page, fonds=[uid], takes=["deposit", "transfer"], format="eep-2022", **numbers).submit("act", value="save")
    kept = IReceivers(site).all()["city"]
    assert (kept["title"], kept["fonds"], kept["takes"]) == ("云溪市档案馆", [uid], ["deposit", "transfer"])
    assert (kept["format"], kept["most_records"]) == ("eep-2022", 100)
    assert (kept["most_bytes"], kept["embed_bytes"]) == (50 * MIB, 2 * MIB)


def test_what_is_kept_stands_in_the_form_and_is_replaced(site, archive, uid, boss):
    page = boss.open(site, "@@archive-receivers").click("云溪市档案馆")
    form = page.forms["receiver-form"]
    assert (form["id"].value, form["account"].value, form["format"].value) == ("archive", "archive", "bagit")
    assert (form["most_records"].value, form["most_bytes"].value) == ("10000", "4096")
    form["title"] = "云溪市国家综合档案馆"
    page = form.submit("act", value="save").follow()
    assert list(IReceivers(site).all()) == ["archive"]
    assert "云溪市国家综合档案馆" in page.html.select_one("#receivers").text


WRONG = {
    "id": ("id", "City Archives"),
    "account": ("account", "nobody-here"),
    "office": ("account", "transfer-clerk"),
    "fonds": ("fonds", []),
    "takes": ("takes", []),
    "most_records": ("most_records", "many"),
    "most_bytes": ("most_bytes", "-1"),
    "embed_bytes": ("embed_bytes", "0x10"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_told_at_its_field_and_nothing_typed_is_lost(site, bureau, uid, boss, case):
    field, value = WRONG[case]
    values = {"fonds": [uid], "takes": ["deposit"], "title": "云溪市“综合”档案馆", field: value}
    page = fill(boss.open(site, "@@archive-receivers?new=1"), **values).submit("act", value="save", status=400)
    told = page.html.select(".opengov-error")
    assert told and "R-" in told[0].text and IReceivers(site).all() == {}
    form = page.forms["receiver-form"]
    assert form["title"].value == "云溪市“综合”档案馆"
    if isinstance(value, str):
        assert form[field].value == value
    near = told[0].find_parent(["fieldset", "div"])
    wanted = {field, f"{field}:list"}
    while near is not None and not near.find(attrs={"name": list(wanted)}):
        near = near.find_parent(["fieldset", "div"])
    assert near is not None and near.get("id") != "content"


def test_a_library_takes_deposits_alone(site, bureau, uid, boss):
    values = {"kind": "library", "takes": ["deposit", "transfer"], "fonds": [uid], "account": "library"}
    page = fill(boss.open(site, "@@archive-receivers?new=1"), **values).submit("act", value="save", status=400)
    assert len(page.html.select(".opengov-error")) == 1
    assert [box.checked for box in page.forms["receiver-form"].fields["takes:list"]] == [True, True]


@pytest.mark.parametrize("user", ["", "transfer-clerk", "disclosure-officer", "archive", "signer"])
def test_nobody_else_sees_or_sets_receivers(site, archive, visit, user):
    assert "云溪市档案馆" not in visit(user).open(site, "@@archive-receivers", status=(302, 401, 403, 404)).text


def test_without_its_token_the_form_changes_nothing(site, archive, uid, boss):
    sent = {"act": "save", "id": "archive", "title": "别的档案馆", "account": "archive", "kind": "archive"}
    boss.post(site, "@@archive-receivers", sent, status=403)
    assert IReceivers(site).all()["archive"]["title"] == "云溪市档案馆"


def test_a_receiver_that_is_not_there_has_no_form(site, archive, boss):
    boss.open(site, "@@archive-receivers?id=nobody", status=404)


def test_the_control_panel_leads_there(site, bureau, boss):
    assert "@@archive-receivers" in boss.open(site, "@@overview-controlpanel").text
