"""What a site may choose by itself, and what the law has chosen for it: kinds, numbers, grounds, examples.

A setting can make the office stricter or simpler; it never opens what a rule closes. Grounds of Articles 14 and 15 bind the
office, so they are always offered; those of Article 16 ("may") it can do without.
"""

from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Mapping
from opengov.disclosure.core import catalogue
from opengov.disclosure.core import numbering
from opengov.disclosure.core.grounds import citation
from opengov.disclosure.core.grounds import GROUNDS
from opengov.disclosure.core.rules import Problem
from opengov.disclosure.core.rules import RuleBroken


CLAUSE_KINDS = "党政机关公文处理工作条例 第八条"
CLAUSE_NUMBERS = "党政机关公文处理工作条例 第九条"

#: Grounds that every office has to know: what the law forbids to disclose is no choice (R-A3).
BINDING = tuple(code for code, ground in GROUNDS.items() if ground.mandatory)
#: Grounds an office may do without.
OPTIONAL = tuple(code for code, ground in GROUNDS.items() if not ground.mandatory)

#: Characters of an example reason: a sentence or two.
MAX_EXAMPLE = 300
#: Characters of a template.
MAX_TEMPLATE = 60

#: What previews and checks write numbers with.
_SAMPLE = {"code": "某政发", "year": 2026, "serial": 12}


def kinds_problems(offered: Collection[str], default: str) -> list[Problem]:
    """What is wrong with the kinds an office offers, and with the one that stands first."""
    unknown = [kind for kind in offered if kind not in numbering.KINDS]
    found = [
        Problem("kind_unknown", "R-X2", "kinds_offered", CLAUSE_KINDS, {"kind": str(kind)[:40]}) for kind in unknown
    ]
    if not offered:
        found.append(Problem("kinds_none_offered", "R-X2", "kinds_offered", CLAUSE_KINDS))
    elif default not in offered:
        found.append(Problem("kind_default_not_offered", "R-X2", "default_kind", CLAUSE_KINDS))
    return found


def grounds_problems(offered: Collection[str]) -> list[Problem]:
    """What is wrong with the grounds an office offers."""
    found = [
        Problem("ground_unknown", "R-A2", "grounds_offered", "", {"value": str(code)[:40]})
        for code in offered
        if code not in GROUNDS
    ]
    missing = [GROUNDS[code] for code in BINDING if code not in offered]
    return found + [
        Problem("ground_binding", "R-A3", "grounds_offered", citation(ground), {"ground": ground.code})
        for ground in missing
    ]


def examples_problems(examples: Mapping[str, str]) -> list[Problem]:
    """What is wrong with the example reasons of an office."""
    found = [
        Problem("ground_unknown", "R-A2", "example_reasons", "", {"value": str(code)[:40]})
        for code in examples
        if code not in GROUNDS
    ]
    return found + [
        Problem("example_too_long", "R-A2", f"example_{code}", "", {"longest": str(MAX_EXAMPLE)})
        for code, text in examples.items()
        if code in GROUNDS and len(text) > MAX_EXAMPLE
    ]


def template_of(kind: str, chosen: Mapping[str, str]) -> str | None:
    """The form of a kind's numbers at a site; None for a kind without number.

    :param chosen: kind -> form the site has chosen; empty: the kind has no number. What is not chosen is the product's.
    """
    return (chosen[kind] or None) if kind in chosen else numbering.template(kind)


def templates_problems(chosen: Mapping[str, str]) -> list[Problem]:
    """What is wrong with the forms of numbers a site has chosen: unknown parts, numbers nobody can read back, two forms that
    write the same number (R-I1)."""
    found = [
        Problem("kind_unknown", "R-X2", "number_templates", CLAUSE_KINDS, {"kind": str(kind)[:40]})
        for kind in chosen
        if kind not in numbering.KINDS
    ]
    known = {kind: template for kind, template in chosen.items() if kind in numbering.KINDS and template}
    broken = {kind: problem for kind, template in known.items() if (problem := _problem(kind, template)) is not None}
    whole = {kind: template_of(kind, chosen) for kind in numbering.KINDS if kind not in broken}
    return [*found, *broken.values(), *_clashes({kind: form for kind, form in whole.items() if form})]


def sample(template: str) -> str:
    """A number in a form, as an example.

    :raises RuleBroken: when the form is wrong.
    """
    return numbering.format_number(template, code=str(_SAMPLE["code"]), year=2026, serial=12)


def _problem(kind: str, template: str) -> Problem | None:
    field, params = f"template_{kind}", {"template": template[:MAX_TEMPLATE], "part": "template"}
    if len(template) > MAX_TEMPLATE:
        return Problem("number_template_invalid", "R-I1", field, CLAUSE_NUMBERS, params)
    try:
        written = sample(template)
        read = numbering.parse(written)
    except RuleBroken:
        return Problem("number_template_invalid", "R-I1", field, CLAUSE_NUMBERS, params)
    if read.serial != _SAMPLE["serial"] or ("{year}" in template and read.year != _SAMPLE["year"]):
        return Problem("number_template_unreadable", "R-I1", field, CLAUSE_NUMBERS, {"number": written})
    return None


def _clashes(forms: Mapping[str, str]) -> Iterator[Problem]:
    """Two different forms that write the same number would give it twice."""
    first: dict[str, str] = {}
    for kind, form in forms.items():
        written = sample(form)
        # other brackets make no other number: 某政发[2026]12号 is found under 某政发〔2026〕12号
        other = first.setdefault(str(numbering.parse(written)), form)
        if other != form:
            yield Problem("number_template_clash", "R-I1", f"template_{kind}", CLAUSE_NUMBERS, {"number": written})


def index_problems(template: str) -> list[Problem]:
    """What is wrong with the form of index numbers a site has chosen; empty: that of each agency's profile."""
    if not template:
        return []
    wrong = [
        Problem(each.code, each.rule, "index_template", each.source, each.params)
        for each in catalogue.template_problems(template)
    ]
    if wrong or "{org_code}" in template:
        return wrong
    # without the organisation's code two agencies would draw the same number
    return [Problem("index_template_ambiguous", "R-I3", "index_template", "政府信息公开目录系统实施指引（试行）")]
