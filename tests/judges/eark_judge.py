"""Judge E-ARK packages: eark-validator 1.1.3 without the network, and what it does not look at.

Usage: eark_judge.py [--no-waiver] [--no-premis] FOLDER... with the Python of the judges. Prints one JSON object per package:
{"package": name, "refused": [[rule, what]]}. Exit code 0 when every package is accepted. SM3 of gigabytes takes long,
and so do 10,000 PREMIS files: --no-premis leaves them out.

eark-validator fetches four vocabularies when it is imported, although they lie in its own package: they are served from
there, and any other address is refused. It looks at the grammar of METS only: files, digests, links and PREMIS are ours to
check (FIX-, LNK-, PRE-).
"""

from collections import Counter
from collections.abc import Iterator
from lxml import etree
from pathlib import Path
from urllib.parse import unquote

import hashlib
import importlib.util
import json
import sys
import urllib.request


METS = "{http://www.loc.gov/METS/}"
PREMIS = "{http://www.loc.gov/premis/v3}"
HREF = "{http://www.w3.org/1999/xlink}href"
#: SIP14 wants an attribute on the note of the creator that mets.xsd forbids there and CSIP16 contradicts: nothing meets it.
WAIVED = {"SIP14"}
CHUNK = 1 << 20
Finding = tuple[str, str]


def served_locally(address, *_args, **_options):
    """Open a vocabulary from the validator's own package."""
    package = Path(importlib.util.find_spec("eark_validator").origin).parent
    path = package / "ipxml" / "resources" / "vocabs" / str(address).rpartition("/")[2]
    if not path.is_file():
        raise OSError(f"the judge has no network: {address}")
    return path.open("rb")


def by_validator(folder: Path, waived: set[str]) -> Iterator[Finding]:
    """What eark-validator objects to, but for what is waived."""
    urllib.request.urlopen = served_locally
    from eark_validator.model.validation_report import Severity
    from eark_validator.packages import PackageValidator

    try:
        report = PackageValidator(folder).validation_report
    except (KeyError, ValueError) as error:
        # it stumbles over a file without CHECKSUMTYPE
        yield "EARK", f"stumbled: {error!r}"
        return
    if report.metadata is None:
        yield "EARK", "; ".join(message.message for message in report.structure.messages)
        return
    found = [*report.metadata.schema_results.messages, *report.metadata.schematron_results.messages]
    for result in (*report.structure.messages, *found):
        if result.severity == Severity.ERROR and result.rule_id not in waived:
            yield result.rule_id, result.message


def by_files(folder: Path) -> Iterator[Finding]:
    """Every file is listed with its size and digest, and nothing else is there."""
    listed = {Path("METS.xml")}
    for mets in mets_files(folder):
        for element in etree.parse(mets).iter(f"{METS}file", f"{METS}mdRef"):
            place = element if element.tag == f"{METS}mdRef" else element.find(f"{METS}FLocat")
            path = (mets.parent / unquote(place.get(HREF))).resolve()
            if not path.is_relative_to(folder):
                yield "FIX-ESCAPE", place.get(HREF)
                continue
            listed.add(path.relative_to(folder))
            yield from compared(path, element)
    present = {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}
    for path in sorted(present - listed):
        yield "FIX-UNLISTED", str(path)


def compared(path: Path, element) -> Iterator[Finding]:
    """What a file has of another size or digest than its METS says."""
    if not path.is_file():
        yield "FIX-MISSING", path.name
    elif path.stat().st_size != int(element.get("SIZE")):
        yield "FIX-SIZE", path.name
    elif element.get("CHECKSUMTYPE") != "SHA-256" or digest(path, "sha256") != element.get("CHECKSUM"):
        yield "FIX-DIGEST", path.name


def by_links(folder: Path) -> Iterator[Finding]:
    """Identifiers and what refers to them."""
    if etree.parse(folder / "METS.xml").getroot().get("OBJID") != folder.name:
        yield "LNK-OBJID", folder.name
    for mets in mets_files(folder):
        root = etree.parse(mets).getroot()
        ids = Counter(element.get("ID") for element in root.iter() if element.get("ID"))
        yield from (("LNK-TWICE", id) for id, times in ids.items() if times > 1)
        for element in root.iter():
            named = " ".join(element.get(name, "") for name in ("DMDID", "ADMID", "FILEID")).split()
            yield from (("LNK-DANGLING", id) for id in named if id not in ids)
        pointed = {element.get("FILEID") for element in root.iter(f"{METS}fptr")}
        groups = {element.get("ID") for element in root.iter(f"{METS}fileGrp")}
        yield from (("LNK-GROUP", id) for id in groups - pointed)
        if len(root.findall(f"{METS}structMap[@LABEL='CSIP']")) != 1:
            yield "LNK-STRUCTMAP", mets.name
        for pointer in root.iter(f"{METS}mptr"):
            if not (mets.parent / unquote(pointer.get(HREF))).is_file():
                yield "LNK-MPTR", pointer.get(HREF)


def by_premis(folder: Path) -> Iterator[Finding]:
    """The digests of PREMIS are those of the files, SM3 too; who did something is among the agents."""
    for path in sorted(folder.rglob("metadata/preservation/*.xml")):
        root = etree.parse(path).getroot()
        agents = {element.text for element in root.iter(f"{PREMIS}agentIdentifierValue")}
        for element in root.iter(f"{PREMIS}linkingAgentIdentifierValue"):
            if element.text not in agents:
                yield "PRE-AGENT", element.text
        for fixity in root.iter(f"{PREMIS}fixity"):
            place = fixity.getparent().getparent().findtext(f"{PREMIS}objectIdentifier/{PREMIS}objectIdentifierValue")
            algorithm = fixity.findtext(f"{PREMIS}messageDigestAlgorithm")
            file = folder / place
            name = algorithm.replace("-", "").lower()
            if not file.is_file() or digest(file, name) != fixity.findtext(f"{PREMIS}messageDigest"):
                yield "PRE-DIGEST", f"{place} {algorithm}"


def mets_files(folder: Path) -> list[Path]:
    """The METS files of a package: that of its root, and of each representation."""
    return [folder / "METS.xml", *sorted(folder.glob("representations/*/METS.xml"))]


def digest(path: Path, algorithm: str) -> str:
    """The digest of a file, in hexadecimal."""
    found = hashlib.new(algorithm)
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            found.update(chunk)
    return found.hexdigest()


def judged(folder: Path, options: set[str]) -> list[Finding]:
    """Everything that speaks against a package."""
    found = list(by_validator(folder, set() if "--no-waiver" in options else WAIVED))
    if not (folder / "METS.xml").is_file():
        return found
    try:
        found += [*by_files(folder), *by_links(folder)]
        return found if "--no-premis" in options else [*found, *by_premis(folder)]
    except etree.XMLSyntaxError as error:
        return [*found, ("XML", str(error))]


def main(arguments: list[str]) -> int:
    """Judge every package; return the exit code."""
    folders = [Path(argument).resolve() for argument in arguments if not argument.startswith("--")]
    accepted = True
    for folder in folders:
        refused = judged(folder, {argument for argument in arguments if argument.startswith("--")})
        accepted = accepted and not refused
        print(json.dumps({"package": folder.name, "refused": refused}, ensure_ascii=False))
    return 0 if accepted else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
