"""The same judges refuse what was broken on the way, each for the reason that was given."""

from judging import bagit_says
from judging import eark_says
from judging import unzip_says
from judging import xmllint_says
from judging import zipfile_says

import pytest
import re


def flip(path):
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


def swap(path, pattern, replacement):
    """Replace the first place a pattern matches, which must be there."""
    text = path.read_text(encoding="utf-8")
    changed, times = re.subn(pattern, replacement, text, count=1, flags=re.DOTALL)
    assert times == 1
    path.write_text(changed, encoding="utf-8")


def drop_last_line(path):
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:-1]), encoding="utf-8")


BROKEN_BAGS = {
    "a byte of the payload is flipped": lambda bag: flip(bag / "data/000001/attachments/p000001.docx"),
    "a file of the payload is missing": lambda bag: (bag / "data/000003/document.html").unlink(),
    "a file of the payload is cut": lambda bag: (bag / "data/000001/document.html").write_bytes(b""),
    "a file was added to the payload": lambda bag: (bag / "data/extra.txt").write_text("extra"),
    "a digest of the manifest was changed": lambda bag: swap(bag / "manifest-sha256.txt", "^[0-9a-f]{8}", "00000000"),
    "a line of the manifest is missing": lambda bag: drop_last_line(bag / "manifest-sha256.txt"),
    "the manifest is no manifest": lambda bag: (bag / "manifest-sha256.txt").write_text("nothing"),
    "the SM3 manifest was changed": lambda bag: swap(bag / "manifest-sm3.txt", "^[0-9a-f]{8}", "00000000"),
    "the fonds was changed": lambda bag: swap(bag / "bag-info.txt", "Z001", "Z002"),
    "the count of octets was changed": lambda bag: swap(bag / "bag-info.txt", r"Oxum: \d+", "Oxum: 1"),
    "the declaration is missing": lambda bag: (bag / "bagit.txt").unlink(),
    "the declaration is of no version": lambda bag: (bag / "bagit.txt").write_text("BagIt\n"),
    "both manifests of the payload are missing": lambda bag: [path.unlink() for path in bag.glob("manifest-*.txt")],
}


@pytest.mark.parametrize("case", BROKEN_BAGS)
def test_a_broken_bag_is_refused(bag, copy_of, case):
    broken = copy_of(bag)
    BROKEN_BAGS[case](broken)
    assert bagit_says(broken)


ROOT, REP = "METS.xml", "representations/rep1/METS.xml"
PREMIS = "representations/rep1/metadata/preservation/r000001.xml"
#: Case -> (what is done, a rule that must say so).
BROKEN_SIPS = {
    "a byte of a file is flipped": (
        lambda sip: flip(sip / "representations/rep1/data/r000001/attachments/p000001.docx"),
        "FIX-DIGEST",
    ),
    "a file is missing": (
        lambda sip: (sip / "representations/rep1/data/r000003/document.html").unlink(),
        "FIX-MISSING",
    ),
    "a file is cut": (
        lambda sip: (sip / "representations/rep1/data/r000001/document.html").write_bytes(b"x"),
        "FIX-SIZE",
    ),
    "a file was added": (lambda sip: (sip / "documentation/extra.txt").write_text("extra"), "FIX-UNLISTED"),
    "a file leads out of the package": (
        lambda sip: swap(sip / ROOT, 'href="documentation/readme', 'href="../../documentation/readme'),
        "FIX-ESCAPE",
    ),
    "a group is pointed at that is not there": (
        lambda sip: swap(sip / ROOT, 'FILEID="group-schemas"', 'FILEID="group-nowhere"'),
        "LNK-DANGLING",
    ),
    "a file of a record is pointed at that is not there": (
        lambda sip: swap(sip / REP, 'FILEID="file-000001"', 'FILEID="file-999999"'),
        "LNK-DANGLING",
    ),
    "metadata of a record are pointed at that are not there": (
        lambda sip: swap(sip / REP, 'ADMID="premis-000001"', 'ADMID="premis-000009"'),
        "LNK-DANGLING",
    ),
    "the package has another name": (lambda sip: swap(sip / ROOT, 'OBJID="ho0001"', 'OBJID="ho0002"'), "LNK-OBJID"),
    "the package has no name": (lambda sip: swap(sip / ROOT, 'OBJID="ho0001"', 'OBJID=""'), "CSIP1"),
    "a checksum is of another type": (
        lambda sip: swap(sip / REP, 'CHECKSUMTYPE="SHA-256"', 'CHECKSUMTYPE="SHA-512"'),
        "FIX-DIGEST",
    ),
    "a checksum is of an unknown type": (
        lambda sip: swap(sip / ROOT, 'CHECKSUMTYPE="SHA-256"', 'CHECKSUMTYPE="SM3"'),
        "EARK",
    ),
    "a file has no type of checksum": (
        lambda sip: swap(sip / ROOT, '(<file [^>]*) CHECKSUMTYPE="SHA-256"', r"\1"),
        "EARK",
    ),
    "two things have one identifier": (
        lambda sip: swap(sip / REP, 'ID="file-000002"', 'ID="file-000001"'),
        "LNK-TWICE",
    ),
    "the representation is not pointed at": (lambda sip: swap(sip / ROOT, "<mptr[^>]*></mptr>", ""), "CSIP109"),
    "the representation's METS is missing": (lambda sip: (sip / REP).unlink(), "LNK-MPTR"),
    "no software is named": (lambda sip: swap(sip / ROOT, '<agent ROLE="CREATOR".*?</agent>', ""), "CSIP11"),
    "the profile is another": (lambda sip: swap(sip / ROOT, "E-ARK-SIP.xml", "E-ARK-DIP.xml"), "SIP2"),
    "the structural map has another label": (lambda sip: swap(sip / ROOT, 'LABEL="CSIP"', 'LABEL="DIAS"'), "CSIP82"),
    "schemas have no group": (lambda sip: swap(sip / ROOT, 'USE="Schemas"', 'USE="Patterns"'), "CSIP113"),
    "an SM3 digest of PREMIS was changed": (
        lambda sip: swap(sip / PREMIS, "(SM3</messageDigestAlgorithm><messageDigest>).{8}", r"\g<1>00000000"),
        "PRE-DIGEST",
    ),
    "somebody unknown acted": (
        lambda sip: swap(sip / PREMIS, "(linkingAgentIdentifierValue>)机构人员-signer", r"\1机构人员-nobody"),
        "PRE-AGENT",
    ),
}


def test_a_broken_sip_is_refused_for_what_was_broken(sip, copy_of):
    folders = []
    for number, (act, _rule) in enumerate(BROKEN_SIPS.values()):
        folders.append(copy_of(sip, str(number)))
        act(folders[-1])
    said = dict(zip(BROKEN_SIPS, eark_says(folders), strict=True))
    assert {case: said[case] for case, (_act, rule) in BROKEN_SIPS.items() if rule not in said[case]} == {}


#: Case -> (schema, file, pattern, replacement).
BROKEN_XML = {
    "METS without a structural map": ("eark-sip.xsd", ROOT, "<structMap.*</structMap>", ""),
    "METS with an unknown element": ("eark-sip.xsd", REP, "<fileSec ", "<folder/><fileSec "),
    "METS with an unknown kind of package": ("eark-sip.xsd", ROOT, 'OAISPACKAGETYPE="SIP"', 'OAISPACKAGETYPE="ZIP"'),
    "METS cut in the middle": ("eark-sip.xsd", REP, "</fileSec>.*", ""),
    "PREMIS without a version": ("premis-v3-0.xsd", PREMIS, ' version="3.0"', ""),
    "PREMIS with an object of no kind": ("premis-v3-0.xsd", PREMIS, ' xsi:type="file"', ""),
    "PREMIS with an event without a time": ("premis-v3-0.xsd", PREMIS, "<eventDateTime>.*?</eventDateTime>", ""),
    "Dublin Core with a sixteenth element": (
        "oai_dc.xsd",
        "metadata/descriptive/dc.xml",
        "<dc:language>zh</dc:language>",
        "<dc:tongue>zh</dc:tongue>",
    ),
}


@pytest.mark.parametrize("case", BROKEN_XML)
def test_xmllint_refuses_broken_xml(sip, copy_of, case):
    schema, path, pattern, replacement = BROKEN_XML[case]
    broken = copy_of(sip) / path
    swap(broken, pattern, replacement)
    assert xmllint_says(schema, broken)


@pytest.mark.parametrize("form", ["bagit", "eark"])
def test_unzip_and_zipfile_refuse_a_package_with_a_flipped_byte(forms, form, tmp_path):
    package, path, _root = forms[form]
    data = bytearray(path.read_bytes())
    place = data.index(package.read(package.entries[0].path))
    data[place] ^= 1
    broken = tmp_path / path.name
    broken.write_bytes(bytes(data))
    assert unzip_says(broken) and zipfile_says(broken)


@pytest.mark.parametrize("form", ["bagit", "eark"])
def test_unzip_and_zipfile_refuse_half_a_package(forms, form, tmp_path):
    data = forms[form][1].read_bytes()
    broken = tmp_path / "half.zip"
    broken.write_bytes(data[: len(data) // 2])
    assert unzip_says(broken) and zipfile_says(broken)
