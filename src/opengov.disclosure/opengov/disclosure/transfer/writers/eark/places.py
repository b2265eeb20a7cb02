"""Where everything lies in an E-ARK package."""

from opengov.disclosure.transfer.interfaces.writing import PayloadFile


REPRESENTATION = "representations/rep1"
DATA = f"{REPRESENTATION}/data/"
DUBLIN_CORE = f"{REPRESENTATION}/metadata/descriptive/"
STANDARD = f"{REPRESENTATION}/metadata/other/"
PRESERVATION = f"{REPRESENTATION}/metadata/preservation/"
#: What is written for the package as a whole.
PACKAGE_DUBLIN_CORE = "metadata/descriptive/dc.xml"
PACKAGE_PRESERVATION = "metadata/preservation/premis.xml"
DOCUMENTATION = "documentation/"
SCHEMAS = "schemas/"


def record_name(place: int) -> str:
    """Name of the n-th record's folder, and of its metadata files."""
    return f"r{place:06d}"


def payload_path(place: int, file: PayloadFile) -> str:
    """Where a file of a record lies: its tree stays as it is, but for the metadata."""
    if file.role == "metadata":
        return f"{STANDARD}{record_name(place)}.xml"
    return f"{DATA}{record_name(place)}/{file.entry.path}"
