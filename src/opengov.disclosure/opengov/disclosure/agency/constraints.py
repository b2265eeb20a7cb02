"""What a field of an agency accepts: credit code, issuer code, fonds identifier, day."""

from datetime import date
from opengov.disclosure.i18n import _
from stdnum.cn import uscc
from zope import schema

import re


_FONDS_IDENTIFIER = re.compile(r"[A-Za-z0-9]{1,20}")
_ISSUER_CODE = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]{1,15}")


class InvalidCreditCode(schema.ValidationError):
    __doc__ = _(
        "error_credit_code",
        default="This is no unified social credit code (18 characters with a check character, GB 32100). "
        "Compare it with the certificate.",
    )


class InvalidIssuerCode(schema.ValidationError):
    __doc__ = _(
        "error_issuer_code",
        default="An issuer code is 1 to 15 Chinese characters, without brackets, digits, blanks or year.",
    )


class InvalidFondsIdentifier(schema.ValidationError):
    __doc__ = _(
        "error_fonds_identifier",
        default="A fonds identifier is 1 to 20 letters and digits, such as Z001; hyphens part the archival code (DA/T 22-2015).",
    )


class InvalidDay(schema.ValidationError):
    __doc__ = _("error_day", default="Enter each day as YYYY-MM-DD, for example 2026-04-03.")


def is_credit_code(value: str) -> bool:
    """Accept a unified social credit code with a right check character.

    :raises InvalidCreditCode: otherwise.
    """
    if uscc.is_valid(value) and uscc.compact(value) == value:
        return True
    raise InvalidCreditCode(value)


def is_issuer_code(value: str) -> bool:
    """Accept an issuer code (机关代字) as it stands in front of the year of a document number.

    :raises InvalidIssuerCode: otherwise.
    """
    if _ISSUER_CODE.fullmatch(value):
        return True
    raise InvalidIssuerCode(value)


def is_fonds_identifier(value: str) -> bool:
    """Accept a fonds identifier (全宗号) as it stands in archival codes.

    :raises InvalidFondsIdentifier: otherwise.
    """
    if _FONDS_IDENTIFIER.fullmatch(value):
        return True
    raise InvalidFondsIdentifier(value)


def is_day(value: str) -> bool:
    """Accept an ISO date.

    :raises InvalidDay: otherwise.
    """
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        raise InvalidDay(value) from None
