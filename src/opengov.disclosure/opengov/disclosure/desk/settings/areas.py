"""The areas of the settings, in the order of the overview."""

from dataclasses import dataclass
from opengov.disclosure.i18n import _
from zope.i18nmessageid import Message


@dataclass(frozen=True)
class Area:
    """One area.

    :param view: name of its page.
    :param title: as the overview and the page call it.
    :param help: what it decides and who is concerned.
    :param law: clause behind it, in Chinese as it is cited.
    :param records: registry records it changes.
    """

    view: str
    title: Message
    help: Message
    law: str = ""
    records: tuple[str, ...] = ()


OVERVIEW = "opengov-controlpanel"

AREAS = (
    Area(
        "opengov-settings-jurisdiction",
        _("settings_jurisdiction", default="Jurisdiction"),
        _(
            "settings_jurisdiction_help",
            default="Whose periods, words and duties each agency follows, and how the profiles differ.",
        ),
        "政府信息公开条例；各地实施办法",
        ("opengov.disclosure.agency.default_jurisdiction",),
    ),
    Area(
        "opengov-settings-calendar",
        _("settings_calendar", default="Calendar years"),
        _(
            "settings_calendar_help",
            default="The State Council's yearly notice on holidays: all last days counted in working days rest on it.",
        ),
        "全国年节及纪念日放假办法",
        ("opengov.disclosure.agency.announced_years",),
    ),
    Area(
        "opengov-settings-grounds",
        _("settings_grounds", default="Grounds and example reasons"),
        _(
            "settings_grounds_help",
            default="The controlled list of grounds for not disclosing, and the example drafters see beside each.",
        ),
        "政府信息公开条例 第十四条至第十六条",
        ("opengov.disclosure.attribute.grounds_offered", "opengov.disclosure.attribute.example_reasons"),
    ),
    Area(
        "opengov-settings-kinds",
        _("settings_kinds", default="Kinds and numbers"),
        _(
            "settings_kinds_help",
            default="Which of the fifteen kinds drafters choose from, how document numbers and index numbers are written.",
        ),
        "党政机关公文处理工作条例 第八条、第九条",
        (
            "opengov.disclosure.documents.kinds_offered",
            "opengov.disclosure.documents.default_kind",
            "opengov.disclosure.documents.number_templates",
            "opengov.disclosure.catalogue.index_template",
        ),
    ),
    Area(
        "opengov-settings-types",
        _("settings_types", default="Governed types"),
        _(
            "settings_types_help",
            default="Which of Plone's own types carry a disclosure attribute and live in the document workflow, too.",
        ),
        "本产品设定",
        ("opengov.disclosure.signoff.governed_types",),
    ),
    Area(
        "opengov-settings-reminders",
        _("settings_reminders", default="Reminders and notices"),
        _(
            "settings_reminders_help",
            default="When somebody is reminded of a last day, when the leader hears of it, how long notices are kept, and which "
            "address links in mails have.",
        ),
        "本产品规则 R-D4",
        (
            "opengov.disclosure.notices.reminder_days",
            "opengov.disclosure.notices.leader_after",
            "opengov.disclosure.notices.keep_days",
            "opengov.disclosure.notices.public_address",
        ),
    ),
    Area(
        "opengov-settings-scan",
        _("settings_scan", default="Scan of public documents"),
        _("settings_scan_help", default="How often what is public is scanned again for personal data and marks."),
        "天宁区政府信息公开保密审查办法（试行） 第八条",
        ("opengov.disclosure.secrecy.rescan_days",),
    ),
    Area(
        "archive-receivers",
        _("settings_archives", default="Archives and libraries"),
        _(
            "settings_archives_help",
            default="Who receives deposits and hand-overs, in which form, with which account.",
        ),
        "政府信息公开条例 第二十五条；档案法",
    ),
)

BY_VIEW = {area.view: area for area in AREAS}

#: What nobody can switch off here, and why: rule and clause.
FIXED = (
    (
        _(
            "fixed_four_eyes",
            default="Drafter, reviewer and signer are three persons; an administrator is no exception (R-S4).",
        ),
        "本产品规则 R-S4",
    ),
    (
        _(
            "fixed_review",
            default="Nothing reaches the public without a current review of exactly that content (R-S1).",
        ),
        "政府信息公开条例 第十七条",
    ),
    (
        _("fixed_art14", default="The grounds of Article 14 are always offered and are lifted by nobody (R-A3)."),
        "政府信息公开条例 第十四条",
    ),
    (
        _(
            "fixed_art15",
            default="The grounds of Article 15 are lifted only by consent or by public interest, on record (R-A3).",
        ),
        "政府信息公开条例 第十五条、第三十二条",
    ),
    (
        _(
            "fixed_periods",
            default="A local period can only be stricter than the law's; the law's own is always shown (R-D1).",
        ),
        "政府信息公开条例 第二十六条",
    ),
    (
        _("fixed_reminders", default="Each duty is reminded of once and told once when it is overdue (R-D4)."),
        "本产品规则 R-D4",
    ),
    (
        _("fixed_ledger", default="Every change of a rule's setting is on record and cannot be removed (R-L1)."),
        "本产品规则 R-L1",
    ),
)
