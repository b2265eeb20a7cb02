"""The town of the examples: what is written in it, its steady clock and ids, and quick ways to a document in a state."""

from datetime import datetime
from datetime import timedelta
from opengov.disclosure.ledger.clock import SHANGHAI
from opengov.disclosure.ledger.interfaces import IClock
from zope.interface import implementer


CHECKS = {"checks": ["accuracy", "authority", "completeness", "timeliness"]}
TEXT = {
    "content-type": "text/html",
    "data": "<p>各区教育局、市直属各学校：</p><p>现就做好春季开学工作有关事项通知如下。</p>",
}
NOTICE = {
    "@type": "OfficialDocument",
    "title": "云溪市教育局关于做好春季开学工作的通知",
    "document_kind": "notice",
    "main_recipients": ["各区教育局", "市直属各学校"],
    "text": TEXT,
    "summary": "部署开学前检查、食堂卫生和校车安全工作。",
    "subject_class": "science_education",
    "disclosure_attribute": "proactive",
}
WITHHELD = {
    "@type": "OfficialDocument",
    "title": "云溪市教育局关于李敏等同志职务任免的通知",
    "document_kind": "notice",
    "text": TEXT,
    "disclosure_attribute": "withheld",
    "disclosure_grounds": ["personnel"],
    "disclosure_reason": "属于内部人事管理信息",
    "discretion": "公开会影响内部人事工作的正常进行",
}
STUB = {
    "@type": "OfficialDocument",
    "title": "密登2026-07",
    "stub_reference": "密登2026-07",
    "document_kind": "notice",
    "disclosure_attribute": "withheld",
    "disclosure_grounds": ["state_secret"],
    "secrecy_level": "confidential",
    "secrecy_years": 5,
}
ON_REQUEST = {
    "@type": "OfficialDocument",
    "title": "云溪市教育局关于某小区配套学校建设问题的函",
    "document_kind": "letter",
    "text": TEXT,
    "disclosure_attribute": "on_request",
    "disclosure_reason": "涉及特定申请人的办理结果",
    "public_title": "关于小区配套学校建设的函",
}
SIGNED = (
    ("submit", "drafter", {}),
    ("endorse", "section-head", CHECKS),
    ("approve", "disclosure-reviewer", CHECKS),
    ("sign", "signer", {}),
)


@implementer(IClock)
class SteadyClock:
    """A quarter past nine on a Monday, and a minute later each time somebody asks anew."""

    def __init__(self):
        self.moment = datetime(2026, 3, 2, 9, 30, tzinfo=SHANGHAI)

    def now(self):
        return self.moment

    def pass_minutes(self, count=10):
        self.moment += timedelta(minutes=count)


class Id(str):
    """What ``uuid4()`` gives, as far as it is asked for."""

    @property
    def hex(self):
        return str(self)


class Town:
    """What is not an example: quick ways to a document in a state."""

    def __init__(self, ask, clock):
        self.ask = ask
        self.clock = clock

    def draft(self, fields=NOTICE):
        answer = self.ask.quietly("POST", "bureau", "drafter", fields)
        assert answer.status_code == 201, answer.text
        return answer.json["@id"]

    def step(self, document, step, user, values):
        self.clock.pass_minutes()
        answer = self.ask.quietly("POST", f"{document}/@workflow/{step}", user, values)
        assert answer.status_code == 200, answer.text

    def walk(self, document, *steps):
        for step in steps:
            self.step(document, *step)
        return document

    def signed(self, fields=NOTICE):
        return self.walk(self.draft(fields), *SIGNED)

    def published(self):
        return self.walk(self.signed(), ("publish", "disclosure-officer", {}))
