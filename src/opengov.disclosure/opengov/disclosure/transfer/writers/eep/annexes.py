"""What lies in 其他/: the schema, how metadata and encapsulation are to be read, and the form of the hand-over."""

from opengov.disclosure.transfer.interfaces import About
from opengov.disclosure.transfer.writers.eep.encapsulation import NAMESPACE
from opengov.disclosure.transfer.writers.eep.encapsulation import OUTSIDE_KEYWORD
from opengov.disclosure.transfer.writers.eep.encapsulation import OUTSIDE_WORDS
from opengov.disclosure.transfer.writers.eep.encapsulation import SCHEMA
from opengov.disclosure.transfer.writers.eep.register import register_html
from opengov.disclosure.transfer.writers.eep.register import register_xml
from opengov.disclosure.transfer.writers.eep.register import TITLE
from opengov.disclosure.transfer.writers.eep.totals import Totals
from opengov.disclosure.transfer.writers.validation import SCHEMAS


FOLDER = "其他"
READING = f"""元数据与封装说明

一、元数据
1. 每件电子文件一个XML，元素名称、顺序和值域按DA/T 46-2009《文书类电子文件元数据方案》和
   DA/T 48-2009《基于XML的电子文件封装规范》，
   命名空间{NAMESPACE}，XML模式见本文件夹{SCHEMA}。
   该模式依据公开转录的内容模型重写，非标准发布机构的电子版。
2. 公开属性（主动公开、依申请公开、不予公开、非政府信息）记在“控制标识”；依据条款、理由、审查意见、政府信息公开情况、
   开放审核意见、密级和公开属性变更情况记在“附注”；办理过程、审查意见、机关意见、属性变更记为“业务实体”，所依条款记在“行为依据”；
   期限记为“计划任务”。
3. 机关、内设机构和人员记为“机构人员实体”；联合发文的主办、协办关系记在“机构人员实体关系”。
4. 在线移交没有离线载体，“脱机载体编号”填“在线”。依申请公开、不予公开的文件不涉密，“密级”填“限制”。
5. 供公众查阅的信息包不含人员、理由和审查意见。

二、封装
1. 封装包为原始型，不含电子签名块和锁定签名；移交清单（manifest）由移交单位配置了签名密钥时另附CMS分离式签名。
2. 文件数据以Base64存入“编码数据”时，“反编码关键字”为“base64-扩展名”，“计算机文件名”为原文件名。
3. 文件在XML之外时，“编码描述”为“{OUTSIDE_WORDS}”，“反编码关键字”为“{OUTSIDE_KEYWORD}”，“编码数据”为该文件SHA-256摘要值的Base64，
   “计算机文件名”为同一文件夹内的文件名，原文件名见“题名”。

三、命名
1. 每个档号一个文件夹。文件夹按标准使用中文；内容文件名只用英文字母、数字、点和连字符。
2. document.html为正文版式页面，其余为附件和办理过程文件（审查意见、台账、联合发文记录，JSON格式，UTF-8编码）。
"""


def annexes(about: About, totals: Totals) -> dict[str, bytes]:
    """Path -> bytes, in the order they are packed."""
    return {
        f"{FOLDER}/{SCHEMA}": (SCHEMAS / SCHEMA).read_bytes(),
        f"{FOLDER}/元数据与封装说明.TXT": READING.replace("\n", "\r\n").encode(),
        f"{FOLDER}/{TITLE}.XML": register_xml(about, totals),
        f"{FOLDER}/{TITLE}.HTML": register_html(about, totals),
    }
