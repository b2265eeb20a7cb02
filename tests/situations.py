"""Situations that documents really get into, each reached by the people whose steps lead there."""

from datetime import datetime
from town import CHECKS
from town import ON_PAPER
from zoneinfo import ZoneInfo


TODAY = datetime.now(ZoneInfo("Asia/Shanghai")).date().isoformat()
WITHHELD = {
    "attribute": "withheld",
    "grounds": ["personnel"],
    "withholding_reason": "涉及内部人事安排",
    "discretion": "公开会影响内部管理",
}


def referred(walk):
    return walk.to("secrecy_consultation")


def returned(walk):
    document = walk.to("disclosure_review")
    return walk.take(document, "return", "disclosure-reviewer", reason="依据不足")


def disputed(walk):
    return walk.take(returned(walk), "uphold", "drafter", reason="与上年同类文件一致")


def amended(walk):
    changes = {"title": "云溪市教育局关于做好春季开学安全工作的通知"}
    return walk.take(walk.to("sign_off"), "amend", "signer", reason="题目不准确", changes=changes)


def hurried(walk):
    return walk.take(walk.draft(urgency="urgent"), "submit_urgently", "drafter", reason="汛情紧急")


def signed_in_haste(walk):
    return walk.take(hurried(walk), "sign_urgently", "signer", checks=CHECKS)


def instructed(walk):
    told = {"instructed_by": "signer", "instructed_at": f"{TODAY}T00:01:00+08:00", "instruction": "先行印发"}
    return walk.take(walk.draft(), "record_instruction", "drafter", **told)


def adjusting(walk):
    return walk.take(walk.to("published"), "adjust", "disclosure-officer", reason="情况变化", **WITHHELD)


def adjustment_reviewed(walk):
    return walk.take(adjusting(walk), "review_adjustment", "disclosure-reviewer", outcome="agree", checks=CHECKS)


def reviewed_again(walk):
    return walk.take(walk.to("withdrawn"), "review_again", "disclosure-reviewer", outcome="agree", checks=CHECKS)


def on_paper(walk):
    return walk.take(walk.draft(), "enter_existing", "drafter", **{**ON_PAPER, "number": "云教〔2019〕18号"})


def to_be_purged(walk):
    return walk.take(walk.to("published"), "request_purge", "section-head", reason="误传", cause="personal_data")
