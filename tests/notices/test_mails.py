"""Mails to a real mail server: with the transaction and never against it, one for each step and person, nothing secret."""

from datetime import date
from datetime import timedelta
from email import message_from_bytes
from opengov.disclosure.agency.interfaces import IDeputies
from opengov.disclosure.joint.interfaces import IPositions
from opengov.disclosure.ledger.interfaces import IRoutine
from opengov.disclosure.notices import letters
from opengov.disclosure.notices.interfaces import INotices
from opengov.disclosure.notices.store import read_store
from plone import api
from plone.registry.interfaces import IRegistry
from plone.uuid.interfaces import IUUID
from town import CHECKS
from town import open_office
from zope.component import getAdapter
from zope.component import getUtility
from zope.component.hooks import setSite

import pytest
import transaction


@pytest.fixture
def portal(functional):
    yield functional["portal"]
    transaction.abort()
    setSite(functional["portal"])


TITLE = "云溪市教育局关于做好春季开学工作的通知"
LEADERS = ["disclosure-reviewer", "principal-signer", "signer"]
#: Who is told that an agency is asked: its people, and the lead's officer, whose turn it is.
ANSWERING = sorted(["disclosure-officer@example.org", *(f"fin-{name}@example.org" for name in ("co-issuer", *LEADERS))])


def addresses(sink):
    return sorted(to for to, _subject, _text in sink.read())


def choose(affair, user, mail):
    with api.env.adopt_user(username=user):
        INotices(affair.portal).set_mail(mail)


def send_notices(affair):
    done = getAdapter(affair.portal, IRoutine, "send_notices").run("", 50)["done"]
    transaction.commit()
    return done


def test_one_mail_to_each_person_when_the_step_commits(affair, finance, stranger, sink):
    affair.begin(finance)
    assert sink.mails == []
    transaction.commit()
    assert addresses(sink) == ANSWERING
    sink.mails.clear()
    transaction.commit()
    assert sink.mails == []


def test_a_step_that_is_undone_mails_nobody(affair, finance, sink):
    affair.begin(finance)
    transaction.abort()
    assert sink.mails == []


def test_a_step_undone_within_a_transaction_mails_nobody(affair, finance, sink):
    affair.begin(finance)
    transaction.commit()
    sink.mails.clear()
    savepoint = transaction.savepoint()
    affair.answer(stand="object")
    savepoint.rollback()
    transaction.commit()
    assert sink.mails == []


def test_a_mail_is_plain_chinese_that_any_reader_decodes(affair, finance, sink):
    api.portal.set_registry_record("plone.default_language", "zh-cn")
    affair.begin(finance)
    transaction.commit()
    _to, raw = sink.mails[0]
    assert raw.isascii()
    mail = message_from_bytes(raw)
    assert (mail.get_content_type(), mail.get_content_charset()) == ("text/plain", "utf-8")
    assert mail["Auto-Submitted"] == "auto-generated"
    assert "noreply@yunxi.example.org" in mail["From"]
    _to, subject, text = next(mail for mail in sink.read() if mail[0].startswith("fin-"))
    assert subject.startswith("[云溪市公文] 云溪市教育局") and TITLE in subject
    assert TITLE in text and f"{affair.document.absolute_url()}" in text
    assert "@@notices" in text


def test_a_mail_is_in_the_language_of_whoever_gets_it(affair, finance, sink, monkeypatch):
    monkeypatch.setattr(letters, "translate", lambda message, target_language: f"<{target_language}>")
    api.portal.set_registry_record("plone.default_language", "zh-cn")
    api.user.get(userid="fin-signer").setMemberProperties({"language": "en"})
    affair.begin(finance)
    transaction.commit()
    texts = {to: text for to, _subject, text in sink.read()}
    assert "<en>" in texts["fin-signer@example.org"]
    assert "<zh_CN>" in texts["fin-co-issuer@example.org"]


def test_who_did_it_himself_gets_no_mail(affair, finance, sink):
    affair.begin(finance)
    affair.answer(stand="object")
    transaction.commit()
    sink.mails.clear()
    affair.act("decide", "finance", "as_drafted", "市政府", "依法", PAPER, by="disclosure-officer")
    transaction.commit()
    assert "disclosure-officer@example.org" not in addresses(sink)
    assert "drafter@example.org" in addresses(sink)


PAPER = {"filename": "裁定.pdf", "content-type": "application/pdf", "data": "5Y6f5Lu2"}

HIDDEN = {
    "withheld": {
        "disclosure_attribute": "withheld",
        "disclosure_grounds": ("personnel",),
        "disclosure_reason": "属于内部人事管理信息",
        "discretion": "公开会影响内部人事工作的正常进行",
    },
    "on_request": {"disclosure_attribute": "on_request", "disclosure_reason": "涉及特定申请人", "public_title": "意见"},
}


@pytest.mark.parametrize("attribute", HIDDEN)
def test_the_title_of_what_does_not_become_public_is_in_no_mail(affair, finance, sink, attribute):
    affair.begin(finance, title="云溪市教育局关于zqtitlezq的通知", **HIDDEN[attribute])
    affair.answer(stand="object", reason="zqreasonzq")
    transaction.commit()
    assert {"fin-signer@example.org", "drafter@example.org"} <= set(addresses(sink))
    assert "zq" not in sink.everything()


def test_no_word_of_a_position_is_in_any_mail_or_list(affair, finance, stranger, sink):
    affair.begin(finance, stranger)
    affair.answer(stand="object", reason="zqreasonzq", confidential="zqconfidentialzq")
    digest = IPositions(affair.document).digest()
    affair.act("draft", "health", "object", digest, "zqdraftzq", "zqsecretzq", by="hea-co-issuer")
    transaction.commit()
    assert "drafter@example.org" in addresses(sink)
    assert "zq" not in sink.everything()
    for user in ("drafter", "disclosure-officer", "fin-signer", "hea-signer", "fin-co-issuer"):
        assert "zq" not in str(affair.rows(user))


def test_who_left_reads_no_title(affair, finance, sink):
    affair.begin(finance, title="云溪市教育局关于zqtitlezq的通知")
    transaction.commit()
    assert "zqtitlezq" in sink.everything()
    sink.mails.clear()
    affair.act("remove", "finance", "不再联合发文", by="disclosure-officer")
    transaction.commit()
    assert {each for each in ANSWERING if each.startswith("fin-")} <= set(addresses(sink))
    told = [text for to, subject, text in sink.read() if to.startswith("fin-")]
    assert not any("zqtitlezq" in text or affair.document.getId() in text for text in told)


def test_what_was_told_and_taken_back_in_one_transaction_is_mailed_as_it_ends(affair, finance, sink):
    affair.begin(finance, title="云溪市教育局关于zqtitlezq的通知")
    affair.act("remove", "finance", "不再联合发文", by="disclosure-officer")
    transaction.commit()
    told = [mail for mail in sink.read() if mail[0].startswith("fin-")]
    assert len(told) == 4
    assert not any("zqtitlezq" in text for _to, _subject, text in told)


@pytest.mark.parametrize("settings", [{"smtp_host": ""}, {"email_from_address": None}], ids=str)
def test_a_site_without_mail_has_its_list(affair, finance, sink, settings):
    for name, value in settings.items():
        getUtility(IRegistry)[f"plone.{name}"] = value
    affair.begin(finance)
    transaction.commit()
    assert sink.mails == []
    assert affair.kinds("fin-signer") == ["asked"]
    assert send_notices(affair) == []


@pytest.mark.parametrize("address", ["", "nobody", "财政@example.org", "a@b\r\nBcc: x@example.org"])
def test_who_has_no_address_is_passed_over(affair, finance, sink, address):
    api.user.get(userid="fin-signer").setMemberProperties({"email": address})
    affair.begin(finance)
    transaction.commit()
    assert addresses(sink) == [each for each in ANSWERING if not each.startswith("fin-signer")]


def test_an_address_that_is_refused_stops_nobody_elses_mail(affair, finance, sink):
    sink.refused.add("fin-disclosure-reviewer@example.org")
    affair.begin(finance)
    transaction.commit()
    assert addresses(sink) == [each for each in ANSWERING if "fin-disclosure-reviewer" not in each]


def test_a_mail_server_that_is_down_breaks_no_step_and_gets_the_mails_later(affair, finance, sink):
    sink.shutdown()
    sink.server_close()
    affair.begin(finance)
    transaction.commit()
    affair.portal._p_jar.sync()
    assert IPositions(affair.document).state == "joint_consent"
    assert affair.kinds("fin-signer") == ["asked"]
    people = read_store(affair.portal).people
    assert sorted(user for user, person in people.items() if person.waiting) == sorted(
        each.partition("@")[0] for each in ANSWERING
    )
    with type(sink)() as other:
        api.portal.set_registry_record("plone.smtp_port", other.port)
        assert send_notices(affair) == ["mails:5"]
        assert addresses(other) == ANSWERING
        assert send_notices(affair) == []


def test_what_waits_is_judged_anew_when_it_is_sent(affair, finance, sink):
    sink.shutdown()
    sink.server_close()
    affair.begin(finance)
    transaction.commit()
    affair.portal._p_jar.sync()
    affair.walk.take(affair.document, "return", "disclosure-officer", reason="请补充")
    with type(sink)() as other:
        api.portal.set_registry_record("plone.smtp_port", other.port)
        sent = send_notices(affair)
        # what came up since goes out at once; what waited for those who are asked no more is not sent
        assert sent == []
        assert not any(to.startswith("fin-") for to in addresses(other))


def test_a_queue_takes_the_mails_with_the_transaction(affair, finance, sink, tmp_path, monkeypatch):
    monkeypatch.setenv("MAILHOST_QUEUE_ONLY", "1")
    host = api.portal.get_tool("MailHost")
    host.smtp_queue, host.smtp_queue_directory = True, str(tmp_path / "queue")
    affair.begin(finance)
    transaction.commit()
    assert sink.mails == []
    assert len(list((tmp_path / "queue" / "new").iterdir())) == 5
    affair.answer(stand="object")
    transaction.abort()
    assert len(list((tmp_path / "queue" / "new").iterdir())) == 5


def test_a_queue_that_takes_nothing_breaks_no_step(affair, finance, sink, tmp_path, monkeypatch):
    monkeypatch.setenv("MAILHOST_QUEUE_ONLY", "1")
    (tmp_path / "queue").write_text("no folder")
    host = api.portal.get_tool("MailHost")
    host.smtp_queue, host.smtp_queue_directory = True, str(tmp_path / "queue")
    affair.begin(finance)
    transaction.commit()
    assert affair.kinds("fin-signer") == ["asked"]
    assert read_store(affair.portal).people["fin-signer"].waiting


def test_who_wants_no_mail_gets_none(affair, finance, sink):
    choose(affair, "fin-signer", "none")
    affair.begin(finance)
    transaction.commit()
    assert addresses(sink) == [each for each in ANSWERING if not each.startswith("fin-signer")]
    assert send_notices(affair) == []


def test_a_daily_mail_comes_once_a_day_and_tells_everything_once(affair, finance, sink, clock):
    choose(affair, "fin-signer", "daily")
    first = affair.begin(finance).document
    second = type(affair)(affair.portal, affair.walk).begin(finance, title="关于第二件事的通知")
    transaction.commit()
    assert "fin-signer@example.org" not in addresses(sink)
    sink.mails.clear()
    assert send_notices(affair) == ["mails:1"]
    ((to, subject, text),) = sink.read()
    assert to == "fin-signer@example.org" and "2" in subject
    assert first.title in text and "关于第二件事的通知" in text
    assert send_notices(affair) == []
    second.act("remove", "finance", "不再联合发文", by="disclosure-officer")
    transaction.commit()
    sink.mails.clear()
    assert send_notices(affair) == []
    clock.moment += timedelta(days=1)
    assert send_notices(affair) == ["mails:1"]
    ((_to, _subject, text),) = sink.read()
    assert first.title not in text and "关于第二件事的通知" not in text
    clock.moment += timedelta(days=1)
    assert send_notices(affair) == []


def test_what_is_read_is_not_mailed(affair, finance, sink):
    choose(affair, "fin-signer", "daily")
    affair.begin(finance)
    with api.env.adopt_user(username="fin-signer"):
        INotices(affair.portal).mark_all()
    transaction.commit()
    assert send_notices(affair) == []


def test_two_servers_that_send_the_daily_mails_at_once_send_one(affair, finance, sink):
    choose(affair, "fin-signer", "daily")
    affair.begin(finance)
    transaction.commit()
    sink.mails.clear()
    manager = transaction.TransactionManager()
    connection = affair.portal._p_jar.db().open(manager)
    try:
        other = connection.root()["Application"]["plone"]
        person = read_store(other).people["fin-signer"]
        person.told_on = "2026-03-02"
        affair.portal._p_jar.sync()
        getAdapter(affair.portal, IRoutine, "send_notices").run("", 50)
        manager.commit()
        with pytest.raises(transaction.interfaces.TransientError):
            transaction.commit()
        transaction.abort()
    finally:
        manager.abort()
        connection.close()
    assert sink.mails == []


def test_a_deputy_gets_the_mails_of_the_office(affair, finance, sink):
    with api.env.adopt_roles(["Manager"]):
        open_office(finance, "Drafter", "fin-deputy")
    with api.env.adopt_user(username="fin-signer"):
        IDeputies(finance).appoint("fin-deputy", "fin-signer", "Signer", date(2026, 3, 2), date(2026, 3, 4))
    affair.begin(finance)
    transaction.commit()
    assert "fin-deputy@example.org" in addresses(sink)


# ---- steps and duties


def test_a_step_mails_whose_turn_it_is_and_nobody_twice(affair, walk, sink):
    document = walk.to("section_review")
    transaction.commit()
    assert addresses(sink) == ["section-head@example.org"]
    assert TITLE not in sink.everything()
    sink.mails.clear()
    walk.take(document, "endorse", "section-head", checks=CHECKS)
    transaction.commit()
    assert addresses(sink) == ["disclosure-reviewer@example.org"]
    assert TITLE not in sink.everything()


def test_of_several_steps_in_one_transaction_the_last_is_mailed(affair, walk, sink):
    walk.to("sign_off")
    transaction.commit()
    assert addresses(sink) == ["principal-signer@example.org", "signer@example.org"]


def test_a_daily_mail_groups_by_what_is_to_be_done_and_leaves_out_what_went_on(affair, walk, sink, clock):
    for user in ("disclosure-reviewer", "drafter"):
        choose(affair, user, {"todo": "daily", "news": "daily", "deadlines": "daily"})
    gone = walk.to("disclosure_review", title="甲文件")
    walk.take(gone, "approve", "disclosure-reviewer", checks=CHECKS)
    walk.to("disclosure_review", title="乙文件")
    walk.to("withdrawn", title="丙文件")
    transaction.commit()
    sink.mails.clear()
    assert send_notices(affair) == ["mails:2"]
    text = next(text for to, _subject, text in sink.read() if to.startswith("disclosure-reviewer"))
    assert text.count("==") == 1
    assert "(2)" in text
    assert send_notices(affair) == []


def test_two_servers_that_remind_at_once_mail_once(affair, walk, sink, clock):
    document = walk.to("issued")
    transaction.commit()
    sink.mails.clear()
    clock.moment = clock.moment.replace(month=3, day=25)
    manager = transaction.TransactionManager()
    connection = affair.portal._p_jar.db().open(manager)
    try:
        other = connection.root()["Application"]["plone"]
        # the other server has told the same reminder and is a moment ahead
        shelf = read_store(other).shelves[IUUID(affair.portal["bureau"])]
        notice = {
            "kind": "due_soon",
            "about": "publish",
            "document": IUUID(document),
            "agency": "",
            "lead": "",
            "due": "",
        }
        notice |= {"offices": (), "persons": (), "by": ""}
        affair.portal._p_jar.sync()
        assert getAdapter(affair.portal, IRoutine, "remind_duties").run("", 50)["done"] == [IUUID(document)]
        key = next(key for key in read_store(affair.portal).keys_of(IUUID(document)) if "|due_soon|" in key)
        shelf.add("2026-03-25T09:00:00+08:00", key, notice)
        manager.commit()
        with pytest.raises(transaction.interfaces.TransientError):
            transaction.commit()
        transaction.abort()
    finally:
        manager.abort()
        connection.close()
    assert sink.mails == []
