"""The words of DA/T 46-2009 and of offices for the codes a document carries. Packages speak Chinese, whoever seals them."""

from opengov.disclosure.transfer import terms_acts


ATTRIBUTES = {
    "proactive": "主动公开",
    "on_request": "依申请公开",
    "withheld": "不予公开",
    "not_government_information": "非政府信息",
}

#: Value domain of M38 密级 that a document of this system can have.
CLASSIFICATIONS = {"proactive": "公开"}
RESTRICTED = "限制"

KINDS = {
    "resolution": "决议",
    "decision": "决定",
    "order": "命令",
    "communique": "公报",
    "announcement": "公告",
    "public_notice": "通告",
    "opinions": "意见",
    "notice": "通知",
    "circular": "通报",
    "report": "报告",
    "request": "请示",
    "reply": "批复",
    "bill": "议案",
    "letter": "函",
    "minutes": "纪要",
}

URGENCIES = {"normal": "平件", "urgent": "加急", "extra_urgent": "特急"}
RETENTIONS = {"permanent": "永久", "y30": "30年", "y10": "10年"}
PURPOSES = {"deposit": "移送", "transfer": "移交"}

OFFICES = {
    "Drafter": "拟稿人",
    "Section Head": "科室负责人",
    "Disclosure Reviewer": "公开属性审核人",
    "Secrecy Officer": "保密审查员",
    "Signer": "签发人",
    "Principal Signer": "主要领导",
    "Disclosure Officer": "信息公开工作机构",
    "Web Editor": "网站管理员",
    "Transfer Clerk": "信息送交员",
    "Co-Issuer": "联合发文机关联络人",
}

OPENINGS = {"early": "提前开放", "at_expiry": "到期开放", "deferred": "延期开放"}

ACTIVITIES = terms_acts.ACTIVITIES
OUTCOMES = {"agree": "同意", "disagree": "不同意", "refer": "报请确定"}

DUTIES = {"publish": "公开", "deposit": "移送", "publish_statutory": "公开（法定期限）"}
