"""The catalogue of government information: index numbers (索引号) and what the public may see of an entry."""

from collections.abc import Iterator
from collections.abc import Mapping
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken

import re
import string


_SOURCE = "政府信息公开目录系统实施指引（试行）"

#: What an index number may be made of: name -> how a value must look.
_PARTS: Mapping[str, re.Pattern[str]] = {
    "org_code": re.compile(r"[0-9A-Z]{1,20}"),
    "year": re.compile(r"[12]\d{3}"),
    "month": re.compile(r"0?[1-9]|1[0-2]"),
    "day": re.compile(r"0?[1-9]|[12]\d|3[01]"),
    "serial": re.compile(r"[1-9]\d{0,11}"),
    "area": re.compile(r"[0-9A-Za-z]{1,20}"),
    "department": re.compile(r"[0-9A-Za-z]{1,20}"),
    "category": re.compile(r"[0-9A-Za-z]{1,20}"),
    "group": re.compile(r"[0-9A-Za-z]{1,20}"),
}

#: Parts that may be filled up with zeros, e.g. ``{serial:05}``.
_NUMBERS = frozenset({"month", "day", "serial"})
_WIDTH = re.compile(r"0([1-9]|1[0-2])")
_LITERAL = re.compile(r"[0-9A-Za-z/\-]*")

_METADATA = (
    "index_number",
    "title",
    "number",
    "kind",
    "agency",
    "agency_uid",
    "issuers",
    "issue_date",
    "publication_date",
    "subject",
    "genre",
    "attribute",
    "mark",
    "validity",
    "validity_date",
    "validity_document",
    "validity_uid",
    "revision",
    "companion",
    "companion_of",
)
_CONTENT = ("summary", "keywords", "attachments", "path", "text", "registration_number", "normative")


def public_fields(attribute: str | None) -> tuple[str, ...]:
    """Fields of an entry that the public catalogue may show (R-I3).

    A document on request shows its metadata under the reviewed public title (``title`` is that one then): summary,
    keywords, attachments and text would tell what is inside. Of everything else the public learns nothing.
    """
    if attribute == "proactive":
        return _METADATA + _CONTENT
    return _METADATA if attribute == "on_request" else ()


def organisation_code(credit_code: str) -> str:
    """The 9-character organisation code inside a unified social credit code; any other code stays as it is.

    Hyphens are dropped, as the guideline asks.
    """
    plain = credit_code.replace("-", "").strip().upper()
    return plain[8:17] if len(plain) == 18 else plain


def index_number(
    template: str,
    *,
    org_code: str,
    year: int,
    serial: int,
    month: int | None = None,
    day: int | None = None,
    **parts: str,
) -> str:
    """Write an index number, e.g. ``"011741310/2026-00042"``.

    :param template: the jurisdiction's, e.g. ``"{org_code}/{year}-{serial:05}"``.
    :param org_code: organisation or credit code; hyphens are dropped.
    :param year: of publication, Asia/Shanghai.
    :param parts: ``area``, ``department``, ``category``, ``group``, where the template asks for them.
    :raises RuleBroken: when the template is wrong, a part is missing or malformed, or the serial outgrows its width.
    """
    fields = _fields(template)
    values: dict[str, object] = {
        **parts,
        "org_code": org_code.replace("-", "").upper(),
        "year": year,
        "month": month,
        "day": day,
        "serial": serial,
    }
    for name, width in fields.items():
        value = values.get(name)
        if value is None or not _PARTS[name].fullmatch(str(value)):
            raise _broken("index_part_invalid", name, str(value or ""))
        if width and len(str(value)) > width:
            raise _broken("index_part_too_long", name, str(value))
    return template.format(**{name: values[name] for name in fields})


def template_problems(template: str) -> list[Problem]:
    """What is wrong with an index number template."""
    try:
        _fields(template)
    except RuleBroken as broken:
        return list(broken.problems)
    return []


def _fields(template: str) -> dict[str, int]:
    """Names a template uses, with the width they are filled up to (0: as they are)."""
    try:
        fields = dict(_checked(template))
    except ValueError as error:
        if isinstance(error, RuleBroken):
            raise
        raise _broken("index_template_invalid", "template", template) from None
    if "serial" not in fields or "year" not in fields:
        raise _broken("index_template_invalid", "template", template)
    return fields


def _checked(template: str) -> Iterator[tuple[str, int]]:
    for literal, name, spec, how in string.Formatter().parse(template):
        if not _LITERAL.fullmatch(literal):
            raise _broken("index_template_invalid", "template", literal)
        if name is None:
            continue
        width = _WIDTH.fullmatch(spec or "")
        if name not in _PARTS or how or (spec and not (width and name in _NUMBERS)):
            raise _broken("index_template_invalid", "template", name)
        yield name, int(width[1]) if width else 0


def _broken(code: str, field: str, value: str) -> RuleBroken:
    return RuleBroken(Problem(code, "R-I3", field, _SOURCE, {"part": field, "value": value[:80]}))
