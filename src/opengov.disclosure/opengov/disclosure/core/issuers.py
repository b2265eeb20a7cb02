"""Who issued a document, as its readers are told: the names in their order, whoever led (R-J1).

The names are those of the signature (``signatories`` of what was signed): never read out of a title or a number, in which
agencies are cut and shortened, and not changed when an agency is renamed afterwards.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence


#: Between names in metadata, catalogues and registers (政府信息公开目录系统实施指引).
SEPARATOR = "、"


def names(signed: Mapping[str, object] | None) -> tuple[str, ...]:
    """Names of all who signed, in their order; empty for what nobody, or one agency alone, has signed.

    :param signed: what was signed, or None.
    """
    told = (signed or {}).get("signatories") or ()
    if not isinstance(told, Sequence) or len(told) < 2:
        return ()
    return tuple(str(one["title"]) for one in told)


def lead(signed: Mapping[str, object] | None) -> str:
    """Name of the agency that led a document of several; empty for any other."""
    told = (signed or {}).get("signatories") or ()
    if not isinstance(told, Sequence) or len(told) < 2:
        return ""
    return next((str(one["title"]) for one in told if one["lead"]), "")


def joined(titles: Iterable[str]) -> str:
    """Names as metadata has them."""
    return SEPARATOR.join(titles)
