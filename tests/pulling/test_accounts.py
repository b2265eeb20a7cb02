"""The client's account, folder and words: nothing is told to strangers, and everything is told in both languages."""

from fakeoffice import Office
from fakeoffice import PASSWORD
from fakeoffice import serving
from opengov.disclosure.pulling import console
from opengov.disclosure.pulling import folder as folders
from opengov.disclosure.pulling import words
from pathlib import Path

import json
import opengov.disclosure.pulling as pulling
import os
import pytest
import re
import string
import subprocess
import sys


SOURCES = sorted(Path(pulling.__file__).parent.glob("*.py"))


def test_a_wrong_password_is_told_and_nothing_is_kept(office, archive, monkeypatch):
    monkeypatch.setenv("OPENGOV_PULL_PASSWORD", "wrong")
    office.offer("h-1")
    assert archive() == 2
    assert archive.told("answered", "status") == [401]
    assert archive.told("answered", "message") == ["Wrong account."]


def test_a_redirect_is_refused_and_the_password_goes_nowhere_else(office, archive):
    other = Office()
    with serving(other) as elsewhere:
        office.faults.redirect = f"{elsewhere}/++api++/@archive-transfers"
        assert archive() == 2
    assert archive.told("redirected", "url")
    assert other.asked == []


@pytest.mark.parametrize("statuses,waited", [([503], [7]), ([500, 502, 504], [1, 2, 4]), ([429, 200, 500], [1, 1])])
def test_a_server_that_cannot_just_now_is_asked_again(office, archive, waits, statuses, waited):
    office.offer("h-1")
    office.faults.statuses = statuses
    assert archive() == 0
    assert waits == waited


def test_a_server_that_never_can_is_given_up(office, archive, waits):
    office.faults.statuses = [500] * 10
    assert archive("--tries", 3) == 2
    assert waits == [1, 2]


def test_a_server_that_is_off_is_unreachable(archive):
    archive.site = "http://127.0.0.1:9/Plone"
    assert archive("--tries", 1) == 2
    assert archive.told("unreachable", "site") == [archive.site]


@pytest.mark.parametrize(
    "site,event",
    [
        ("ftp://x/Plone", "address_malformed"),
        ("gk.example.gov.cn", "address_malformed"),
        ("https://user:secret@gk.example.gov.cn", "address_malformed"),
        ("http://gk.example.gov.cn/Plone", "address_plain"),
    ],
)
def test_an_address_that_could_leak_the_password_is_refused(archive, site, event):
    archive.site = site
    assert archive() == 2
    assert archive.told(event, "site") == [site]


def test_a_certificate_that_nobody_knows_is_refused(office, archive, tmp_path, monkeypatch):
    certificate, key = tmp_path / "server.pem", tmp_path / "server.key"
    make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    make += ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(make, check=True, capture_output=True)
    office.offer("h-1")
    with serving(office, (certificate, key)) as site:
        archive.site = site.replace("127.0.0.1", "localhost")
        assert archive("--tries", 1) == 2
        assert office.asked == []
        # a variable of the environment does not overrule what is named on the command line
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", os.devnull)
        assert archive("--ca", certificate) == 0


def test_two_clients_never_share_a_folder(office, archive):
    office.offer("h-1")
    with folders.Folder(archive.folder).held():
        assert archive() == 2
    assert archive.told("folder_busy", "folder") == [str(archive.folder)]
    assert archive() == 0


def test_two_accounts_never_share_a_folder(office, archive):
    office.offer("h-1")
    archive()
    archive.user = "library"
    assert archive("acknowledge") == 2
    assert archive.told("folder_of_another", "user") == ["archive"]


def test_the_password_comes_from_a_file_or_the_environment_alone(office, archive, tmp_path, monkeypatch):
    monkeypatch.delenv("OPENGOV_PULL_PASSWORD")
    assert archive() == 2
    assert archive.told("password_missing", "event")
    file = tmp_path / "password"
    assert archive("--password-file", file) == 2
    file.write_text(f"{PASSWORD}\nsecond line\n")
    assert archive("--password-file", file) == 0
    with pytest.raises(SystemExit):
        archive("--password", PASSWORD)


def test_the_folder_can_be_verified_and_listed_without_the_site(office, archive, capsys):
    office.offer("h-1")
    archive()
    office.asked.clear()
    assert console.main(["--folder", str(archive.folder), "verify"]) == 0
    assert console.main(["--folder", str(archive.folder), "list"]) == 0
    assert "h-1: verified" in capsys.readouterr().out
    assert office.asked == []
    assert console.main(["--folder", str(archive.folder)]) == 2


@pytest.mark.parametrize("name", ["LC_ALL", "LC_MESSAGES", "LANG"])
def test_the_locale_chooses_the_language(office, archive, capsys, monkeypatch, name):
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv(name, "zh_CN.UTF-8")
    office.offer("h-1")
    options = ["--site", archive.site, "--user", "archive", "--folder", str(archive.folder)]
    assert console.main(options) == 0
    said = capsys.readouterr().out
    assert "h-1：已拉取并校验，文件 2 个" in said
    assert "已发回执（已收到）" in said
    assert any(headers["Accept-Language"].startswith("zh-CN") for _method, _path, headers in office.asked)


def fields(text):
    return {name.removesuffix("_zh") for _literal, name, *_rest in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("code", words.WORDS)
def test_both_languages_say_the_same(code):
    english, chinese = words.WORDS[code]
    assert fields(english) == fields(chinese)
    assert re.search("[一-鿿]|_zh}", chinese)


def test_every_code_has_its_sentence_and_every_sentence_its_use():
    source = "".join(path.read_text() for path in SOURCES if path.name != "words.py")
    said = set(re.findall(r'(?:say|warn|Trouble|Unreached|Gone|tell)\(\s*"([a-z_]+)"', source))
    assert said - set(words.WORDS) == set()
    assert {code for code in words.WORDS if f'"{code}"' not in source} == set()
    found = set(re.findall(r'Finding\([^"()]*(?:\([^()]*\))?[^"()]*(?:"[^"]*"[^"()]*)?, "([a-z_0-9]+)"', source))
    assert found - set(words.FINDINGS) == set()
    assert {code for code in words.FINDINGS if f'"{code}"' not in source} == set()


def test_the_client_runs_where_there_is_no_plone():
    program = (
        "import sys\n"
        "class Wall:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.split('.')[0] in ('plone', 'Products', 'zope', 'Zope2', 'ZODB', 'lxml', 'Acquisition'):\n"
        "            raise ImportError(name)\n"
        "sys.meta_path.insert(0, Wall())\n"
        "from opengov.disclosure.pulling.console import main\n"
        "sys.exit(main(['--help']))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "opengov-pull" in done.stdout


def test_the_module_can_be_run_by_its_name(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "opengov.disclosure.pulling", "--folder", str(tmp_path), "--json", "list"],
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, b"")
    done = subprocess.run(
        [sys.executable, "-m", "opengov.disclosure.pulling", "--json"], capture_output=True, check=False
    )
    assert (done.returncode, json.loads(done.stdout)["event"]) == (2, "site_missing")
