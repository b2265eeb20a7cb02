"""业务实体块: everything that was done with a document, by whom and on what clause, and what is still due (M80 to M84)."""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from opengov.disclosure.agency.interfaces import OFFICES
from opengov.disclosure.core.grounds import citation
from opengov.disclosure.core.grounds import GROUNDS
from opengov.disclosure.transfer import terms
from opengov.disclosure.transfer import terms_acts
from opengov.disclosure.transfer.records.agents import agent_id
from opengov.disclosure.transfer.records.agents import slot_agent
from opengov.disclosure.transfer.records.elements import Element
from opengov.disclosure.transfer.records.elements import element
from opengov.disclosure.transfer.records.elements import legal
from opengov.disclosure.transfer.records.record import Record


DONE = "历史行为"
PLANNED = "计划任务"
UNNAMED = "其他"

#: Office as the record names it -> in words.
_CAPACITIES = {slug: terms.OFFICES.get(role, role) for role, slug in OFFICES.items()} | {"administrator": "站点管理员"}
#: Code on the record -> what it is called, and the words of its values.
_CODES = {
    "from": ("原状态", terms_acts.STATES),
    "to": ("现状态", terms_acts.STATES),
    "attribute": ("公开属性", terms.ATTRIBUTES),
    "old_attribute": ("原公开属性", terms.ATTRIBUTES),
    "new_attribute": ("拟调整为", terms.ATTRIBUTES),
    "outcome": ("结论", terms.OUTCOMES),
    "body": ("报请单位", terms_acts.BODIES),
    "cause": ("原因", terms_acts.CAUSES),
    "validity": ("效力", terms_acts.VALIDITIES),
    "channel": ("公开渠道", terms_acts.CHANNELS),
    "opinion": ("开放意见", terms.OPENINGS),
    "number": ("文号", {}),
    "issue_date": ("成文日期", {}),
    "approved_on": ("批准日期", {}),
    "received_on": ("收悉日期", {}),
}


def business_block(record: Record) -> Element | None:
    """业务实体块: acts and opinions and positions as 历史行为, every deadline as 计划任务 with its clause."""
    return element("业务实体块", *_acts(record), *_opinions(record), *_positions(record), *_plans(record))


def public_business_block(record: Record, published_on: str, channels: str) -> Element | None:
    """业务实体块 of what everybody may know: that the agency issued the document and made it public.

    :param published_on: ISO day, empty while it is not public yet.
    :param channels: where, in words.
    """
    agent, day = agent_id(record.agency["uid"]), record.signed["issue_date"]
    issue = _entity(record, "成文", agent, "成文", day, terms_acts.SIGNING, f"文号：{record.signed['number']}")
    if not published_on:
        return element("业务实体块", issue)
    told = f"公开方式：{channels}" if channels else ""
    made = _entity(record, "公开", agent, "公开", published_on, terms_acts.PUBLICATION, told)
    return element("业务实体块", issue, made)


def ground_words(codes: Iterable[str]) -> str:
    """Grounds as they are cited, each once."""
    return "、".join(dict.fromkeys(citation(GROUNDS[code]) for code in codes if code in GROUNDS))


def _acts(record: Record) -> Iterator[Element]:
    for act in record.acts:
        name = act["action"]
        yield _entity(
            record,
            f"业务{act['seq']}",
            agent_id(act["actor"]),
            terms_acts.ACTIVITIES.get(name, name),
            act["at"],
            _mandate(name, act["codes"]),
            _act_description(act),
        )


def _opinions(record: Record) -> Iterator[Element]:
    """Each opinion with what it said, apart from the step it was given with. One without a time is in the files alone."""
    dated = (opinion for opinion in record.opinions if opinion.get("at"))
    for number, opinion in enumerate(dated, 1):
        office = terms.OFFICES.get(str(opinion["capacity"]), str(opinion["capacity"]))
        yield _entity(
            record,
            f"意见{number}",
            agent_id(str(opinion["reviewer"])),
            f"{office}审查意见",
            str(opinion["at"]),
            "；".join(part for part in (terms_acts.REVIEW, ground_words(opinion.get("grounds") or ())) if part),
            opinion_words(opinion),
        )


def opinion_words(opinion: Mapping[str, object]) -> str:
    """What an opinion said, in words."""
    checks = "、".join(terms_acts.CHECKS.get(check, check) for check in opinion.get("checks") or ())
    body = str(opinion.get("body") or "")
    said = (
        ("结论", terms.OUTCOMES.get(str(opinion.get("outcome")), "")),
        ("公开属性", terms.ATTRIBUTES.get(str(opinion.get("attribute")), "")),
        ("依据", ground_words(opinion.get("grounds") or ())),
        ("核对", checks),
        ("报请单位", terms_acts.BODIES.get(body, body)),
        ("代行", str(opinion.get("on_behalf_of") or "")),
        ("说明", "属性确定" if opinion.get("determination") else ""),
        ("效力", "经质疑后不再有效" if opinion.get("voided") else ""),
    )
    return _words(said)


def _positions(record: Record) -> Iterator[Element]:
    """What each agency that was asked answered, and what was decided about it."""
    for number, slot in enumerate((record.joint or {}).get("slots") or (), 1):
        agent = slot_agent(record, slot)
        for turn, said in enumerate(slot.get("positions") or (), 1):
            at = said.get("released_at") or said.get("at")
            if at:
                words = _position_words(said)
                identifier = f"表态{number}-{turn}"
                yield _entity(record, identifier, agent, "反馈意见", at, terms_acts.POSITIONS, words)
        for turn, decided in enumerate(slot.get("decisions") or (), 1):
            if decided.get("at"):
                words = _decision_words(decided)
                by = agent_id(str(decided.get("by") or record.agency["uid"]))
                yield _entity(
                    record, f"裁定{number}-{turn}", by, "裁定异议", decided["at"], terms_acts.POSITIONS, words
                )


def _position_words(said: Mapping) -> str:
    stand = str(said.get("stand") or "")
    told = (
        ("意见", terms_acts.STANDS.get(stand, stand)),
        ("公开属性", terms.ATTRIBUTES.get(str(said.get("attribute")), "")),
        ("理由", str(said.get("reason") or "")),
        ("签署人", str(said.get("signed_by") or "")),
    )
    return _words(told)


def _decision_words(decided: Mapping) -> str:
    ruling = str(decided.get("ruling") or "")
    told = (
        ("裁定", terms_acts.RULINGS.get(ruling, ruling)),
        ("裁定机关", str(decided.get("authority") or "")),
        ("公开属性", terms.ATTRIBUTES.get(str(decided.get("attribute")), "")),
        ("理由", str(decided.get("reason") or "")),
    )
    return _words(told)


def _plans(record: Record) -> Iterator[Element]:
    agent = agent_id(record.agency["uid"])
    for number, deadline in enumerate(record.deadlines, 1):
        words = f"自{deadline['trigger_date']}起算" + ("，待定" if deadline["provisional"] else "")
        duty = terms.DUTIES.get(deadline["key"], deadline["key"])
        yield _entity(record, f"计划{number}", agent, duty, deadline["due"], deadline["source"], words, status=PLANNED)


def _entity(
    record: Record, identifier: str, agent: str, activity: str, at: str, mandate: str, words: str, status: str = DONE
) -> Element:
    return element(
        "业务实体",
        element("业务标识符", identifier),
        element("机构人员标识符", agent),
        element("文件标识符", record.uid),
        element("业务状态", status),
        element("业务行为", activity if legal(activity).strip() else UNNAMED),
        element("行为时间", at),
        element("行为依据", mandate),
        element("行为描述", words),
    )


def _mandate(action: str, codes: Mapping[str, str]) -> str:
    """The clause of an act; one that sets an attribute rests on its grounds as well."""
    grounds = ground_words(str(codes.get("grounds", "")).split(",")) if action in terms_acts.SETTING else ""
    return "；".join(part for part in (terms_acts.MANDATES.get(action, ""), grounds) if part)


def _act_description(act: Mapping) -> str:
    told = [("代行", act["on_behalf_of"])]
    for key, value in sorted(act["codes"].items()):
        if key == "grounds":
            told.append(("依据", ground_words(value.split(","))))
        elif key == "capacity":
            told.append(("办理岗位", _CAPACITIES.get(value, value)))
        else:
            label, words = _CODES.get(key, (key, {}))
            told.append((label, words.get(value, value)))
    return _words(told)


def _words(told: Iterable[tuple[str, str]]) -> str:
    return "；".join(f"{label}：{text}" for label, text in told if text)
