"""What a real site hands over, in every form, before the outside judges."""

from judging import bagit_says
from judging import eark_says
from judging import unpacked
from judging import unzip_says
from judging import xmllint_says
from lxml import etree
from opengov.disclosure.transfer.interfaces import IReceivers
from opengov.disclosure.transfer.sealing.spool import Spool
from plone.uuid.interfaces import IUUID

import pytest


FILES = [("附件 1：100%+“通知”.pdf", b"%PDF-1.4"), ("空.txt", b"")]


def handed_over(town, spool, form, kind, tmp_path):
    """Root folder of what the site handed over in a form, of two documents at once."""
    town.open_office(town.bureau, "Archivist", "taker")
    receiver = {"id": "taker", "title": "云溪市档案馆", "account": "taker", "kind": kind, "takes": ["deposit"]}
    IReceivers(town.portal).put({**receiver, "fonds": [IUUID(town.bureau)], "format": form})
    documents = [town.published(files=FILES, retention_period="y30"), town.published(retention_period="permanent")]
    found = town.seal(*documents)
    assert (found["problems"], found["failed"], len(found["offered"])) == ([], [], 1)
    handover = town.handovers.find(found["offered"][0])
    path = Spool(spool).path(handover.package["sha256"])
    assert unzip_says(path) == ""
    return unpacked(path, tmp_path / "unpacked")


@pytest.mark.parametrize("kind", ["archive", "library"])
def test_the_library_of_congress_accepts_a_bag_of_the_site(town, spool, tmp_path, kind):
    root = handed_over(town, spool, "bagit", kind, tmp_path)
    assert bagit_says(root) == ""
    assert len(list(root.glob("data/0*/document.html"))) == 2


@pytest.mark.parametrize("kind", ["archive", "library"])
def test_eark_validator_accepts_a_sip_of_the_site(town, spool, tmp_path, kind):
    root = handed_over(town, spool, "eark", kind, tmp_path)
    assert eark_says([root]) == [set()]
    assert xmllint_says("eark-sip.xsd", root / "METS.xml", root / "representations/rep1/METS.xml") == ""
    assert xmllint_says("premis-v3-0.xsd", *root.rglob("metadata/preservation/*.xml")) == ""


def test_premis_of_the_site_tells_reviews_signature_and_publication_with_their_clauses(town, spool, tmp_path):
    root = handed_over(town, spool, "eark", "archive", tmp_path)
    told = etree.parse(root / "representations/rep1/metadata/preservation/r000001.xml")
    kinds = [element.text for element in told.iter("{*}eventType")]
    assert {"公开属性审核", "签发", "公开", "information package creation", "message digest calculation"} <= set(kinds)
    details = [element.text for element in told.iter("{*}eventDetail")]
    assert any("行为依据：政府信息公开条例" in detail for detail in details)
