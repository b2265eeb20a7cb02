"""What acts on a document are called in packages, and the article or clause each of them rests on (M81, M83)."""

_REVIEW = "政府信息公开条例 第十七条"
_SIGNING = "党政机关公文处理工作条例 第二十二条"
_ISSUE = "党政机关公文处理工作条例 第二十五条"
_WAYS = "政府信息公开条例 第二十三条"
_ADJUSTMENT = "政府信息公开条例 第十八条"
_AGENCIES = "政府信息公开条例 第十一条"
_THIRD = "政府信息公开条例 第三十二条"
_SECRETS = "保守国家秘密法 第二十四条"
_TAKEDOWN = "政府信息公开条例 第六条"
_ARCHIVES = "档案法实施条例 第三十条"

#: Action on the record -> what offices call it. Steps first, in the order of a document's life.
ACTIVITIES = {
    "created": "拟稿",
    "edited": "修改",
    "submit": "送审",
    "submit_urgently": "紧急送签",
    "recall": "撤回送审",
    "endorse": "科室审核",
    "approve": "公开属性审核",
    "settle": "会签完毕",
    "refer": "报请确定",
    "note_receipt": "登记收悉",
    "consult": "记录会商意见",
    "determine": "属性确定",
    "return": "退回",
    "uphold": "坚持原意见",
    "question": "质疑公开属性",
    "decide_dispute": "裁定属性争议",
    "amend": "签发人修改",
    "confirm_changes": "确认修改",
    "sign": "签发",
    "sign_urgently": "紧急签发",
    "countersign": "会签",
    "record_countersignature": "登记会签件",
    "decline": "拒绝会签",
    "make_up": "补办审查意见",
    "record_instruction": "记录口头指示",
    "countersign_instruction": "补签口头指示",
    "record_approval": "登记上级批准",
    "publish": "公开",
    "register": "登记",
    "file": "归档备查",
    "adjust": "提出属性调整",
    "review_adjustment": "审查属性调整",
    "decide_adjustment": "决定属性调整",
    "withdraw": "撤下",
    "confirm_withdrawal": "确认撤下",
    "review_again": "重新审查",
    "republish": "重新公开",
    "expire": "到期撤下",
    "mark_validity": "标注效力",
    "supersede": "以更正件替代",
    "void": "作废",
    "discontinue": "停办",
    "enter_existing": "录入存量公文",
    "propose_existing": "提出存量公文属性",
    "take_up": "补定属性",
    "request_purge": "提请清除",
    "purge": "清除内容",
    "break_glass_return": "应急授权：退回草稿",
    "break_glass_withdraw": "应急授权：撤下",
    "break_glass_read": "应急授权：限期阅读",
    "break_glass_reassign": "应急授权：移交其他拟稿人",
    "mark_override": "准予保留密级标志",
    "drafted_for_another": "由其他机关起草",
    "agency_named": "列明征求意见的机关",
    "agency_removed": "不再征求该机关意见",
    "arranged": "确定联合发文机关排列和会签方式",
    "lead_chosen": "确定主办机关",
    "lead_issue_recorded": "登记主办机关发文字号和成文日期",
    "position_asked": "征求机关意见",
    "position_received": "签收",
    "position_released": "反馈意见",
    "position_recorded": "登记站外单位的书面答复",
    "position_decided": "登记主管单位裁定",
    "position_settled": "协调会议定异议事项",
    "positions_bound": "各机关意见归入台账",
    "signature_declined": "不予会签",
    "meeting_called": "召集协调会",
    "meeting_changed": "变更协调会安排",
    "meeting_cancelled": "取消协调会",
    "meeting_concluded": "登记协调会结果",
    "meeting_paper": "添加协调会附件",
    "third_party_consulted": "征求第三方意见",
    "third_party_sent": "征求意见书已发出",
    "third_party_received": "第三方已收到征求意见书",
    "third_party_answered": "登记第三方意见",
    "third_party_decided": "就第三方意见作出决定",
    "third_party_noticed": "已书面告知第三方",
    "originator_consent": "附原制发机关书面同意",
    "forwarded_changed": "被转发文件缩小公开范围",
    "forwarded_settled": "与被转发文件恢复一致",
    "publish_until": "设定公示截止日期",
    "channel_ordered": "交办公开渠道",
    "channel_dropped": "取消公开渠道",
    "channel_placed": "在公开渠道登载",
    "channel_corrected": "更正登载记录",
    "channel_taken_down": "从公开渠道撤下",
    "companion_begun": "由另一文件派生起草",
    "companion_moved": "改为附于更正后文本",
    "interpretation_waived": "决定不作解读",
    "superseded_by": "由更正文本替代",
    "withdrawn_with": "随原文件一并终止",
    "reassess": "公开属性待重新评估",
    "reassessed": "重新评估公开属性",
    "rescanned": "复查扫描",
    "rescan_handled": "复查发现已处理",
    "declassified": "解密",
    "imported": "导入",
    "existing_imported": "从清单批量录入",
    "deleted": "删除",
    "sealed": "封装",
    "lapse_notice_made": "制作失效告知函",
    "recall_notice_made": "制作撤回通知",
    "opening_opinion_given": "提出到期开放意见",
    "offered": "移交",
    "handover_destroyed": "销毁封装包",
}

#: Clause -> actions that rest on it (行为依据). What no clause asks for has none.
_MANDATES = {
    _REVIEW: "endorse approve refer note_receipt consult determine decide_dispute uphold question review_again make_up "
    "confirm_changes mark_override rescanned rescan_handled propose_existing take_up",
    _SIGNING: "sign sign_urgently countersign record_countersignature decline signature_declined amend",
    _ISSUE: "register file",
    _WAYS: "publish republish channel_ordered channel_dropped channel_placed channel_corrected channel_taken_down",
    _ADJUSTMENT: "adjust review_adjustment decide_adjustment reassess reassessed",
    _AGENCIES: "agency_named position_asked position_received position_released position_recorded position_decided "
    "position_settled positions_bound settle record_approval",
    _THIRD: "third_party_consulted third_party_sent third_party_received third_party_answered third_party_decided "
    "third_party_noticed",
    _SECRETS: "declassified",
    _TAKEDOWN: "withdraw confirm_withdrawal expire break_glass_withdraw",
    _ARCHIVES: "opening_opinion_given sealed offered",
}
MANDATES = {action: clause for clause, actions in _MANDATES.items() for action in actions.split()}

#: Clauses of acts that are no entry of the document's own record: opinions, positions, issue and publication.
REVIEW = _REVIEW
POSITIONS = _AGENCIES
SIGNING = _SIGNING
PUBLICATION = _WAYS
OPENING = _ARCHIVES

#: What an asked agency answered, what a competent authority ruled, what checks and bodies are called.
STANDS = {"agree": "同意", "agree_with_comment": "同意，附修改意见", "object": "有异议"}
RULINGS = {"as_drafted": "维持原文", "to_change": "应予修改"}
CHECKS = {"accuracy": "准确性", "authority": "权威性", "completeness": "完整性", "timeliness": "时效性"}
BODIES = {
    "secrecy_body": "本机关保密审查机构",
    "competent_department": "有关主管部门",
    "business_authority": "上级业务主管部门",
    "secrecy_administration": "保密行政管理部门",
}
CAUSES = {
    "error": "内容有误",
    "personal_data": "涉及个人信息",
    "third_party": "涉及第三方权益",
    "secret": "疑似涉密",
    "expired": "公示期满",
}
VALIDITIES = {
    "valid": "有效",
    "amended": "已修改",
    "partly_repealed": "部分废止",
    "repealed": "已废止",
    "lapsed": "已失效",
    "voided": "作废",
}
CHANNELS = {
    "catalogue": "本站公开目录",
    "portal": "政府门户网站",
    "key_area": "重点领域信息公开专栏",
    "gazette": "政府公报",
    "press_conference": "新闻发布会",
    "press": "报刊、广播、电视",
    "notice_board": "信息公告栏",
    "reading_room": "档案馆、图书馆、政务服务场所查阅点",
}
STATES = {
    "draft": "拟稿",
    "section_review": "科室审查",
    "disclosure_review": "公开属性审核",
    "secrecy_consultation": "报请确定",
    "joint_consent": "征求意见",
    "sign_off": "待签发",
    "to_determine": "待补定属性",
    "issued": "已签发",
    "published": "已公开",
    "registered": "已登记（依申请公开）",
    "withheld": "已归档（不予公开）",
    "adjustment_review": "属性调整审查",
    "withdrawn": "已撤下",
    "superseded": "已被更正文本替代",
    "voided": "已作废",
    "discontinued": "已停办",
    "purged": "已清除",
}

#: Acts that set or change the disclosure attribute: they rest on its grounds too.
SETTING = frozenset(
    {"determine", "decide_dispute", "adjust", "decide_adjustment", "propose_existing", "take_up", "approve", "sign"}
)
