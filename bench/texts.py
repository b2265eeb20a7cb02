"""Texts of documents that do not exist, the same ones in each run."""

import random


_SUBJECTS = (
    "春季开学",
    "防汛抗旱",
    "安全生产",
    "食品安全",
    "道路养护",
    "医疗保障",
    "城乡规划",
    "粮食储备",
    "公共租赁住房",
)
_SUBJECTS += ("河道整治", "义务教育招生", "养老服务", "环境保护督察", "政务服务", "招商引资", "水利工程", "文物保护")
_VERBS = ("做好", "加强", "规范", "推进", "落实", "调整", "开展", "完善")
_WORKS = ("工作", "管理工作", "专项整治工作", "检查工作", "项目建设", "资金使用", "信息报送", "制度建设")
_PLACES = ("东山镇", "西河街道", "南岭乡", "北塘区", "中心城区", "云溪新区", "青石县", "白沙镇")
_CLAUSES = (
    "各单位要高度重视，明确专人负责，确保各项措施落到实处",
    "对发现的问题要建立清单，逐项整改，按期销号",
    "请于本月底前将书面材料报送市政府办公室",
    "所需经费从年度预算中统筹安排，不得挤占挪用",
    "要加强政策宣传，及时回应群众关切",
    "有关部门应当加强协调配合，形成工作合力",
    "对工作不力、造成不良影响的，依规依纪追究责任",
    "执行中遇到的问题，请及时向主管部门反映",
    "本通知自印发之日起施行，有效期五年",
    "现就有关事项通知如下，请结合实际认真贯彻执行",
    "要坚持问题导向，突出重点领域和薄弱环节",
    "严格执行信息公开的有关规定，主动接受社会监督",
)


def title(number: int) -> str:
    """Title of the document with this number."""
    rnd = random.Random(number)
    return f"关于{rnd.choice(_VERBS)}{rnd.choice(_PLACES)}{rnd.choice(_SUBJECTS)}{rnd.choice(_WORKS)}的通知（{number}）"


def paragraphs(number: int, count: int = 8) -> str:
    """Body of the document with this number as HTML: some hundred characters."""
    rnd = random.Random(number)
    lines = (
        f"{position}、{rnd.choice(_PLACES)}{rnd.choice(_VERBS)}{rnd.choice(_SUBJECTS)}{rnd.choice(_WORKS)}。"
        + "。".join(rnd.sample(_CLAUSES, 3))
        for position in range(1, count + 1)
    )
    return "".join(f"<p>{line}。</p>" for line in lines)
