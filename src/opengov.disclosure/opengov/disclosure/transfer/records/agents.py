"""机构人员实体块: the agencies and people behind a document, and which agencies issued it together (DA/T 46-2009 M76 to M88)."""

from collections.abc import Iterator
from collections.abc import Mapping
from opengov.disclosure.core import issuers
from opengov.disclosure.transfer import terms
from opengov.disclosure.transfer.records.elements import Element
from opengov.disclosure.transfer.records.elements import element
from opengov.disclosure.transfer.records.elements import legal
from opengov.disclosure.transfer.records.record import Record


def agent_block(record: Record, public: bool = False) -> Element:
    """机构人员实体块: the issuing agency, its section, those who issued with it or were asked, and the people.

    :param public: the agencies that issued it, and nobody else.
    """
    agency = record.agency
    organ = _agent(agent_id(agency["uid"]), "单位", agency["title"], code=agency["credit_code"])
    if public:
        return element("机构人员实体块", organ, *_bodies(_issuing(record)), *_relations(record))
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
    bodies = _bodies({**_issuing(record), **_asked(record)})
    return element("机构人员实体块", organ, *section, *bodies, *people, *_relations(record))


def agent_id(id: str) -> str:
    """Identifier of an agency or person in the package, by UID or user id."""
    return f"机构人员-{id}"


def slot_agent(record: Record, slot: Mapping[str, object]) -> str:
    """Identifier of an agency that was asked; one outside the site that signed too is the same in both places."""
    if slot.get("agency"):
        return agent_id(str(slot["agency"]))
    signing = {name: id for id, name in _issuing(record).items()}
    return signing.get(str(slot.get("title", "")), agent_id(f"外单位-{slot.get('id', '')}"))


def _issuing(record: Record) -> dict[str, str]:
    """Identifier -> name of the agencies that issued the document together with its own."""
    return {
        _partner_id(place, one): str(one["title"])
        for place, one in enumerate(issuers.signatories(record.signed), 1)
        if one["agency"] != record.agency["uid"]
    }


def _asked(record: Record) -> dict[str, str]:
    """Identifier -> name of the agencies whose consent or confirmation was asked for."""
    slots = (record.joint or {}).get("slots") or ()
    return {slot_agent(record, slot): str(slot["title"]) for slot in slots if slot.get("title")}


def _bodies(named: Mapping[str, str]) -> Iterator[Element]:
    return (_agent(identifier, "单位", name) for identifier, name in named.items())


def _relations(record: Record) -> list[Element]:
    """机构人员实体关系: who led (主办) and who signed with it (协办)."""
    jointly = list(enumerate(issuers.signatories(record.signed), 1))
    leading = next((_partner_id(place, one) for place, one in jointly if one["lead"]), agent_id(record.agency["uid"]))
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


def _agent(identifier: str, kind: str, name: str, code: str = "", position: str = "") -> Element:
    return element(
        "机构人员实体",
        element("机构人员标识符", identifier),
        element("机构人员类型", kind),
        element("机构人员名称", name if legal(name).strip() else identifier),
        element("组织机构代码", code),
        element("个人职位", position),
    )
