"""The working day of every role: each logs in and goes round the pages of the office, in Chinese.

On each page axe finds nothing, a phone shows it whole, no English stands, nothing fails and nothing leaves the machine.
A star marks what the user guide shows as a picture.
"""

from inhabited import ADMINISTRATOR
from looking import rounds

import pytest


#: Role: (account, lines of "path: name"). <words> stands for the document with these words in its title; ">> words" for
#: following the first link of the page that has these words in its address.
DAYS = {
    "drafter": (
        "linyuqing",
        """
        @@my-work: *my-work-drafter
        @@my-work?list=waiting: my-work-waiting
        @@my-work?list=done: my-work-done
        @@my-work-print: my-work-print
        shizhengfu/mishuke: *section
        shizhengfu/mishuke/++add++OfficialDocument: *sheet-new
        <加装电梯>: *document-returned
        <加装电梯>/edit: sheet-edit
        <加装电梯>/++add++DocumentAttachment: attachment-new
        <加装电梯>/@@opengov-step?step=submit: *step-submit
        <加装电梯>/@@opengov-step?step=enter_existing: step-enter-existing
        <加装电梯>/@@opengov-step?step=record_instruction: step-record-instruction
        <加装电梯>/@@positions: positions-draft
        <加装电梯>/@@joint: *joint-arrangement
        <加装电梯>/@@third-parties: third-parties-draft
        <优秀网站评比>: document-discontinued
        shizhengfu/mishuke/@@deputies: deputies-section
        @@notices: *notices
        @@change-password: change-password
        """,
    ),
    "drafter of a bureau": (
        "jiangnan",
        """
        <防溺水>: document-undecided
        <校园室内空气质量>: document-joint
        <校园室内空气质量>/@@positions: *positions-lead
        <校园室内空气质量>/@@meetings: meetings-drafter
        <寒假放假时间>: document-corrected
        <寒假放假时间>/@@compare: compare
        <课后服务>: document-published-office
        <课后服务>/@@opengov-companion?kind=correction: companion-correction
        <绿色校园>/@@repeal: repeal
        jiaoyuju/@@existing-import: *existing-import
        jiaoyuju/@@existing: *existing
        """,
    ),
    "section head": (
        "panxiulan",
        """
        @@my-work: my-work-section-head
        <特殊教育专项经费>: document-section-review
        <特殊教育专项经费>/@@opengov-step?step=endorse: *step-endorse
        <特殊教育专项经费>/@@opengov-step?step=return: *step-return
        <特殊教育专项经费>/@@opengov-step?step=refer: *step-refer
        """,
    ),
    "disclosure reviewer": (
        "duanhongtao",
        """
        @@my-work: my-work-reviewer
        <市级优秀学生>: *document-review
        <市级优秀学生>/@@opengov-step?step=approve: *step-approve
        <定期注册结果>/@@opengov-step?step=review_adjustment: step-review-adjustment
        <中小学作息时间>: document-to-determine
        <中小学作息时间>/@@opengov-step?step=take_up: step-take-up
        """,
    ),
    "secrecy officer": (
        "qinweidong",
        """
        @@my-work: my-work-secrecy-officer
        <应急物资储备库>: *document-consultation
        <应急物资储备库>/@@opengov-step?step=determine: *step-determine
        <应急物资储备库>/@@opengov-step?step=note_receipt: step-note-receipt
        """,
    ),
    "signer": (
        "mengqinglan",
        """
        @@my-work: my-work-signer
        <小学新生报到>: document-sign-off
        <小学新生报到>/@@opengov-step?step=sign: *step-sign
        <小学新生报到>/@@opengov-step?step=question: step-question
        <小学新生报到>/@@opengov-step?step=amend: step-amend
        <劳动教育基地>/@@opengov-step?step=void: step-void
        jiaoyuju/@@deputies: *deputies
        """,
    ),
    "disclosure officer": (
        "shaoting",
        """
        @@my-work: *my-work-officer
        jiaoyuju: *agency
        <劳动教育基地>: document-issued
        <劳动教育基地>/@@opengov-step?step=publish: *step-publish
        <招生入学工作>/@@opengov-step?step=withdraw: step-withdraw
        <招生入学工作>/@@opengov-step?step=adjust: step-adjust
        <招生入学工作>/@@opengov-step?step=mark_validity: step-mark-validity
        <校园伤害事故>: document-withheld
        <校园伤害事故>/@@third-parties: *third-parties
        <书院街小学>: document-registered
        <校园室内空气质量>/@@meetings: *meetings
        <校园周边安全>/@@positions: positions-asked-outside
        <绿色校园>/@@countersign-sheet: *countersign-sheet
        jiaoyuju/@@registers: *registers
        jiaoyuju/@@registers?register=withheld: registers-withheld
        jiaoyuju/@@registers-print?register=proactive: registers-print
        jiaoyuju/@@registers-views: registers-views
        jiaoyuju/@@statistics: *statistics
        jiaoyuju/@@statistics >> statistics-list: statistics-list
        <劳动教育基地>/@@opengov-sheet: sheet-print
        jiaoyuju/@@existing: existing-officer
        jiaoyuju/@@joint-register: joint-register
        jiaoyuju/@@joint-register-print: joint-register-print
        jiaoyuju/@@asked: asked-none
        jiaoyuju/@@channels: *channels
        """,
    ),
    "transfer clerk": (
        "shaoting",
        """
        jiaoyuju/@@handovers: *handovers
        jiaoyuju/@@deposits: *deposits
        jiaoyuju/@@deposit-register: deposit-register
        jiaoyuju/@@opening-opinions?show=given: opening-opinions-given
        <书院街小学>: document-transferred
        <书院街小学>/@@opening-opinion: opening-opinion
        """,
    ),
    "co-issuer": (
        "pengjiayi",
        """
        @@my-work: my-work-co-issuer
        huanjingju/@@asked: *asked
        huanjingju/@@opening-opinions: *opening-opinions
        <校园室内空气质量>/@@positions: positions-asked
        <生态环保知识竞赛>: document-countersigning
        <2025年统计报表>: document-voided
        huanjingju/@@joint-register: joint-register-co-issuer
        """,
    ),
    "archivist": (
        "danganguan",
        """
        @@archive-desk: *archive-desk
        @@archive-lists: archive-lists
        """,
    ),
    "supervisor": (
        "yuewenbin",
        """
        @@my-work: my-work-supervisor
        shizhengfu/@@registers: registers-supervisor
        @@registers: registers-of-agencies
        @@statistics: statistics-supervisor
        """,
    ),
    "public": (
        "",
        """
        login: *login
        : front-page
        @@disclosure-catalogue: *catalogue
        @@disclosure-catalogue?q=教育: catalogue-search
        @@disclosure-agencies: public-agencies
        jiaoyuju: agency-public
        <招生入学工作>: *document-public
        <寒假放假时间>: document-public-corrected
        sitemap: sitemap
        @@search?SearchableText=教育: search
        """,
    ),
    "site manager": (
        ADMINISTRATOR,
        """
        @@opengov-controlpanel: *control-panel
        @@opengov-settings-jurisdiction: settings-jurisdiction
        @@opengov-settings-calendar: *settings-calendar
        @@opengov-settings-grounds: settings-grounds
        @@opengov-settings-kinds: settings-kinds
        @@opengov-settings-types: settings-types
        @@opengov-settings-reminders: settings-reminders
        @@opengov-settings-scan: settings-scan
        @@archive-receivers: archive-receivers
        jiaoyuju/@@jurisdiction: *jurisdiction
        jiaoyuju/@@abolish: abolish
        jiaoyuju/edit: agency-edit
        ++add++Agency: agency-new
        <加装电梯>/@@opengov-step?step=break_glass_return: break-glass
        """,
    ),
}

#: The account that made the site, and routines that the administrator lets run.
TECHNICAL = ("admin", "remind", "rescan")


@pytest.mark.parametrize("role", DAYS)
def test_a_day_goes_round_the_pages_of_the_office(citizen, where, role):
    user, lines = DAYS[role]
    someone = citizen(user)
    for path, name, picture in rounds(lines, where):
        someone.visit(path, name, picture=picture, names=TECHNICAL)


@pytest.mark.parametrize(
    ("user", "path", "name"),
    [
        ("", "nowhere", "missing"),
        ("", "<加装电梯>", "hidden-from-the-public"),
        ("linyuqing", "<特殊教育专项经费>", "hidden-from-another-agency"),
        ("linyuqing", "@@opengov-controlpanel", "not-allowed"),
    ],
)
def test_what_is_not_there_or_not_allowed_is_told_in_words(citizen, where, user, path, name):
    someone = citizen(user)
    ((path, name, _picture),) = rounds(f"{path}: {name}", where)
    someone.refused(lambda: someone.open(path))
    someone.look(name)
    assert someone.page.locator("main h1").inner_text().strip()


def test_several_are_sent_back_at_once_and_each_has_its_result(citizen):
    reviewer = citizen("duanhongtao")
    page = reviewer.open("@@my-work")
    for box in page.locator(".opengov-several input[type=checkbox]").all():
        box.check()
    with page.expect_navigation():
        page.locator(".opengov-several button[value=return]").click()
    page.locator("main form textarea").first.fill("请补充说明。")
    reviewer.look("several", picture=True)
    with page.expect_navigation():
        page.locator("main form button.btn-primary").click()
    reviewer.look("several-done")
    assert page.locator("main tbody tr").count() >= 2
