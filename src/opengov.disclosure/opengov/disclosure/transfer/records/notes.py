"""附注 (M75): what DA/T 46-2009 has no element for. The mark, grounds and reason, reviews, and what has to travel along.

On a transfer the opinion on opening, the state of disclosure and the changes of classification go along (档案法实施条例
第三十条第二款). The opinion is the transfer clerk's; where none was given, as with a deposit, the note says what was decided on
disclosure, and that opening was not reviewed.
"""

from collections.abc import Iterator
from collections.abc import Mapping
from opengov.disclosure.core.attribute import Attribute
from opengov.disclosure.core.grounds import citation
from opengov.disclosure.core.grounds import GROUNDS
from opengov.disclosure.core.handover_rows import Row
from opengov.disclosure.core.opening import CLAUSE_DAYS
from opengov.disclosure.core.public_items import ART19_TESTS
from opengov.disclosure.core.public_items import LISTED_ITEMS
from opengov.disclosure.transfer import terms
from opengov.disclosure.transfer import terms_acts
from opengov.disclosure.transfer.records.business import opinion_words
from opengov.disclosure.transfer.records.record import Record


#: What a decided attribute means for opening, where nobody gave an opinion on it.
_OPENING = {
    "proactive": "公开属性审定为主动公开，无限制开放的事由",
    "on_request": "公开属性审定为依申请公开，是否开放由开放审核确定",
    "withheld": "公开属性审定为不予公开，开放前须经开放审核",
    "not_government_information": "审定为非政府信息，是否开放由开放审核确定",
}
#: Field -> what it is called.
_PARTICULARS = {
    "drafting_section": "拟稿部门",
    "drafter_name": "拟稿人",
    "telephone": "联系电话",
    "copies": "份数",
    "registration_number": "规范性文件登记号",
    "legality_review_number": "合法性审查文号",
    "public_title": "公开题名",
}
#: Keys of a reason on record that hold its words, and what they are called.
_REASONS = {
    "text": "",
    "reason": "理由",
    "comment": "意见",
    "explanation": "说明",
    "consulted": "征求意见情况",
    "opinion": "意见",
    "instruction": "口头指示",
    "authority": "批准机关",
}


def public_notes(record: Record, row: Row | None) -> Iterator[str]:
    """What everybody may read."""
    yield record.mark
    if row is not None:
        yield f"索引号：{row.index_number}" if row.index_number else ""
        yield f"效力：{terms_acts.VALIDITIES.get(row.validity, row.validity)}" if row.validity else ""
        yield _disclosure(record, row)


def notes(record: Record, row: Row | None) -> Iterator[str]:
    """What the archives are told: besides the above grounds with their clauses, reasons, opinions, and what art. 30 asks for."""
    yield from public_notes(record, row)
    yield from _grounds(record)
    yield from _particulars(record)
    yield from _opinions(record)
    yield from _reasons(record)
    yield f"开放审核意见：{_opening(record)}"
    yield f"密级和公开属性变更情况：{'；'.join(_changes(record)) or '无'}"
    if row is not None and row.supersedes:
        yield f"本记录替代此前封装的记录：{row.supersedes}"


def channels(row: Row) -> str:
    """公开方式 in words."""
    return "、".join(terms_acts.CHANNELS.get(channel, channel) for channel in row.channels)


def _disclosure(record: Record, row: Row) -> str:
    if row.published_on:
        ways = channels(row)
        return f"政府信息公开情况：{row.published_on}公开" + (f"，公开方式：{ways}" if ways else "")
    return "政府信息公开情况：未公开" if record.proposal.attribute == Attribute.PROACTIVE else ""


def _grounds(record: Record) -> Iterator[str]:
    proposal = record.proposal
    for code in proposal.grounds:
        yield f"不予公开依据：{citation(GROUNDS[code])}（{code}）"
    yield from (
        f"{label}：{text}"
        for label, text in (
            ("理由", proposal.reason),
            ("法律法规依据", proposal.law_citation),
            ("裁量说明", proposal.discretion),
            ("审核人说明", proposal.reviewer_explanation),
            ("附注", record.text("notes")),
        )
        if text
    )


def _particulars(record: Record) -> Iterator[str]:
    """What the drafting sheet says and no element of the standard holds."""
    for field, label in _PARTICULARS.items():
        value = record.fields.get(field)
        text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
        if text and text != "0":
            yield f"{label}：{text}"
    tests = [ART19_TESTS[test]["zh_CN"] for test in record.texts("art19_tests") if test in ART19_TESTS]
    if tests:
        yield f"政府信息公开条例 第十九条：{'、'.join(tests)}"
    listed = LISTED_ITEMS.get(record.text("art20_item"))
    if listed is not None:
        yield f"政府信息公开条例 第二十条、第二十一条所列事项：{listed['zh_CN']}"


def _opinions(record: Record) -> Iterator[str]:
    names = {person.id: person.name for person in record.people}
    for opinion in record.opinions:
        office = terms.OFFICES.get(str(opinion.get("capacity")), "")
        who = names.get(str(opinion.get("reviewer")), str(opinion.get("reviewer") or ""))
        yield f"审查意见：{office}{who} {str(opinion.get('at') or '')[:10]}，{opinion_words(opinion)}"


def _reasons(record: Record) -> Iterator[str]:
    names = {person.id: person.name for person in record.people}
    for said in record.reasons:
        step = terms_acts.ACTIVITIES.get(str(said.get("step")), str(said.get("step") or ""))
        words = "；".join(_reason_words(said))
        if words:
            who = names.get(str(said.get("actor")), str(said.get("actor") or ""))
            yield f"办理说明（{step} {who} {str(said.get('at') or '')[:10]}）：{words}"


def _reason_words(said: Mapping[str, object]) -> Iterator[str]:
    for key, label in _REASONS.items():
        text = said.get(key)
        if isinstance(text, str) and text.strip():
            yield f"{label}：{text.strip()}" if label else text.strip()


def _opening(record: Record) -> str:
    return _given(record, record.opening) if record.opening else _not_given(record)


def _given(record: Record, given: Mapping[str, str]) -> str:
    names = {person.id: person.name for person in record.people}
    said = [f"{terms.OPENINGS.get(given['opinion'], given['opinion'])}（{CLAUSE_DAYS}）"]
    if given["reason"]:
        said.append(f"理由：{given['reason']}")
    who = names.get(given["by"], given["by"])
    other = given["on_behalf_of"]
    stood_for = f"（代{names.get(other, other)}）" if other else ""
    said.append(
        f"提出人：{record.agency['title']}{terms.OFFICES['Transfer Clerk']}{who}{stood_for}，{given['at'][:10]}"
    )
    return "；".join(said)


def _not_given(record: Record) -> str:
    attribute = str(record.proposal.attribute)
    grounds = "、".join(dict.fromkeys(citation(GROUNDS[code]) for code in record.proposal.grounds))
    told = _OPENING.get(attribute, "公开属性未定")
    return told + (f"（{grounds}）" if grounds else "") + "；移交单位未另作开放审核"


def _changes(record: Record) -> Iterator[str]:
    """Adjustments of the attribute and declassifications, from the record."""
    for act in record.acts:
        day, codes = act["at"][:10], act["codes"]
        old, new = codes.get("old_attribute", ""), codes.get("attribute", "")
        if act["action"] == "declassified":
            yield f"{day}解密"
        elif act["action"] == "decide_adjustment" and old != new:
            yield f"{day}公开属性由{terms.ATTRIBUTES.get(old, old)}调整为{terms.ATTRIBUTES.get(new, new)}"
