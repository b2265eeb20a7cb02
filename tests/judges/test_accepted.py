"""Outside judges accept what our writers make."""

from judging import bagit_says
from judging import eark_says
from judging import unzip_says
from judging import xmllint_says
from judging import zipfile_says

import csv
import pytest


FORMS = ("bagit", "eark", "eep-2012", "eep-2022")
METS = ("METS.xml", "representations/rep1/METS.xml")


@pytest.mark.parametrize("form", FORMS)
def test_unzip_and_zipfile_read_every_file(forms, form):
    _package, path, _root = forms[form]
    assert (unzip_says(path), zipfile_says(path)) == ("", "")


@pytest.mark.parametrize("form", FORMS)
def test_what_is_unpacked_is_the_sealed_list_under_one_root(forms, form):
    package, _path, root = forms[form]
    found = {str(path.relative_to(root)): path.stat().st_size for path in root.rglob("*") if path.is_file()}
    assert root.name == package.id
    assert found == {entry.path: entry.size for entry in package.entries}


@pytest.mark.parametrize("form", ["bagit", "eark"])
def test_paths_are_plain_ascii(forms, form):
    assert all(entry.path.isascii() and " " not in entry.path for entry in forms[form][0].entries)


@pytest.mark.parametrize("form,schema", [("eep-2012", "catalogue-2012.xsd"), ("eep-2022", "catalogue-2022.xsd")])
def test_xmllint_accepts_every_eep_and_the_catalogue(forms, form, schema):
    root = forms[form][2]
    packages = [path for path in root.rglob("*.XML") if path.parent not in (root, root / "其他")]
    assert len(packages) == 3
    assert xmllint_says("dat48-2009.xsd", *packages) == ""
    assert xmllint_says(schema, *root.glob("*.XML")) == ""


def test_the_library_of_congress_accepts_the_bag(bag):
    assert bagit_says(bag) == ""


def test_eark_validator_and_our_checks_accept_the_sip(sip):
    assert eark_says([sip]) == [set()]


def test_the_only_waiver_is_the_rule_that_nothing_can_meet(sip):
    assert eark_says([sip], "--no-waiver") == [{"SIP14"}]


def test_xmllint_accepts_mets_premis_and_dublin_core(sip):
    assert xmllint_says("eark-sip.xsd", *(sip / path for path in METS)) == ""
    assert xmllint_says("premis-v3-0.xsd", *sip.rglob("metadata/preservation/*.xml")) == ""
    assert xmllint_says("oai_dc.xsd", *sip.rglob("metadata/descriptive/*.xml")) == ""


def test_the_schemas_travel_along_and_are_those_of_the_product(sip):
    assert xmllint_says("eark-sip.xsd", sip / "METS.xml") == ""
    own = {path.name for path in (sip / "schemas").iterdir()}
    assert own == {
        *("DILCISExtensionMETS.xsd", "DILCISExtensionSIPMETS.xsd", "dc.xsd", "eark-sip.xsd", "mets.xsd", "oai_dc.xsd"),
        *("premis-v3-0.xsd", "xlink.xsd"),
    }


@pytest.mark.parametrize("form,path", [("bagit", "data/records.csv"), ("eark", "documentation/records.csv")])
def test_the_list_of_records_opens_in_a_spreadsheet_and_runs_nothing(forms, form, path):
    root = forms[form][2]
    with (root / path).open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["顺序号"] for row in rows] == ["1", "2", "3"]
    assert rows[0]["题名"] == "关于<开学>工作的通知 & 附件"
    assert rows[1]["题名"] == "'=1+1 标题 % & <b>"
    assert rows[0]["公开属性"] == "不予公开"
    assert rows[0]["保管期限"] == "30年"
    assert all((root / row["目录"] / "document.html").is_file() for row in rows)
