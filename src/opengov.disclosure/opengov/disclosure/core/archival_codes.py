"""档号: how an archive's organ numbers its records, after DA/T 22-2015 (``Z109-WS·2011-Y-0001``).

A code is 全宗号-档案门类代码·年度-保管期限代码-件号. Item numbers are counted per fonds, year and retention, without gaps; a
document keeps the code it was given, whatever is handed over of it later, as long as its retention period is the same.
"""

#: 文书档案.
CATEGORY = "WS"
#: Retention period -> its code.
RETENTIONS = {"permanent": "Y", "y30": "D30", "y10": "D10"}


def series(fonds: str, issue_date: str, retention: str) -> str:
    """Return the series that a document is numbered in, or empty when it cannot have a code.

    :param fonds: 全宗号 that the archives gave the organ; empty when it has none.
    :param issue_date: 成文日期, ISO; its year is the year of the code.
    :param retention: ``permanent``, ``y30`` or ``y10``.
    """
    year, period = issue_date[:4], RETENTIONS.get(retention, "")
    return f"{fonds}-{CATEGORY}·{year}-{period}" if fonds and year and period else ""


def archival_code(series: str, item_number: int) -> str:
    """Return the 档号 of an item of a series; of more than 9,999 items the number grows."""
    return f"{series}-{item_number:04d}"


def names_retention(code: str, retention: str) -> bool:
    """Whether a 档号 is one of this retention period."""
    return code.rsplit("-", 2)[1:2] == [RETENTIONS.get(retention)]
