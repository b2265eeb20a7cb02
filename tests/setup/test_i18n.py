"""Every text is there in both languages, and what is not ours but ours to show is Chinese too."""

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from gettext import GNUTranslations
from io import BytesIO
from lxml import etree
from opengov.disclosure.edge.wording import PROBLEM_TEXTS
from opengov.disclosure.interfaces import IOpengovDisclosureLayer
from pathlib import Path
from zope.component import getMultiAdapter
from zope.i18n import translate
from zope.interface import alsoProvides

import ast
import importlib.util
import json
import pytest
import re


ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src/opengov.disclosure/opengov/disclosure"
LOCALES = PACKAGE / "locales"
WORKFLOW = ROOT / "profiles/default/workflows/opengov_document_workflow/definition.xml"
OURS = "opengov.disclosure.po"
PLONES = "plone.po"
FILES = sorted(path.relative_to(LOCALES).as_posix() for path in LOCALES.glob("*/LC_MESSAGES/*.po"))
PARAMETER = re.compile(r"\$\{\w+\}")
WORD = re.compile(r"[A-Za-z]{2,}")
#: Names and abbreviations an office knows by these letters.
NAMES = {
    "AA",
    "ARK",
    "Atom",
    "BagIt",
    "CSIP",
    "CSV",
    "Ctrl",
    "DA",
    "DTD",
    "EEP",
    "Excel",
    "GB",
    "GBK",
    "HTTP",
    "iCalendar",
    "MB",
    "METS",
    "OAIS",
    "OFD",
    "Pango",
    "Office",
    "PDF",
    "Plone",
    "PREMIS",
    "RFC",
    "RSS",
    "SHA",
    "SIP",
    "SM",
    "UTF",
    "WPS",
    "WSGI",
    "XLSX",
    "XML",
    "ZIP",
    "Zope",
}
#: What developers and archives write in requests; their messages name it as it is written.
TECHNICAL = {"UID", "base", "docx", "http", "https", "xlsx"}
#: Keys of a request or of a profile, which the message repeats outside quotation marks.
KEYS = {"account", "binding", "fonds", "id", "kind", "n", "source", "takes", "title", "trigger", "unit"}


def catalogue(path):
    with (LOCALES / path).open("rb") as stream:
        return {message.id: message for message in read_po(stream, ignore_obsolete=True, charset="utf-8") if message.id}


@pytest.fixture(scope="module")
def used():
    """Every message of the sources, as ``make i18n`` finds it: id to (English text, files)."""
    spec = importlib.util.spec_from_file_location("i18n_script", ROOT / "scripts/i18n.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    return script.messages()


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_message_has_a_text(used, language):
    texts = catalogue(f"{language}/LC_MESSAGES/{OURS}")
    assert sorted(msgid for msgid in used if msgid not in texts or not texts[msgid].string) == []


def test_the_english_text_is_the_one_in_the_source(used):
    texts = catalogue(f"en/LC_MESSAGES/{OURS}")
    assert {msgid: texts[msgid].string for msgid in used} == {msgid: english for msgid, (english, _) in used.items()}


def test_both_languages_show_the_same_values():
    english, chinese = (catalogue(f"{language}/LC_MESSAGES/{OURS}") for language in ("en", "zh_CN"))
    shown = {msgid: set(PARAMETER.findall(message.string)) for msgid, message in english.items()}
    assert {msgid: set(PARAMETER.findall(message.string)) for msgid, message in chinese.items()} == shown


@pytest.mark.parametrize("path", FILES)
def test_no_text_is_a_guess_or_missing(path):
    assert [msgid for msgid, message in catalogue(path).items() if message.fuzzy or not message.string] == []


@pytest.mark.parametrize("path", FILES)
def test_a_catalogue_compiles(path):
    target = BytesIO()
    with (LOCALES / path).open("rb") as source:
        write_mo(target, read_po(source))
    target.seek(0)
    compiled = GNUTranslations(target)
    assert {msgid: compiled.gettext(msgid) for msgid in catalogue(path)} == {
        msgid: message.string for msgid, message in catalogue(path).items()
    }


@pytest.mark.parametrize("path", [path for path in FILES if path.startswith("zh_CN")])
def test_chinese_has_no_english_words(path):
    found = {msgid: english_words(message.string) for msgid, message in catalogue(path).items()}
    assert {msgid: words for msgid, words in found.items() if words} == {}


def english_words(text):
    """Words in Latin letters that are no names; quoted keys and values of requests do not count."""
    bare = re.sub(r"\$?\{\w+\}|“[^”]*”|\w+=\w+", "", text)
    return set(WORD.findall(bare)) - NAMES - TECHNICAL - KEYS


def test_english_words_are_noticed():
    assert english_words("请填写 deadline，见“size”和 PDF") == {"deadline"}


def test_plone_words_keep_their_values():
    wrong = {}
    for msgid, message in catalogue(f"zh_CN/LC_MESSAGES/{PLONES}").items():
        english = " ".join(message.auto_comments).removeprefix("Default: ") or msgid
        if set(PARAMETER.findall(english)) != set(PARAMETER.findall(message.string)):
            wrong[msgid] = message.string
    assert wrong == {}


# ---- broken rules


def problem_codes():
    """Every code a rule of the sources can break with: code to the file."""
    return {code: path.name for path in PACKAGE.rglob("*.py") for code in codes_of(ast.parse(path.read_text("utf-8")))}


def codes_of(tree):
    """The codes of one module: given to ``Problem``, or to a function that hands its parameter on to it."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    handing_on = {}
    for function in functions:
        for call in calls(function, {"Problem"}):
            if call.args and isinstance(call.args[0], ast.Name):
                names = [argument.arg for argument in function.args.args]
                if call.args[0].id in names:
                    handing_on[function.name] = names.index(call.args[0].id)
    for function in functions:
        for call in calls(function, {"Problem", *handing_on}):
            place = handing_on.get(call.func.id, 0)
            yield from constants(call.args[place], function) if call.args else ()


def calls(function, names):
    return [
        node
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names
    ]


def constants(node, function):
    """The texts an expression can be: itself, either side of a choice, or what its variable was set to."""
    match node:
        case ast.Constant(value=str(text)) if text:
            return {text}
        case ast.IfExp(body=body, orelse=orelse):
            return constants(body, function) | constants(orelse, function)
        case ast.Name(id=name):
            return set().union(*(constants(value, function) for value in values_given(name, function)))
    return set()


def values_given(name, function):
    return [
        node.value
        for node in ast.walk(function)
        if isinstance(node, ast.Assign) and any(isinstance(to, ast.Name) and to.id == name for to in node.targets)
    ]


def test_every_broken_rule_has_a_sentence():
    codes = problem_codes()
    assert len(codes) > 100
    assert {code: path for code, path in codes.items() if code not in PROBLEM_TEXTS} == {}


def test_no_sentence_is_kept_for_a_rule_that_is_gone():
    left = set(PROBLEM_TEXTS) - set(problem_codes())
    sources = "\n".join(
        path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py") if "problem_texts" not in path.name
    )
    # some codes are put together of a word and a case, some stand in tables
    heads = set(re.findall(r'f"([a-z_]+_)\{', sources))
    assert {code for code in left if f'"{code}"' not in sources and not any(map(code.startswith, heads))} == set()


def test_codes_are_found_behind_functions_and_choices():
    source = """
def f(a):
    code = "one" if a else "two"
    yield Problem(code, "R-X2")
    yield _about(a, "three")
def _about(value, code):
    return Problem(code, "R-X2")
"""
    assert set(codes_of(ast.parse(source))) == {"one", "two", "three"}


# ---- words of ours that Plone translates in its own domain


def workflow_titles():
    tree = etree.parse(WORKFLOW)
    titles = {node.get("title") for node in tree.iter("dc-workflow", "state", "transition")}
    return sorted(titles | {node.text for node in tree.iter("action")})


def test_states_and_steps_have_a_chinese_title_of_ours():
    assert [title for title in workflow_titles() if title not in catalogue(f"zh_CN/LC_MESSAGES/{PLONES}")] == []


@pytest.mark.parametrize("name", [PLONES, "widgets.po"])
def test_plone_says_no_other_word_for_what_we_add(integration, name):
    ours = {msgid: message.string for msgid, message in catalogue(f"zh_CN/LC_MESSAGES/{name}").items()}
    domain = name.removesuffix(".po")
    assert {msgid: translate(msgid, domain=domain, target_language="zh_CN") for msgid in ours} == ours


def test_offices_have_a_chinese_title(portal):
    roles = etree.parse(ROOT / "profiles/default/rolemap.xml").xpath("/rolemap/roles/role/@name")
    shown = {role: translate(role, domain="plone", target_language="zh_CN") for role in roles}
    assert [role for role, title in shown.items() if title == role] == []


@pytest.mark.parametrize("name", ["Agency", "OfficialDocument", "DocumentAttachment"])
def test_types_have_a_chinese_title_and_description(portal, name):
    info = portal.portal_types[name]
    for text in (info.Title(), info.Description()):
        assert not WORD.search(translate(text, target_language="zh_CN"))


def test_events_of_content_rules_have_a_chinese_title(integration):
    names = etree.parse(PACKAGE / "signoff/contentrules.zcml").xpath("//*[local-name()='interface']/@name")
    assert len(names) == 6
    assert [n for n in names if translate(n, domain="plone", target_language="zh_CN") == n] == []


@pytest.mark.parametrize("language", ["zh-cn", "zh_CN"])
def test_scripts_get_the_words_of_the_page(integration, portal, language):
    alsoProvides(integration["request"], IOpengovDisclosureLayer)
    view = getMultiAdapter((portal, integration["request"]), name="plonejsi18n")
    words = json.loads(view(domain="widgets", language=language).body)
    assert (words["Cancel selection"], words["Upload"]) == ("取消选择", "上传")


def test_scripts_of_a_language_without_words_stay_english(integration, portal):
    alsoProvides(integration["request"], IOpengovDisclosureLayer)
    view = getMultiAdapter((portal, integration["request"]), name="plonejsi18n")
    assert json.loads(view(domain="widgets", language="tlh-qo").body) is None
