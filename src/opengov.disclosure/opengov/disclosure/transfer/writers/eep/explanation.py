"""说明文件.TXT: what the hand-over is, for people and for systems that read ``key：value`` lines."""

from collections.abc import Mapping
from opengov.disclosure.transfer.interfaces import About
from opengov.disclosure.transfer.writers.eep.totals import content
from opengov.disclosure.transfer.writers.eep.totals import Totals
from opengov.disclosure.transfer.writers.eep.totals import work


ONLINE = "在线"
ENVIRONMENT = (
    "通用计算机和操作系统；能读取XML、HTML、PDF、OFD、JSON和图像文件的通用软件；ZIP仅作传输外壳，未压缩、未加密"
)


def carrier_explanation(about: About, totals: Totals) -> bytes:
    """Of the layout of 2012: carrier, who keeps, made and checked it, what is needed to read it."""
    return _lines(
        {
            "移交单位": about.agency["title"],
            "交接工作名称": work(about),
            "内容描述": content(about, totals),
            "载体类型": ONLINE,
            "载体容量": f"{ONLINE}移交，无离线载体；数据量{totals.gigabytes}GB（{totals.bytes}字节）",
            "载体编号": ONLINE,
            "载体保管单位": about.agency["title"],
            "制作单位": about.agency["title"],
            "检查单位": about.agency["title"],
            "起止档号": totals.span,
            "电子档案数量": str(totals.records),
            "文件数量": str(totals.files),
            "软硬件环境": ENVIRONMENT,
            "其他": "其他文件夹内有XML模式、元数据与封装说明、电子档案移交与接收登记表",
        }
    )


def transfer_explanation(about: About, totals: Totals) -> bytes:
    """Of DA/T 93-2022, annex B: the required keys, then the optional ones."""
    return _lines(
        {
            "移交单位": about.agency["title"],
            "内容描述": content(about, totals),
            "起止档号": totals.span,
            "档案数量": str(totals.records),
            "软硬件环境": ENVIRONMENT,
            "离线载体参数": f"{ONLINE}移交，无离线载体",
            "载体编号": ONLINE,
            "载体数量": "0",
            "制作单位": about.agency["title"],
            "检查单位": about.agency["title"],
        }
    )


def _lines(told: Mapping[str, str]) -> bytes:
    # a line break in a value would begin another key
    return "".join(f"{key}：{' '.join(value.split())}\r\n" for key, value in told.items()).encode()
