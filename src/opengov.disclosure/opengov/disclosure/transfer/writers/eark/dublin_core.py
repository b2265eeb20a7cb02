"""Simple Dublin Core: of one record, and of a package. Catalogues of archives elsewhere read nothing else."""

from collections.abc import Iterable
from opengov.disclosure.core.handover_rows import Row
from opengov.disclosure.transfer import terms
from opengov.disclosure.transfer.interfaces.writing import About
from opengov.disclosure.transfer.writers.eark.nodes import node
from opengov.disclosure.transfer.writers.eark.nodes import whole
from opengov.disclosure.transfer.writers.validation import check


LANGUAGE = "zh"


def of_record(path: str, row: Row, about: About) -> bytes:
    """Describe one record.

    :param path: where it will lie.
    :raises RuleBroken: when it does not keep to its schema.
    """
    said = [
        ("title", row.title),
        *(("creator", author) for author in row.authors.split("；")),
        ("publisher", about.agency["title"]),
        ("date", row.issue_date),
        ("type", row.genre),
        *(("identifier", one) for one in (row.archival_code, row.number, row.index_number, row.document)),
        ("language", LANGUAGE),
        ("relation", row.supersedes),
        ("rights", terms.ATTRIBUTES.get(row.attribute, "")),
    ]
    return _written(path, said)


def of_package(path: str, about: About, rows: Iterable[Row]) -> bytes:
    """Describe a package: what it is called, whose it is, from when to when its records date.

    :raises RuleBroken: when it does not keep to its schema.
    """
    count, first, dates = 0, "", ["9999", ""]
    for row in rows:
        count, first = count + 1, first or row.title
        if row.issue_date:
            dates = [min(dates[0], row.issue_date), max(dates[1], row.issue_date)]
    said = [
        ("title", first if count == 1 else f"{first}等{count}件"),
        ("creator", about.agency["title"]),
        ("publisher", about.agency["title"]),
        (
            "description",
            f"{about.agency['title']}{terms.PURPOSES.get(about.purpose, about.purpose)}信息包，共{count}件",
        ),
        ("date", "/".join(dates) if dates[1] else ""),
        ("identifier", about.id),
        ("source", about.agency["fonds"]),
        ("language", LANGUAGE),
        ("relation", about.supersedes),
    ]
    return _written(path, said)


def _written(path: str, said: Iterable[tuple[str, str]]) -> bytes:
    xml = whole("oai_dc:dc", *(node(f"dc:{name}", text) for name, text in said if text.strip()))
    check(path, xml, "oai_dc.xsd")
    return xml
