"""What every page must hold, looked at in a browser: axe finds nothing, a phone shows it whole, no English, no fault."""

from axe_playwright_python.base import AXE_SCRIPT

import album
import json
import re


#: Rules of WCAG 2.2 AA and what axe calls good practice.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: Parts of a page that are another program's own: the rich text editor inside its frame.
NOT_OURS = [".tox-tinymce", ".tox-tinymce-aux"]
WIDTH, PHONE, HEIGHT = 1280, 390, 900
#: Wider than the window means scrolling sideways; tables scroll in a frame of their own.
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
#: Names and abbreviations that an office knows by these letters.
NAMES = frozenset(
    """
    AA ARK ATAG Atom BagIt CMS CSIP CSV Ctrl DA DOCX DTD EEP GB GBK GNU GPL HTTP KB MB METS OAI OAIS OFD PDF PMH
    Plone PREMIS RFC RSS SHA SIP SM UTF VPAT WCAG WCM Web WPS XLSX XML ZIP csv docx ofd pdf txt xlsx zip
    """.split()  # noqa: SIM905
)
#: What somebody sees or hears of a page, without what stands in machines' words on purpose.
READ = """within => {
  const said = within == "body" ? [document.title] : [];
  const there = document.querySelector(within);
  const machine = "code, pre, kbd, samp, [lang]:not([lang^=zh]), .tox-tinymce, .tox-tinymce-aux, script, style";
  for (const one of there.querySelectorAll("[title], [alt], [placeholder], [aria-label]")) {
    if (one.closest(machine.replace("[lang]:not([lang^=zh]), ", "")) || !one.checkVisibility()) continue;
    for (const name of ["title", "alt", "placeholder", "aria-label"]) said.push(one.getAttribute(name) || "");
  }
  const walker = document.createTreeWalker(there, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!parent.closest(machine) && parent.checkVisibility()) said.push(walker.currentNode.textContent);
  }
  return said.join("\\n");
}"""
WORD = re.compile(r"[A-Za-z]{2,}")
#: Addresses, file names, digests, identifiers, and what is quoted as it is to be typed, are no words.
NO_WORDS = re.compile(
    r"“[^”]*”|\{[\w:]+\}|\b[a-z]+(?:_[a-z]+)+\b|(?<!\w)/[\w./-]+|https?://\S+|[\w.-]+@[\w.-]+|\b[0-9a-f]{8,}[0-9a-f-]*\b|@@[\w-]+|\bopengov-\w+|\b[\w-]+\.(?:docx|xlsx|txt|pdf|zip)\b"
)


def check(page, name, names=(), within="body"):
    """Return the faults of the page somebody looks at, as sentences.

    :param name: under which it is kept.
    :param names: further words in Latin letters that this page may show, as login names.
    :param within: the part whose words and marking are looked at, on a site whose frame is not an office's.
    """
    album.keep(page, name)
    faults = [*_axe(page, within), *_english(page, names, within), *_twice(page)]
    faults += [f"{wide} pixels wider than the window"] if (wide := page.evaluate(OVERFLOW)) > 0 else []
    page.set_viewport_size({"width": PHONE, "height": HEIGHT})
    wide = page.evaluate(OVERFLOW)
    album.keep(page, name)
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    return [*faults, f"{wide} pixels wider than a phone"] if wide > 0 else faults


def _axe(page, within):
    if not page.evaluate("typeof axe == 'object'"):
        page.evaluate(AXE_SCRIPT)
    rules = {"target-size": {"enabled": True}}
    asked = {"runOnly": {"type": "tag", "values": TAGS}, "rules": rules, "resultTypes": ["violations"]}
    context = {"include": [[within]], "exclude": [[one] for one in NOT_OURS]}
    found = page.evaluate(f"axe.run({json.dumps(context)}, {json.dumps(asked)})")
    for rule in found["violations"]:
        places = [" ".join(map(str, node["target"])) for node in rule["nodes"]]
        yield f"{rule['id']}: {rule['help']}: {places[:4]} ({len(places)})"


def _english(page, names, within):
    said = NO_WORDS.sub("", page.evaluate(READ, within))
    found = sorted(set(WORD.findall(said)) - NAMES - set(names))
    return [f"English words: {found}"] if found else []


def _twice(page):
    found = page.evaluate(
        "Object.entries(Object.groupBy([...document.querySelectorAll('[id]')].map(e => e.id), id => id))"
        ".filter(([, all]) => all.length > 1).map(([id]) => id)"
    )
    return [f"ids used twice: {found}"] if found else []


def rounds(lines, where):
    """Each page of a day: (path, name, whether the guide shows it)."""
    for line in filter(None, map(str.strip, lines.splitlines())):
        path, _colon, name = line.rpartition(": ")
        yield re.sub(r"<(.*?)>", lambda words: where(words[1]), path), name.lstrip("*"), name.startswith("*")
