"""The documents do not rot: what exists is described, and what is described exists."""

from babel.messages.pofile import read_po
from opengov.disclosure.agency.interfaces import OFFICES
from opengov.disclosure.core.signoff import STEPS
from pathlib import Path

import pytest
import re


ROOT = Path(__file__).parent.parent.parent
DOCS = ROOT / "docs"
EXAMPLES = DOCS / "rest" / "examples"
SOURCE = ROOT / "src" / "opengov.disclosure" / "opengov" / "disclosure"


def _text(*names: str) -> str:
    return "\n".join((ROOT / name).read_text(encoding="utf-8") for name in names)


def _services() -> set[tuple[str, str]]:
    """Method and name of every service that the product registers under a name of its own."""
    found = set()
    for path in SOURCE.rglob("*.zcml"):
        for attributes in re.findall(r"<plone:service\b(.*?)/>", path.read_text(encoding="utf-8"), re.DOTALL):
            values = dict(re.findall(r'(\w+)="([^"]*)"', attributes))
            found.add((values["method"], values.get("name", "")))
    return {(method, name) for method, name in found if name}


def _chinese(message: str) -> str:
    """What Plone's own pages call something of ours in Chinese."""
    with (SOURCE / "locales/zh_CN/LC_MESSAGES/plone.po").open("rb") as catalogue:
        return str(read_po(catalogue)[message].string)


def _commands() -> list[str]:
    return re.findall(r'"(opengov-[a-z]+) = ', _text("setup.py"))


@pytest.mark.parametrize("method,name", sorted(_services()))
def test_each_service_is_in_the_reference(method, name):
    reference = _text("docs/rest/index.md")
    assert re.search(rf"^### {name}: .*", reference, re.MULTILINE), name
    assert re.search(rf"`[^`]*{name}[^`]*`", reference)
    section = re.search(rf"^### {name}: .*?(?=^##|\Z)", reference, re.MULTILINE | re.DOTALL).group()
    assert re.search(rf"`(?:\w+`, `)*{method}\b", section), f"{name} says nothing of {method}"


def test_services_are_found_at_all():
    assert ("GET", "@ledger") in _services()
    assert len(_services()) > 15


@pytest.mark.parametrize("step", [step for step in STEPS.values() if not step.breaks_glass], ids=lambda step: step.id)
def test_each_step_is_in_the_reference_with_its_values(step):
    row = next(line for line in _text("docs/rest/index.md").splitlines() if line.startswith(f"| `{step.id}` |"))
    for value in step.data:
        written = f"`{value[:-1]}`?" if value.endswith("?") else f"`{value}`"
        assert re.search(re.escape(written) + r"(?!\?)", row), value


def test_each_example_is_linked_and_each_link_leads_somewhere():
    linked = set(re.findall(r"\(examples/([^)]+)\)", _text("docs/rest/index.md")))
    assert linked == {path.name for path in EXAMPLES.iterdir()}


def test_each_example_is_asked_again_by_the_tests():
    asked = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_documentation*.py"))
    made = set(re.findall(r'ask\(\s*f?"([^"]+)"', asked))
    patterns = [re.compile(re.sub(r"\\\{.*?\\\}", ".+", re.escape(name))) for name in made]
    orphans = [path.name for path in EXAMPLES.iterdir() if not any(one.fullmatch(path.stem) for one in patterns)]
    assert not orphans


@pytest.mark.parametrize("command", _commands())
def test_each_command_is_in_the_operations_guide(command):
    assert command in _text("docs/operations.md")


@pytest.mark.parametrize("logger", ["access", "anchor", "import"])
def test_each_logger_of_the_guide_is_written_to(logger):
    name = f"opengov.disclosure.{logger}"
    assert name in _text("docs/operations.md")
    assert any(f'getLogger("{name}")' in path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))


def test_each_make_target_of_the_documents_exists():
    named = set(re.findall(r"`make ([a-z0-9-]+)", _text("README.md", "docs/operations.md")))
    targets = set(re.findall(r"^([a-z0-9-]+):", _text("Makefile"), re.MULTILINE))
    assert {"run", "test"} <= named
    assert named <= targets


@pytest.mark.parametrize("role", OFFICES)
def test_each_office_is_in_the_readme_and_in_both_guides(role):
    assert f"| {role} |" in _text("README.md")
    assert role in _text("docs/guide/en.md")
    assert _chinese(role) in _text("docs/guide/zh_CN.md")


@pytest.mark.parametrize("document", ["README.md", *sorted(str(path.relative_to(ROOT)) for path in DOCS.rglob("*.md"))])
def test_links_between_documents_lead_somewhere(document):
    for target in re.findall(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)", _text(document)):
        assert ((ROOT / document).parent / target).exists(), target


@pytest.mark.parametrize("document", ["README.md", *sorted(str(path.relative_to(ROOT)) for path in DOCS.rglob("*.md"))])
def test_anchors_of_links_exist(document):
    for target, anchor in re.findall(r"\]\((?!https?:)([^)#]*)#([^)]*)\)", _text(document)):
        path = (ROOT / document).parent / target if target else ROOT / document
        assert anchor in _anchors(path.read_text(encoding="utf-8")), f"{target}#{anchor}"


def _anchors(text: str) -> set[str]:
    """Ids of the headings as GitHub makes them."""
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
