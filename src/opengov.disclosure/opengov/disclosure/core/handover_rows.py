"""How one record is listed: in catalogues of packages, registers and manifests (DA/T 46-2009, 移送明细登记表)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One record of a hand-over. Texts are empty and numbers 0 where there is nothing to say.

    :param place: 顺序号 in the hand-over, from 1.
    :param record: id of the sealed record.
    :param document: UID of the document (电子文件号).
    :param archival_code: 档号.
    :param item_number: 室编件号.
    :param number: 发文字号.
    :param index_number: 索引号.
    :param authors: 责任者, the lead first.
    :param issue_date: 成文日期, ISO.
    :param published_on: 公开日期, ISO.
    :param channels: 公开方式, ids of channels.
    :param retention: ``permanent``, ``y30`` or ``y10``.
    :param attribute: disclosure attribute, its code.
    :param classification: 密级, a word of DA/T 46-2009.
    :param genre: 体裁, as the office wrote it.
    :param pages: 页数.
    :param files: number of files of the sealed record.
    :param size: their bytes.
    :param digest: digest of the content that was signed and reviewed.
    :param validity: code of the validity at the time of sealing.
    :param supersedes: id of the sealed record that this one replaces.
    """

    place: int
    record: str
    document: str
    archival_code: str
    item_number: int
    number: str
    index_number: str
    title: str
    authors: str
    issue_date: str
    published_on: str
    channels: tuple[str, ...]
    retention: str
    attribute: str
    classification: str
    genre: str
    pages: int
    files: int
    size: int
    digest: str
    validity: str
    supersedes: str

    def plain(self) -> dict[str, object]:
        """Its fields by name, in order, as they are stored."""
        return dict(vars(self))
