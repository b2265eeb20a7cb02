"""Keep the translations: find every message in the sources, merge its Chinese, tell what is missing.

Usage: i18n.py merge | check | compile

``merge``    writes the template, the English texts (from the defaults in the sources) and the Chinese texts. Chinese comes
             from the present file and from ``locales/zh_CN.d/*.po-part``, which wins; then compiles.
``check``    writes nothing; fails when a message has no Chinese, loses or invents a ``${parameter}``, is translated twice
             in two ways, or when ``merge`` would change a file.
``compile``  makes the binary files that Zope reads.

``zh_CN/LC_MESSAGES/plone.po`` and ``widgets.po`` are written by hand: titles of ours that Plone translates in its own
domains, and what Plone's Chinese lacks on pages our users see. Where both have a message, Plone's word is shown.
"""

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.messages.pofile import write_po
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import ast
import re
import subprocess
import sys
import tempfile


ROOT = Path(__file__).resolve().parent.parent
DOMAIN = "opengov.disclosure"
PACKAGE = ROOT / "src/opengov.disclosure/opengov/disclosure"
LOCALES = PACKAGE / "locales"
TEMPLATE = LOCALES / f"{DOMAIN}.pot"
PARTS = LOCALES / "zh_CN.d"
PARAMETER = re.compile(r"\$\{\w+\}")


def po_file(language: str) -> Path:
    """Return the path of a language's file."""
    return LOCALES / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def messages() -> dict[str, tuple[str, list[str]]]:
    """Return every message of the sources: id to (English text, files it stands in)."""
    with tempfile.TemporaryDirectory() as folder:
        pot = Path(folder) / "found.pot"
        command = [sys.executable, "-c", "from i18ndude.script import main; main()", "rebuild-pot", "--pot", str(pot)]
        command += ["--create", DOMAIN, str(PACKAGE.relative_to(ROOT)), "profiles"]
        subprocess.run(command, check=True, cwd=ROOT)
        with pot.open("rb") as stream:
            found = read_po(stream, ignore_obsolete=True)
    return {
        message.id: (default_text(message.auto_comments) or message.id, sorted({path for path, _ in message.locations}))
        for message in found
        if message.id
    }


def default_text(comments: list[str]) -> str:
    """Return the English text that the extractor put into a comment; empty when the message has none."""
    text = " ".join(comments)
    return ast.literal_eval(text.removeprefix("Default: ").strip()) if text.startswith("Default: ") else ""


def chinese() -> tuple[dict[str, str], list[str]]:
    """Return what is translated (id to text) and the faults of the parts."""
    known: dict[str, str] = {}
    if po_file("zh_CN").exists():
        known = dict(translations(po_file("zh_CN")))
    origin: dict[str, tuple[str, str]] = {}
    faults = []
    for part in sorted(PARTS.glob("*.po-part")):
        for msgid, text in translations(part):
            before = origin.setdefault(msgid, (part.name, text))
            if before[1] != text:
                faults.append(f"{msgid}: {before[0]} says {before[1]}, {part.name} says {text}")
    return known | {msgid: text for msgid, (_, text) in origin.items()}, faults


def translations(path: Path) -> Iterator[tuple[str, str]]:
    """Yield id and text of everything translated in a file."""
    with path.open("rb") as stream:
        for message in read_po(stream, ignore_obsolete=True, charset="utf-8", abort_invalid=True):
            if message.id and message.string:
                yield message.id, message.string


def catalogue(language: str | None, texts: dict[str, str], found: dict[str, tuple[str, list[str]]]) -> bytes:
    """Return the file of a language (None: the template), sorted, without dates and line numbers."""
    result = Catalog(locale=language, domain=DOMAIN, project=DOMAIN, charset="utf-8")
    for msgid, (english, files) in found.items():
        comments = [f"Default: {english}"] if english != msgid and language != "en" else []
        result.add(msgid, texts.get(msgid, ""), [(path, 0) for path in files], auto_comments=comments)
    target = BytesIO()
    write_po(target, result, width=120, sort_output=True, omit_header=True, include_lineno=False)
    header = f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Domain: {DOMAIN}\\n"\n'
    header += f'"Language: {language}\\n"\n\n' if language else "\n"
    return header.encode() + target.getvalue()


def files() -> tuple[dict[Path, bytes], list[str], list[str]]:
    """Return what each file should hold, the faults and the remarks."""
    found = messages()
    texts, faults = chinese()
    for msgid, (english, where) in sorted(found.items()):
        if msgid not in texts:
            faults.append(f"{msgid}: no Chinese ({', '.join(where)})")
        elif set(PARAMETER.findall(english)) != set(PARAMETER.findall(texts[msgid])):
            faults.append(f"{msgid}: parameters differ: {english} / {texts[msgid]}")
    remarks = [f"{msgid}: translated, but not used" for msgid in sorted(texts.keys() - found.keys())]
    english_texts = {msgid: english for msgid, (english, _) in found.items()}
    wanted = {
        TEMPLATE: catalogue(None, {}, found),
        po_file("en"): catalogue("en", english_texts, found),
        po_file("zh_CN"): catalogue("zh_CN", texts, found),
    }
    return wanted, faults, remarks


def compile_all() -> None:
    """Make the binary file of each language, and of the words we add to Plone's own domain."""
    for path in sorted(LOCALES.glob("*/LC_MESSAGES/*.po")):
        with path.open("rb") as source, path.with_suffix(".mo").open("wb") as target:
            write_mo(target, read_po(source))


def main(action: str) -> int:
    """Carry out one action; return the exit code."""
    if action == "compile":
        compile_all()
        return 0
    wanted, faults, remarks = files()
    if action == "merge":
        for path, content in wanted.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        compile_all()
    else:
        faults += [
            f'{path.relative_to(ROOT)} is out of date: run "make i18n"'
            for path, content in wanted.items()
            if not path.exists() or path.read_bytes() != content
        ]
    print("\n".join([*remarks, *faults]) or "every message is in both languages")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
