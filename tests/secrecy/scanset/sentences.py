"""Labelled sentences: what a reader of each would call a personal number or a classification mark, whether found or not."""

from secrecy.scanset.numbers import card
from secrecy.scanset.numbers import phone
from secrecy.scanset.numbers import resident_id
from secrecy.scanset.numbers import wrong_card
from secrecy.scanset.numbers import wrong_resident_id


WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
SPOKEN = str.maketrans("0123456789", "〇一二三四五六七八九")


def spaced(number, *lengths, by=" "):
    """A number in groups."""
    parts, at = [], 0
    for length in lengths:
        parts.append(number[at : at + length])
        at += length
    return by.join([*parts, number[at:]] if number[at:] else parts)


def _ids():
    for number in range(20):
        value = resident_id(number)
        yield f"申请人张某，身份证号{value}，住本市。", value
    value = resident_id(20)
    for written in (
        value.translate(WIDE),
        value.lower(),
        spaced(value, 6, 8, 4),
        spaced(value, 6, 8, 4, by="-"),
        spaced(value, 3, 3, 4, 4, 4),
        spaced(value, 6, 8, by="\n"),
        spaced(value, 6, 8, by="\u200b"),
        " ".join(value),
        "\t".join(value),
        value[:10] + "\u00ad" + value[10:],
    ):
        yield f"公民身份号码：{written}。", value
    yield f"附：身份证{value}、{resident_id(21)}", value, resident_id(21)
    yield "身份证号110105491231002（旧证）", "110105491231002"
    yield "公民身份号码：440524 491231 002", "440524491231002"
    # Known to be missed: nothing tells them from any other number.
    yield "旧名册：440524491231002 李某", "440524491231002"
    yield f"身份证号：{value.translate(SPOKEN)}", value
    yield f"身份证号：{value[:6]}.{value[6:14]}.{value[14:]}", value


def _phones():
    for number in range(14):
        yield f"联系人王某，手机{phone(number)}，请于月底前报送。", phone(number)
    value = phone(0)
    for written in (
        value.translate(WIDE),
        spaced(value, 3, 4, 4),
        spaced(value, 3, 4, 4, by="-"),
        spaced(value, 3, 8),
        spaced(value, 7, 4),
        spaced(value, 4, 3, 4),
        f"+86 {value}",
        f"+86-{spaced(value, 3, 4, 4, by='-')}",
        f"0086{value}",
        f"（86）{value}",
        " ".join(value),
        spaced(value, 7, by="\n"),
        f"{value}@example.org",
        f"tel:{value}",
    ):
        yield f"联系电话{written}。", value
    yield f"{value}/{phone(1)}", value, phone(1)
    yield f"电话：{value}、{phone(2)}（夜间）", value, phone(2)
    # Known to be missed.
    yield f"手机：{value.translate(SPOKEN)}", value
    yield f"手机：{spaced(value, 3, 4, 4, by='.')}", value
    yield f"手机：{value[:3]}（{value[3:7]}）{value[7:]}", value


def _cards():
    for number in range(14):
        yield f"开户行：工商银行，账号{card(number)}。", card(number)
    value, short = card(0), card(4)
    yield f"卡号：{spaced(value, 4, 4, 4, 4)}", value
    yield f"卡号：{spaced(short, 4, 4, 4, by='-')}", short
    yield f"卡号：{spaced(value, 6)}", value
    yield f"卡号：{value.translate(WIDE)}", value
    yield f"卡号：{' '.join(value)}", value
    yield f"户名：某某，{spaced(value, 11, by=chr(10))}，建设银行", value
    yield f"订单号2024，银行卡号{card(2)}", card(2)
    # Known to be missed: accounts of a firm follow no rule, and a card called an order number is believed to be one.
    yield "对公账号：0200001009200012345", "0200001009200012345"
    yield f"流水号：{value}", value


_MARKS = (
    ("机密★10年\n\n某市人民政府文件", "机密★10年"),
    ("000012\n秘密★5年\n特急\n某局文件", "秘密★5年"),
    ("绝密★长期\n关于某事项的报告", "绝密★长期"),
    ("机　密　★　１０　年", "机密★10年"),
    ("秘密☆六个月", "秘密★六个月"),
    ("机密*3年", "机密★3年"),
    ("秘密\n某县人民政府\n关于某事项的函", "秘密"),
    ("【绝密】\n关于某事项的请示", "绝密"),
    ("密级：机密\n关于某事项的请示", "机密"),
    ("特急  机密\n关于某事项的通知", "机密"),
    ("（秘密）", "秘密"),
    ("第一条 总则。\n" * 30 + "附件：机密★1年", "机密★1年"),
    ("正文中引用的来文标有“秘密★3年”字样。", "秘密★3年"),
    ("国家秘密★十年", "秘密★十年"),
    ("機密★10年\n關於某事之通知", "机密★10年"),
    ("绝密★启用前\n试题", "绝密★启用前"),
    # Known to be missed: a level alone below the head, a mark with another sign than a star.
    ("第一条 总则。\n" * 12 + "秘密\n附件二", "秘密"),
    ("机密·10年", "机密★10年"),
)

#: Nothing of this is a personal number or a mark.
LOOK_ALIKES = (
    *(f"身份证号{wrong_resident_id(number)}（位数有误）" for number in range(12)),
    *(f"账号{wrong_card(number)}（有误）" for number in range(12)),
    "韶府办〔2019〕138号、粤府〔2020〕13800号",
    "文号：云教〔2026〕3号；登记号：440524202600138",
    "统一社会信用代码：91110108MA01ABCDE1、914403001922038216",
    "组织机构代码：00693845-3",
    "ISBN 978-7-5093-8000-1，定价138.00元",
    "ISBN 9787509380017",
    "预算金额13800138000元，其中本年13912345678.50元",
    "总投资￥18655554444",
    "占比0.13800138000，共计15010203040万元",
    "2024年01月15日10时30分00秒（20240115103000）",
    "时间戳1700138001380、1380013800013",
    "固定电话0990-8800236、010-88001380、400-810-1380",
    "值班电话：8800138，传真：88001380转138",
    "邮编650104，区划代码650104001000",
    "订单号：6222021234567890128",
    "合同编号为4111111111111111",
    "快递单号 4111111111111111",
    "不动产单元号110105004003GB00045F00010001",
    "项目代码2019-440524-47-03-012345",
    "车架号LSVAU033122045678，发动机号138001380",
    "身份证号110105********002X",
    "手机138****8000",
    "序号 1 3 8 0 0 1 3 8 0 0 0 5 6",
    "138\t0013\t8000",
    "1380013\n8000\n1391234",
    "15412345678（未启用号段）、10086、12345678901",
    "坐标 113.8001380, 23.1380013",
    "财政专户：0200001009200012345-01（见合同）",
    "涉及国家秘密、商业秘密、个人隐私的政府信息，不予公开。",
    "国家秘密的密级分为绝密、机密、秘密三级。",
    "机密级国家秘密是重要的国家秘密。",
    "本办法所称秘密，是指……",
    "商业秘密★3年",
    "工作秘密★5年",
    "密级★保密期限",
    "密级：秘密□ 机密□ 绝密□",
    "《机密文件管理办法》",
    "保守国家秘密，人人有责",
    "服务质量：★★★★★ 10年免费维护",
    "第一条 总则。\n第二条 秘密级、机密级、绝密级的划分。",
    "二〇一六年八月十一日 秘密级文件三份",
    # Known to be told wrongly: by chance each has the form of what it is not.
    "设备编码13912345678已入库",
    "档案条目 6222021234567890128 已注销",
)


def labelled():
    """Pairs of a text and the list of (kind, normal form) that stand in it."""
    for kind, made in (("resident_id", _ids()), ("mobile", _phones()), ("bank_card", _cards()), ("mark", _MARKS)):
        for text, *values in made:
            yield text, [(kind, value) for value in values]
    for text in LOOK_ALIKES:
        yield text, []
