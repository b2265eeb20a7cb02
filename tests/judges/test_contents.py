"""What the files of our packages say, what a reading room is not told, and what is refused before it is offered."""

from lxml import etree
from opengov.disclosure.core.attribute import Proposal
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.transfer.records.metadata import metadata_xml
from opengov.disclosure.transfer.writers import validation
from opengov.disclosure.transfer.writers.eark import mets

import io
import packing
import pytest


NAMES = {
    "premis": "http://www.loc.gov/premis/v3",
    "dc": "http://purl.org/dc/elements/1.1/",
    "mets": "http://www.loc.gov/METS/",
}
PREMIS = "representations/rep1/metadata/preservation/r000001.xml"


def texts(xml, path):
    return [element.text for element in etree.fromstring(xml).iterfind(path, NAMES)]


@pytest.fixture(scope="module")
def premis(forms):
    return forms["eark"][0].read(PREMIS)


@pytest.mark.parametrize(
    "path,expected",
    [
        (
            ".//premis:eventType",
            ["拟稿", "公开属性审核", "签发", "公开", "message digest calculation", "information package creation"],
        ),
        (".//premis:statuteCitation", ["政府信息公开条例 第十六条第一款"]),
        (".//premis:restriction", ["不予公开"]),
        (".//premis:rightsGrantedNote", ["内部事务"]),
        (".//premis:agentType", ["organization", "organization", *["person"] * 4, "software"]),
        (".//premis:agent/premis:agentName", ["云溪市教育局", "秘书科", *["张1"] * 4, "opengov.disclosure"]),
    ],
)
def test_premis_tells_acts_agents_and_rights(premis, path, expected):
    assert texts(premis, path) == expected


def test_premis_keeps_the_names_of_the_office_and_both_digests(premis, forms):
    names = texts(premis, ".//premis:originalName")
    assert "\"引号\" 'single' “弯” <b>&amp;.txt" in names
    assert "C:\\temp\\nul.txt" in names
    assert "line\nbreak\ttab.txt" in names
    digests = texts(premis, ".//premis:messageDigest")
    for entry in forms["eark"][0].entries:
        if entry.path.startswith("representations/rep1/data/r000001/"):
            assert {entry.sha256, entry.sm3} <= set(digests)


def test_premis_tells_the_clause_an_act_rests_on():
    one = packing.item(1)
    path, data = next(("metadata.xml", file.open().read()) for file in one.files if file.role == "metadata")
    data = data.replace("</业务行为>".encode(), "</业务行为><行为依据>政府信息公开条例 第十七条</行为依据>".encode())
    files = [file for file in one.files if file.role != "metadata"]
    one = packing.replace(one, files=(*files, packing.data_file(path, data, "metadata")))
    details = texts(written(one), ".//premis:eventDetail")
    assert "行为依据：政府信息公开条例 第十七条" in details


def test_dublin_core_describes_each_record_and_the_package(forms):
    package = forms["eark"][0]
    record = package.read("representations/rep1/metadata/descriptive/r000001.xml")
    assert texts(record, "dc:title") == ["关于<开学>工作的通知 & 附件"]
    assert texts(record, "dc:creator") == ["云溪市教育局", "云溪市财政局"]
    assert texts(record, "dc:identifier")[0] == "Z001-WS·2026-D30-MSK-0001"
    assert texts(package.read("metadata/descriptive/dc.xml"), "dc:title") == ["关于<开学>工作的通知 & 附件等3件"]


def test_mets_names_agency_archive_fonds_and_what_is_replaced(writers, tmp_path):
    about = packing.replace(packing.ABOUT, supersedes="ho0000")
    package = packing.sealed(writers["eark"], [packing.item(1)], tmp_path, about)
    root = etree.fromstring(package.read("METS.xml"))
    header = root.find("mets:metsHdr", NAMES)
    assert header.get("RECORDSTATUS") == "REPLACEMENT"
    assert texts(package.read("METS.xml"), ".//mets:agent/mets:name")[1:] == [
        *("云溪市教育局", "云溪市教育局", "云溪市档案馆")
    ]
    assert texts(package.read("METS.xml"), ".//mets:altRecordID") == ["Z001"]
    assert texts(package.read("metadata/descriptive/dc.xml"), "dc:relation") == ["ho0000"]


@pytest.mark.parametrize("form", ["bagit", "eark"])
def test_the_same_records_give_the_same_bytes(writers, form, tmp_path):
    found = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        items = [packing.item(place, {"附件.pdf": b"x"}) for place in (1, 2)]
        found.append(packing.sealed(writers[form], items, tmp_path / name).save(tmp_path / name).read_bytes())
    assert found[0] == found[1]


@pytest.mark.parametrize("form", ["bagit", "eark"])
def test_a_reading_room_is_told_no_person_no_act_and_no_reason(writers, form, tmp_path):
    said = packing.replace(packing.record(1, "公开的通知"), proposal=Proposal("proactive", reason="秘而不宣"))
    page = packing.data_file("document.html", b"<p>public", "document")
    described = packing.data_file("metadata.xml", metadata_xml(said, page.entry, True), "metadata")
    row = packing.replace(packing.row(1, "公开的通知", 2, 9), attribute="proactive")
    about = packing.replace(packing.ABOUT, scope="public", purpose="deposit")
    package = packing.sealed(writers[form], [packing.Item(row, said, (page, described))], tmp_path, about)
    whole = b"".join(package.read(entry.path) for entry in package.entries if "schemas/" not in entry.path).decode()
    assert "公开的通知" in whole
    for secret in ("秘而不宣", "张1", "drafter", "signer", "签发", row.digest):
        assert secret not in whole


def written(one):
    """The PREMIS file of one record."""
    from opengov.disclosure.transfer.writers.eark.writer import EarkWriter

    return EarkWriter().lay_out(one, packing.ABOUT).written[PREMIS]


def test_what_breaks_its_schema_is_refused_before_it_is_offered(writers, monkeypatch):
    monkeypatch.setitem(mets.CONTENT, "csip__CONTENTINFORMATIONTYPE", "EVERYTHING")
    with pytest.raises(RuleBroken) as refused:
        writers["eark"].complete(packing.ABOUT, lambda: iter([packing.item(1).row]), lambda: iter([]))
    (problem,) = refused.value.problems
    assert (problem.code, problem.rule) == ("writer_schema_invalid", "R-T4")
    assert problem.params["path"] == "representations/rep1/METS.xml"
    assert "EVERYTHING" in problem.params["message"]


@pytest.mark.parametrize(
    "xml",
    [
        b"",
        b"<",
        b"<premis/>",
        b'<premis xmlns="http://www.loc.gov/premis/v3" version="3.0"/>',
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><premis xmlns="http://www.loc.gov/premis/v3">&b;</premis>',
    ],
)
def test_whatever_is_no_premis_is_refused(xml):
    for given in (xml, io.BytesIO(xml)):
        with pytest.raises(RuleBroken):
            validation.check("premis.xml", given, "premis-v3-0.xsd")


@pytest.mark.parametrize("left", [1, 3, 20, 200, 2000])
def test_premis_cut_anywhere_is_refused(premis, left):
    validation.check("premis.xml", io.BytesIO(premis), "premis-v3-0.xsd")
    for given in (premis[:-left], io.BytesIO(premis[:-left])):
        with pytest.raises(RuleBroken):
            validation.check("premis.xml", given, "premis-v3-0.xsd")


def test_schemas_are_read_without_the_network(monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    validation.schema_of.cache_clear()
    assert validation.schema_of("eark-sip.xsd")
