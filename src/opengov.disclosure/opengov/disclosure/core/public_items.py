"""What the Regulation itself calls public: the tests of Article 19 and the lists of Articles 20 and 21."""

from collections.abc import Mapping
from types import MappingProxyType


#: Levels of government an organ can stand at; Article 21 has a list of its own for two groups of them.
LEVELS = ("national", "province", "city", "county", "township")


#: The three tests of Article 19: code -> wording.
ART19_TESTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "public_interest": {"zh_CN": "涉及公众利益调整", "en": "Touches the adjustment of public interests"},
        "public_knowledge": {"zh_CN": "需要公众广泛知晓", "en": "Needs to be widely known to the public"},
        "public_participation": {"zh_CN": "需要公众参与决策", "en": "Needs public participation in the decision"},
    }
)

_ARTICLE_20 = (
    ("行政法规、规章和规范性文件", "Regulations, rules and normative documents"),
    (
        "机关职能、机构设置、办公地址、办公时间、联系方式、负责人姓名",
        "Functions, structure, address, hours, contacts, heads",
    ),
    ("国民经济和社会发展规划、专项规划、区域规划及相关政策", "Development plans and related policies"),
    ("国民经济和社会发展统计信息", "Economic and social statistics"),
    ("行政许可和其他对外管理服务事项的依据、条件、程序以及办理结果", "Permits and other services, results included"),
    ("行政处罚、行政强制的依据、条件、程序以及有一定社会影响的处罚决定", "Penalties and compulsory measures"),
    ("财政预算、决算信息", "Budgets and final accounts"),
    ("行政事业性收费项目及其依据、标准", "Administrative fees, their basis and rates"),
    ("政府集中采购项目的目录、标准及实施情况", "Centralised government procurement"),
    ("重大建设项目的批准和实施情况", "Approval and carrying out of major projects"),
    ("扶贫、教育、医疗、社会保障、促进就业等方面的政策、措施及其实施情况", "Welfare policies, measures and results"),
    ("突发公共事件的应急预案、预警信息及应对情况", "Emergency plans, warnings and responses"),
    (
        "环境保护、公共卫生、安全生产、食品药品、产品质量的监督检查情况",
        "Inspections: environment, health, work safety, food, drugs, product quality",
    ),
    ("公务员招考的职位、名额、报考条件等事项以及录用结果", "Recruitment of civil servants and its results"),
    ("法律、法规、规章和国家有关规定规定应当主动公开的其他政府信息", "Others that law or state rules call for"),
)

_ARTICLE_21_CITY_COUNTY = (
    ("市政建设", "Municipal works"),
    ("公共服务", "Public services"),
    ("公益事业", "Public welfare undertakings"),
    ("土地征收", "Land expropriation"),
    ("房屋征收", "Expropriation of houses"),
    ("治安管理", "Public order"),
    ("社会救助", "Social assistance"),
)

_ARTICLE_21_TOWNSHIP = (
    ("贯彻落实农业农村政策", "Carrying out agricultural and rural policies"),
    ("农田水利工程建设运营", "Farmland irrigation works"),
    ("农村土地承包经营权流转", "Transfer of contracted rural land rights"),
    ("宅基地使用情况审核", "Review of homestead use"),
    ("土地征收", "Land expropriation"),
    ("房屋征收", "Expropriation of houses"),
    ("筹资筹劳", "Raising of funds and labour"),
    ("社会救助", "Social assistance"),
)


def _numbered(prefix: str, titles: tuple[tuple[str, str], ...]) -> dict[str, Mapping[str, str]]:
    return {f"{prefix}.{number}": {"zh_CN": zh, "en": en} for number, (zh, en) in enumerate(titles, start=1)}


#: Code -> wording: ``"20.1"`` to ``"20.15"``; Article 21 for cities and counties ``"21.1.1"`` to ``"21.1.7"``, for
#: townships ``"21.2.1"`` to ``"21.2.8"``.
LISTED_ITEMS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        **_numbered("20", _ARTICLE_20),
        **_numbered("21.1", _ARTICLE_21_CITY_COUNTY),
        **_numbered("21.2", _ARTICLE_21_TOWNSHIP),
    }
)

#: Level -> prefix of the further items that Article 21 lists for it.
_FURTHER = {"city": "21.1.", "county": "21.1.", "township": "21.2."}


def listed_items(level: str = "") -> Mapping[str, Mapping[str, str]]:
    """The listed items that apply to an organ: Article 20 to all, of Article 21 its own level's list.

    :param level: one of :data:`LEVELS`; empty while it is not known: then both lists of Article 21 are offered.
    """
    if level not in LEVELS:
        return LISTED_ITEMS
    prefixes = ("20.", _FURTHER[level]) if level in _FURTHER else ("20.",)
    return {code: wording for code, wording in LISTED_ITEMS.items() if code.startswith(prefixes)}
