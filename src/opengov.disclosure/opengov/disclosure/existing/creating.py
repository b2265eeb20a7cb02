"""One row of a list becomes a document in ``to_determine``, by the steps everybody takes (R-I8)."""

from opengov.disclosure.core import existing
from opengov.disclosure.core import listed_files
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.existing import texts
from opengov.disclosure.existing.archive import Store
from opengov.disclosure.existing.checking import chosen_files
from opengov.disclosure.existing.checking import is_file_name
from opengov.disclosure.existing.store import Job
from opengov.disclosure.ledger.interfaces import ILedger
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.signoff.interfaces import ILife
from plone.dexterity.utils import createContentInContainer
from plone.namedfile.file import NamedBlobFile
from plone.uuid.interfaces import IUUID

import base64
import mimetypes


#: Name of the affair that says which import a document came from.
AFFAIR = "existing_import"
#: Columns that are fields of the document under the same name.
_FIELDS = (
    *("title", "document_kind", "main_recipients", "copy_recipients", "drafter_name", "drafting_section", "notes"),
    *(
        "copies",
        "pages",
        "disclosure_attribute",
        "disclosure_grounds",
        "disclosure_reason",
        "law_citation",
        "discretion",
    ),
)
_TUPLES = ("main_recipients", "copy_recipients", "disclosure_grounds")


def create(agency, job: Job, row: dict, store: Store) -> str:
    """Create the document of a row and enter it; return its UID.

    :raises core.rules.RuleBroken: when a rule forbids it; whoever calls rolls back.
    """
    values = row["values"]
    chosen = chosen_files(listed_files.Files(job.sizes()), values)
    # a file may have come since the list was looked at
    enforce([*chosen.problems, *listed_files.called_problems(chosen.called, chosen.word, ())])
    files = chosen.files
    paper = (files["paper"] or files["text"] or files["attachments"])[0]
    attached = [*files["attachments"]]
    text = None
    if files["text"]:
        text = texts.of_file(files["text"][0], store.read(files["text"][0]))
        if text is None:
            attached.insert(0, files["text"][0])
    elif values.get("text") and not is_file_name(str(values["text"])):
        text = texts.of_words(str(values["text"]))
    fields = {name: tuple(values[name]) if name in _TUPLES else values[name] for name in _FIELDS if name in values}
    document = createContentInContainer(agency, "OfficialDocument", text=text, **fields)
    for name in dict.fromkeys(attached):
        _attach(document, name, store.read(name))
    IDossier(document).set_affair(AFFAIR, {"job": job.number, "row": row["place"], "key": row["key"]})
    ILedger(document).record("existing_imported", codes={"import": str(job.number), "row": str(row["place"])})
    ILife(document).take(
        "enter_existing",
        number=values.get("number") or "",
        issue_date=values["issue_date"],
        signer_name=values["signer_name"],
        paper=_paper(paper, store.read(paper)),
    )
    return IUUID(document)


def _attach(document, name: str, data: bytes) -> None:
    base = name.replace("\\", "/").rpartition("/")[2]
    file = NamedBlobFile(data, contentType=_type(base), filename=base)
    createContentInContainer(document, "DocumentAttachment", title=base[:300], file=file)


def _paper(name: str, data: bytes) -> dict[str, str]:
    base = name.replace("\\", "/").rpartition("/")[2]
    return {"filename": base, "content-type": _type(base), "data": base64.b64encode(data).decode("ascii")}


def _type(name: str) -> str:
    known = {"ofd": "application/ofd", "wps": "application/vnd.ms-works"}
    return known.get(listed_files.ending(name)) or mimetypes.guess_type(name)[0] or "application/octet-stream"


def identity(row: dict) -> tuple[str, ...]:
    """What makes the document of a row the same one as another."""
    return existing.identity_of(row["values"])
