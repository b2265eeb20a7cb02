"""Charts as pictures in the page: SVG drawn on the server, without scripts and without anything from elsewhere.

Each series has a colour with a contrast of at least 3:1 on white and a pattern of its own, so that none is told by colour
alone; the numbers themselves stand in the table beside the chart, which is what a screen reader is led to.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from lxml import etree
from pygal.graph.graph import Graph
from pygal.style import Style
from unicodedata import east_asian_width

import math
import pygal


@dataclass(frozen=True)
class Series:
    """Numbers of one kind, one for each label of the chart; None where there is none.

    :param look: place of its colour and pattern among :data:`COLOURS`; None for that of its place in the chart.
    """

    title: str
    values: Sequence[float | None]
    look: int | None = None


@dataclass(frozen=True)
class Chart:
    """What a chart shows.

    :param id: unique on the page, ASCII.
    :param labels: of the bars.
    :param lying: bars lie, for labels that are long; else they stand.
    :param stacked: the series of one bar stand on each other.
    :param unit: printed behind each number of the axis.
    """

    id: str
    title: str
    description: str
    labels: Sequence[str]
    series: Sequence[Series]
    lying: bool = False
    stacked: bool = True
    unit: str = ""


#: Bootstrap's own hues, each dark enough for 3:1 on white: blue, orange, red, grey, teal, purple, yellow-brown, pink, black.
COLOURS = ("#0d6efd", "#c35a00", "#b02a37", "#6c757d", "#0f7a55", "#6f42c1", "#8a6d00", "#c2377f", "#212529")
#: Pattern of each colour: what is drawn over it in white, on a square of 10.
_PATTERNS = (
    "",
    "M-2 2L2 -2M0 10L10 0M8 12L12 8",
    "M0 5H10",
    "M5 0V10",
    "M0 0L10 10M-2 8L2 12M8 -2L12 2",
    "M3 3h4v4h-4z",
    "M0 2.5H10M0 7.5H10",
    "M0 0L10 10M0 10L10 0",
    "M2.5 0V10M7.5 0V10",
)

_FONT = "system-ui, 'Noto Sans CJK SC', 'Source Han Sans SC', 'Microsoft YaHei', 'PingFang SC', sans-serif"
_WIDTH, _STANDING, _BAR, _FRAME, _LEGENDS, _LINE = 760, 300, 30, 60, 4, 21
#: Characters of a label that are drawn, a Chinese one counting two; the table has it in full.
_LABEL = 28
#: Characters that have room below standing bars without being turned.
_ROOM = 64
#: How wide pygal takes a character to be, in parts of the size of the font.
_GUESSED = 0.6
_SIZE = 13


class _Style(Style):
    background = "transparent"
    plot_background = "transparent"
    foreground = foreground_strong = "#212529"
    foreground_subtle = guide_stroke_color = major_guide_stroke_color = "#adb5bd"
    font_family = _FONT
    label_font_size = major_label_font_size = legend_font_size = value_font_size = _SIZE
    no_data_font_size = _SIZE
    opacity = opacity_hover = stroke_opacity = "1"
    transition = "0s"
    colors = COLOURS


def draw(chart: Chart) -> str:
    """The chart as SVG that may stand in a page; empty when it has nothing to show."""
    if not any(value for series in chart.series for value in series.values):
        return ""
    kind = {
        (True, True): pygal.HorizontalStackedBar,
        (True, False): pygal.HorizontalBar,
        (False, True): pygal.StackedBar,
        (False, False): pygal.Bar,
    }[chart.lying, chart.stacked]
    graph = kind(**_settings(chart))
    graph.uuid = chart.id
    order = reversed if chart.lying else list
    graph.x_labels = list(order([_short(label) for label in chart.labels]))
    for series in chart.series:
        graph.add(series.title, list(order(list(series.values))))
    return _embedded(graph, chart)


def _settings(chart: Chart) -> dict[str, object]:
    groups = len(chart.labels) * (1 if chart.stacked else max(1, len(chart.series) * 2 // 3))
    columns = min(_LEGENDS, len(chart.series))
    lines = -(-len(chart.series) // columns)
    top = max((_top(chart.series, place, chart.stacked) for place in range(len(chart.labels))), default=0)
    widest = max((_excess(_short(label)) for label in chart.labels), default=0)
    return {
        "style": _Style,
        "js": (),
        "defs": [_pattern(chart.id, place, look) for place, look in enumerate(_looks(chart))],
        "css": ("file://style.css", "file://graph.css", f"inline:{_fills(chart)}"),
        "width": _WIDTH,
        "height": _FRAME + lines * _LINE + groups * _BAR if chart.lying else _STANDING + lines * _LINE,
        "explicit_size": False,
        "legend_at_bottom": True,
        "legend_at_bottom_columns": columns,
        "legend_box_size": 14,
        "truncate_legend": 40,
        "truncate_label": _LABEL,
        "margin": 6,
        # pygal leaves no room for a last line that is not full
        "margin_bottom": 6 + (lines - len(chart.series) // columns) * _LINE,
        "margin_left": 6 + (widest if chart.lying else 0),
        "x_label_rotation": 0 if chart.lying or sum(map(len, chart.labels)) < _ROOM else 40,
        "range": (0, top),
        "y_labels": _steps(top),
        "value_formatter": lambda value: f"{value:g}{chart.unit}",
        "no_data_text": "",
        "show_y_guides": True,
        "rounded_bars": 0,
    }


def _top(series: Sequence[Series], place: int, stacked: bool) -> float:
    values = [one.values[place] or 0 for one in series]
    return sum(values) if stacked else max(values, default=0)


def _steps(top: float) -> list[float]:
    """Round numbers for the axis, whole ones for what is counted."""
    raw = max(top, 1) / 5
    size = 10 ** math.floor(math.log10(raw)) if raw >= 1 else 1
    step = next((size * factor for factor in (1, 2, 5, 10) if size * factor >= raw), size * 10)
    return [step * number for number in range(math.ceil(top / step) + 1)]


def _wide(character: str) -> bool:
    return east_asian_width(character) in "WF"


def _short(label: str) -> str:
    """A label that fits: cut at its end."""
    room = _LABEL
    for place, character in enumerate(label):
        room -= 2 if _wide(character) else 1
        if room < 0:
            return label[: place - 1] + "…"
    return label


def _excess(label: str) -> int:
    """By how much a label is wider than pygal takes it to be, in pixels: Chinese characters are square."""
    return round(sum(1 - _GUESSED for character in label if _wide(character)) * _SIZE)


def _looks(chart: Chart) -> list[int]:
    """Which colour and pattern each series has."""
    given = enumerate(series.look for series in chart.series)
    return [(place if look is None else look) % len(COLOURS) for place, look in given]


def _pattern(chart: str, place: int, look: int) -> str:
    marks = _PATTERNS[look]
    drawn = f'<path d="{marks}" stroke="#fff" stroke-width="1.4" fill="none"/>' if marks else ""
    return (
        f'<pattern id="{chart}-pattern-{place}" width="10" height="10" patternUnits="userSpaceOnUse">'
        f'<rect width="10" height="10" fill="{COLOURS[look]}"/>{drawn}</pattern>'
    )


def _fills(chart: Chart) -> str:
    root = f"#chart-{chart.id}"
    rules = []
    for place, look in enumerate(_looks(chart)):
        fill = f"fill: url(#{chart.id}-pattern-{place})"
        rules.append(f"{root} .color-{place} .rect {{ {fill}; stroke: {COLOURS[look]}; stroke-width: 1px; }}")
        rules.append(f"{root} .legend-{place} rect {{ {fill}; }}")
    return " ".join(rules)


def _embedded(graph: Graph, chart: Chart) -> str:
    """The picture without scripts, ids of pygal's and hints at the mouse; named and described for screen readers."""
    root = graph.render_tree()
    # pygal's elements have no namespace; the root says it for all when it is written
    for element in list(root.iter(etree.Comment, "script", "desc")):
        element.getparent().remove(element)
    root.remove(root.find("title"))
    for element in root.xpath("//*[starts-with(@id, 'activate-serie-')]"):
        # the same in every chart, and there for scripts
        element.set("class", f"legend legend-{element.attrib.pop('id').rpartition('-')[2]}")
    described = etree.Element("desc", id=f"{chart.id}-description")
    described.text = chart.description
    named = etree.Element("title", id=f"{chart.id}-name")
    named.text = chart.title
    root[:0] = [named, described]
    root.set("role", "img")
    root.set("aria-labelledby", f"{chart.id}-name {chart.id}-description")
    root.set("focusable", "false")
    return etree.tostring(root, encoding="unicode")
