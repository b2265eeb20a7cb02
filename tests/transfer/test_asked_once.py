"""What the sealer asks once, or not at all, is what would be answered each time."""

from base64 import b64encode
from opengov.disclosure.core import statistics
from opengov.disclosure.core.deposits import Duty
from opengov.disclosure.desk.dashboards import keeping
from opengov.disclosure.desk.dashboards.subscribers import follow_duty
from opengov.disclosure.secrecy.interfaces import IReviewedContent
from opengov.disclosure.signoff.events import DutyTurned
from opengov.disclosure.transfer.checking.descriptions import read
from opengov.disclosure.transfer.checking.descriptions import SMALL
from opengov.disclosure.transfer.writers.eep.encapsulation import NAMESPACE

import io
import pytest


def coding(data: bytes, inside: str = "") -> str:
    told = f"<电子属性><计算机文件大小>{len(data)}</计算机文件大小></电子属性>"
    return f"<编码>{told}<编码数据>{b64encode(data).decode()}</编码数据>{inside}</编码>"


EEP = f'<电子文件封装包 xmlns="{NAMESPACE}">%s</电子文件封装包>'
DESCRIPTIONS = {
    "an EEP with two files": EEP % (coding(b"one") + coding(b"two")),
    "a list": "<目录><文件/><文件><题名/></文件></目录>",
    "a list within an encoding": EEP % coding(b"one", '<文件 xmlns=""/>'),
    "something else": "<metadata/>",
    "what ends too early": (EEP % coding(b"one"))[:-5],
    "bytes that are no Base64": EEP % "<编码><编码数据>?</编码数据></编码>",
    "nothing": "",
}


@pytest.mark.parametrize("written", DESCRIPTIONS.values(), ids=DESCRIPTIONS)
def test_a_small_description_says_what_it_would_say_as_a_large_one(written):
    data = written.encode()
    assert read(io.BytesIO(data), len(data)) == read(io.BytesIO(data), SMALL + 1)


@pytest.mark.parametrize(
    "turned, follows",
    [((), True), (("publish",), True), (("publish", "transfer_paper"), True), (tuple(Duty), False)],
)
def test_counts_follow_the_duties_that_they_count(turned, follows, monkeypatch):
    followed = []
    monkeypatch.setattr(keeping, "follow", followed.append)
    follow_duty("document", DutyTurned("document", turned))
    assert followed == ["document"] * follows


def test_no_duty_of_sending_is_counted():
    assert not set(statistics.DUTIES).intersection(Duty)


def test_a_field_that_is_set_meanwhile_is_told_to_whoever_asks_next(town):
    document = town.document()
    before = IReviewedContent(document).digest()
    document.summary = "摘要"
    fields, attachments, digest = IReviewedContent(document).read()
    assert fields["summary"] == "摘要"
    assert attachments == IReviewedContent(document).attachments()
    assert digest == IReviewedContent(document).digest() != before
