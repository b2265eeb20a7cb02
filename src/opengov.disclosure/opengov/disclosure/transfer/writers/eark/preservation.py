"""PREMIS files: one per record, made from its sealed metadata and from what is known about its files, and one per package."""

from collections.abc import Iterable
from collections.abc import Iterator
from lxml import etree
from opengov.disclosure.core.attribute import Attribute
from opengov.disclosure.core.grounds import citation
from opengov.disclosure.core.grounds import GROUNDS
from opengov.disclosure.core.grounds import REGULATION
from opengov.disclosure.core.handover_rows import Row
from opengov.disclosure.transfer import terms
from opengov.disclosure.transfer.interfaces.writing import About
from opengov.disclosure.transfer.interfaces.writing import Item
from opengov.disclosure.transfer.writers.eark import premis
from opengov.disclosure.transfer.writers.eark.nodes import Node
from opengov.disclosure.transfer.writers.eark.nodes import node
from opengov.disclosure.transfer.writers.eark.nodes import whole
from opengov.disclosure.transfer.writers.eark.places import payload_path
from opengov.disclosure.transfer.writers.validation import check
from opengov.disclosure.transfer.writers.version import VERSION


SCHEMA = "premis-v3-0.xsd"
SOFTWARE = ("software", premis.SOFTWARE)
OCTETS = "application/octet-stream"
AGENT_KINDS = {"个人": "person"}


def of_record(path: str, item: Item, about: About) -> bytes:
    """Everything that happened to one record and its files, who did it, and what may be done with it.

    :param path: where it will lie.
    :raises RuleBroken: when it does not keep to its schema.
    """
    told = _metadata(item)
    xml = whole(
        "premis:premis",
        _record(item.row),
        *_files(item),
        *_acts(told, item.row),
        *_sealing(about, f"{item.row.place}-", (premis.RECORD, item.row.document)),
        *_agents(told, about),
        _rights(item, about),
        version="3.0",
    )
    check(path, xml, SCHEMA)
    return xml


def of_package(path: str, about: About) -> bytes:
    """How the package was made.

    :raises RuleBroken: when it does not keep to its schema.
    """
    id = (premis.PACKAGE, about.id)
    entity = node("premis:object", premis.identified("objectIdentifier", *id), xsi__type="intellectualEntity")
    made = _sealing(about, "", id)
    xml = whole("premis:premis", entity, *made, *_agents(None, about), version="3.0")
    check(path, xml, SCHEMA)
    return xml


def _metadata(item: Item) -> etree._Element | None:
    """The sealed metadata.xml: what it does not say, this file must not say either (a reading room's has no persons)."""
    for file in item.files:
        if file.role == "metadata":
            with file.open() as source:
                return etree.parse(source, etree.XMLParser(no_network=True, resolve_entities=False)).getroot()
    return None


def _record(row: Row) -> Node:
    code = premis.identified("objectIdentifier", premis.CODE, row.archival_code) if row.archival_code else None
    return node(
        "premis:object",
        premis.identified("objectIdentifier", premis.RECORD, row.document),
        code,
        node("premis:originalName", row.title),
        xsi__type="intellectualEntity",
    )


def _files(item: Item) -> Iterator[Node]:
    for file in item.files:
        path = payload_path(item.row.place, file)
        yield premis.file_object(path, file.entry, file.name, file.media_type or OCTETS, item.row.document)


def _acts(told: etree._Element | None, row: Row) -> Iterator[Node]:
    """What was done in the office: reviews, signature, publication, each with the clause it rests on."""
    for act in _entities(told, "业务实体"):
        if _said(act, "业务状态") == "历史行为":
            clause = _said(act, "行为依据")
            detail = [f"行为依据：{clause}"] if clause else []
            yield premis.event(
                _said(act, "业务标识符"),
                _said(act, "业务行为"),
                _said(act, "行为时间"),
                "；".join([*detail, _said(act, "行为描述")]).strip("；"),
                (premis.AGENT, _said(act, "机构人员标识符")),
                (premis.RECORD, row.document),
            )


def _sealing(about: About, prefix: str, id: tuple[str, str]) -> Iterable[Node]:
    at = about.sealed_at.isoformat()
    digests = "以 SHA-256、SM3（GB/T 32905-2016）记载各文件摘要值，写入信息包时逐一核验"
    basis = terms.PURPOSES.get(about.purpose, about.purpose)
    yield premis.event(f"{prefix}摘要", "message digest calculation", at, digests, SOFTWARE, id, "一致")
    yield premis.event(f"{prefix}封装", "information package creation", at, f"封装，用于{basis}", SOFTWARE, id)


def _agents(told: etree._Element | None, about: About) -> Iterator[Node]:
    seen = set()
    for one in _entities(told, "机构人员实体"):
        seen.add(_said(one, "机构人员标识符"))
        code, position = _said(one, "组织机构代码"), _said(one, "个人职位")
        notes = (f"组织机构代码：{code}" if code else "", f"职位：{position}" if position else "")
        kind = AGENT_KINDS.get(_said(one, "机构人员类型"), "organization")
        yield premis.agent((premis.AGENT, _said(one, "机构人员标识符")), _said(one, "机构人员名称"), kind, notes)
    id = f"机构人员-{about.agency['uid']}"
    if id not in seen:
        yield premis.agent((premis.AGENT, id), about.agency["title"], "organization")
    yield premis.agent(SOFTWARE, premis.SOFTWARE, "software", version=VERSION)


def _rights(item: Item, about: About) -> Node:
    """What the disclosure attribute allows, and the clauses it rests on; why, is told to archives only."""
    proposal = item.record.proposal
    grounds = [citation(GROUNDS[code]) for code in proposal.grounds if code in GROUNDS]
    notes = (proposal.reason, proposal.law_citation, proposal.discretion) if about.scope == "record" else ()
    word = terms.ATTRIBUTES.get(proposal.attribute, "")
    granted = node(
        "premis:rightsGranted",
        node("premis:act", "公开"),
        node("premis:restriction", word) if word else None,
        *(node("premis:rightsGrantedNote", note) for note in notes if note),
    )
    statement = node(
        "premis:rightsStatement",
        premis.identified("rightsStatementIdentifier", "公开属性", f"{item.row.place}-公开属性"),
        node("premis:rightsBasis", "statute"),
        *(_statute(clause) for clause in grounds or [_clause(proposal.attribute)]),
        granted,
        premis.identified("linkingObjectIdentifier", premis.RECORD, item.row.document),
    )
    return node("premis:rights", statement)


def _clause(attribute: str) -> str:
    """What is no government information (Art. 2) is so by definition; everything else is public unless excepted (Art. 13)."""
    return f"{REGULATION} {'第二条' if attribute == Attribute.NOT_GOVERNMENT_INFORMATION else '第十三条'}"


def _statute(clause: str) -> Node:
    return node(
        "premis:statuteInformation",
        node("premis:statuteJurisdiction", "cn"),
        node("premis:statuteCitation", clause),
    )


def _entities(told: etree._Element | None, name: str) -> Iterator[etree._Element]:
    return iter(()) if told is None else told.iter(f"{{*}}{name}")


def _said(entity: etree._Element, name: str) -> str:
    return entity.findtext(f"{{*}}{name}") or ""
