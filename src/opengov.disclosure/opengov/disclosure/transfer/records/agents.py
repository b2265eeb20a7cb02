"""机构人员实体块: the agencies and people behind a document, and which agencies issued it together (DA/T 46-2009 M76 to M88)."""

from collections.abc import Mapping
from lxml import etree
from opengov.disclosure.core import issuers
from opengov.disclosure.transfer import terms
from opengov.disclosure.transfer.records.elements import element
from opengov.disclosure.transfer.records.record import Record


def agent_block(record: Record) -> etree._Element:
    """机构人员实体块: the issuing agency, its section, and the people by office, user id and full name."""
    agency = record.agency
    organ = _agent(agent_id(agency["uid"]), "单位", agency["title"], code=agency["credit_code"])
    section = [_agent("机构-内设机构", "内设机构", agency["section"])] if agency["section"] else []
    people = [
        _agent(
            agent_id(person.id),
            "个人",
            person.name,
            position="、".join(terms.OFFICES.get(office, office) for office in person.offices),
        )
        for person in record.people
    ]
    return element("机构人员实体块", organ, *section, *_partners(record), *people, *_relations(record))


def _partners(record: Record) -> list[etree._Element]:
    """The agencies that issued the document together with its own, each a 单位."""
    return [
        _agent(_partner_id(place, one), "单位", str(one["title"]))
        for place, one in enumerate(issuers.signatories(record.signed), 1)
        if one["agency"] != record.agency["uid"]
    ]


def _relations(record: Record) -> list[etree._Element]:
    """机构人员实体关系: who led (主办) and who signed with it (协办)."""
    jointly = list(enumerate(issuers.signatories(record.signed), 1))
    leading = next((_partner_id(place, one) for place, one in jointly if one["lead"]), "")
    return [
        element(
            "机构人员实体关系",
            element("机构人员标识符", leading),
            element("被关联机构人员标识符", _partner_id(place, one)),
            element("关系类型", "联合发文"),
            element("关系", "主办/协办"),
            element("关系描述", f"第{place}署名"),
        )
        for place, one in jointly
        if not one["lead"]
    ]


def _partner_id(place: int, one: Mapping[str, object]) -> str:
    return agent_id(str(one["agency"] or f"外单位-{place}"))


def _agent(identifier: str, kind: str, name: str, code: str = "", position: str = "") -> etree._Element:
    return element(
        "机构人员实体",
        element("机构人员标识符", identifier),
        element("机构人员类型", kind),
        element("机构人员名称", name),
        element("组织机构代码", code),
        element("个人职位", position),
    )


def agent_id(id: str) -> str:
    """Identifier of an agency or person in the package, by UID or user id."""
    return f"机构人员-{id}"
