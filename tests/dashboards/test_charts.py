"""Charts are pictures of the server: named, described, told apart by more than colour, with nothing from elsewhere."""

from lxml import etree
from opengov.disclosure.desk.dashboards import charts
from opengov.disclosure.desk.dashboards.charts import Chart
from opengov.disclosure.desk.dashboards.charts import Series

import pytest
import re


SVG = "{http://www.w3.org/2000/svg}"
LONG = "云溪市发展和改革委员会（云溪市粮食和物资储备局）"


def chart(values=((1, 2), (3, 0)), **settings):
    series = [Series(f"第{place}类", numbers) for place, numbers in enumerate(values)]
    return Chart("one", "各月文件数", "数字见下表", ["1", "2"], series, **settings)


@pytest.mark.parametrize("settings", [{}, {"lying": True}, {"stacked": False}, {"lying": True, "stacked": False}])
def test_a_chart_has_a_name_a_description_and_no_script(settings):
    root = etree.fromstring(charts.draw(chart(**settings)))
    assert root.get("role") == "img"
    named, described = (root.find(f"{SVG}*[@id='{name}']").text for name in root.get("aria-labelledby").split())
    assert (named, described) == ("各月文件数", "数字见下表")
    assert not list(root.iter(f"{SVG}script"))
    text = etree.tostring(root, encoding="unicode")
    assert not re.search(r"(?:href|src)=|@import|url\((?!#)|<\?|<!--|\son\w+=", text)


def test_two_charts_of_a_page_share_no_id():
    first, second = chart(), Chart("two", "b", "c", ["1", "2"], chart().series)
    ids = [element.get("id") for each in (first, second) for element in etree.fromstring(charts.draw(each)).iter()]
    ids = [name for name in ids if name]
    assert len(ids) == len(set(ids))


def test_the_same_numbers_give_the_same_picture():
    assert charts.draw(chart()) == charts.draw(chart())


@pytest.mark.parametrize("values", [(), ((),), ((0, 0),), ((None, None),)])
def test_a_chart_of_nothing_is_not_drawn(values):
    assert charts.draw(chart(values)) == ""


def test_each_series_has_a_colour_and_a_pattern_of_its_own():
    root = etree.fromstring(charts.draw(chart(values=[(1, 2)] * 9)))
    patterns = [etree.tostring(one, encoding="unicode").partition(">")[2] for one in root.iter(f"{SVG}pattern")]
    assert len(set(patterns)) == 9


def contrast(colour):
    """Of a colour on white (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


@pytest.mark.parametrize("colour", charts.COLOURS)
def test_every_colour_stands_out_on_white(colour):
    assert contrast(colour) >= 3


def test_a_long_name_is_cut_in_the_picture_and_its_bar_is_there():
    values = [Series("a", [1] * 21)]
    drawn = charts.draw(Chart("many", "b", "c", [f"{LONG}{number}" for number in range(21)], values, lying=True))
    assert drawn.count("…</text>") == 21
    assert drawn.count("…") >= 21
