"""What stands around every page is Plone's; where it fails WCAG 2.2 it is mended on the way out.

Theme, toolbar and navigation keep their looks and scripts: roles, names and the title are what a screen reader needs.
"""

from collections.abc import Callable
from lxml.etree import _Element as Element
from lxml.html import builder
from opengov.disclosure.edge.summary import summarize
from opengov.disclosure.i18n import _
from opengov.disclosure.interfaces import IOpengovDisclosureLayer
from plone.transformchain.interfaces import ITransform
from zope.component import adapter
from zope.i18n import translate
from zope.interface import implementer
from zope.interface import Interface


#: Longest heading that is repeated in the title of the window.
TITLE = 80


@implementer(ITransform)
@adapter(Interface, IOpengovDisclosureLayer)
class Frame:
    """Mend the frame of a themed page."""

    #: After the theme (8850), before what is sent is signed and cached (9000 and later).
    order = 8900

    def __init__(self, published, request) -> None:
        self.request = request

    def transformBytes(self, result, encoding: str) -> None:
        """Leave what is no page as it is."""

    def transformUnicode(self, result, encoding: str) -> None:
        """Leave what is no page as it is."""

    def transformIterable(self, result, encoding: str):
        """Return the page with its frame mended; None for what did not go through the theme."""
        tree = getattr(result, "tree", None)
        if tree is None:
            return None
        page = tree.getroot() if hasattr(tree, "getroot") else tree
        for path, mend in MENDED:
            for element in page.xpath(path):
                mend(element)
        for path, name in NAMED:
            for element in page.xpath(path):
                element.set("aria-label", translate(name, context=self.request))
        _entitle(page)
        _skip(page, self.request)
        summarize(page, self.request)
        return result


def _status(element: Element) -> None:
    """The place of messages is no landmark: messages are announced by their own role."""
    element.tag = "div"


def _picture(element: Element) -> None:
    """What only a mouse can use of the navigation is not read out: the same links stand on the agency's page."""
    element.attrib.pop("role", None)
    element.attrib.pop("aria-label", None)
    element.set("aria-hidden", "true")


def _bare(element: Element) -> None:
    element.attrib.pop("role", None)
    element.tag = "div"


def _landmark(element: Element) -> None:
    element.set("role", "navigation")


def _button(element: Element) -> None:
    """What the keyboard cannot reach becomes a button."""
    element.tag = "button"
    element.set("type", "button")


def _labelled(element: Element) -> None:
    """A field whose visible label points elsewhere is named by it, and a click on the label reaches the field."""
    for label in element.xpath("ancestor::*[@data-fieldname][1]//label[@for][not(@for = //input/@id)]")[:1]:
        label.set("for", element.get("id"))


def _moment(element: Element) -> None:
    """A script writes the moment in its own language; figures are read in each."""
    element.set("data-pat-display-time", "output-format: YYYY-MM-DD HH:mm")


def _named(element: Element) -> None:
    """A field that has only the small text under the mouse is named by it."""
    element.set("aria-label", element.get("title", ""))


def _portlet(element: Element) -> None:
    """The navigation beside the page is named by its heading."""
    words = "".join(element.xpath("preceding-sibling::*[1]//text()")).strip()
    if words:
        element.set("aria-label", words)


#: What is changed wherever it is found.
MENDED: tuple[tuple[str, Callable[[Element], None]], ...] = (
    ("//aside[@id='global_statusmessage']", _status),
    ("//label[starts-with(@for, 'navitem-')][@role]", _picture),
    ("//section[@id='edit-bar'][@role]", _bare),
    ("//*[@id='edit-zone'][@role='toolbar']", _landmark),
    ("//a[not(@href)][@class='toolbar-collapse' or @class='toolbar-expand']", _button),
    ("//*[contains(@class, 'portletNavigationTree')]/nav[not(@aria-label)]", _portlet),
    ("//main//input[@title][not(@aria-label)][not(@id = //label/@for)][not(ancestor::label)]", _named),
    ("//time[contains(@data-pat-display-time, 'L LTS')]", _moment),
    ("//input[@type='file'][@id][not(@id = //label/@for)]", _labelled),
)
#: What gets a name of its own.
NAMED = (
    ("//nav[@id='portal-globalnav-wrapper']", _("frame_main_navigation", default="Main navigation")),
    ("//*[@id='edit-zone']", _("frame_toolbar", default="Toolbar")),
    ("//aside[@id='portal-column-one']", _("frame_column_one", default="Beside the page, first column")),
    ("//aside[@id='portal-column-two']", _("frame_column_two", default="Beside the page, second column")),
)


def _entitle(page: Element) -> None:
    """The title of the window begins with the heading of the page: several windows can be told apart (2.4.2)."""
    titles, headings = page.xpath("/html/head/title"), page.xpath("//main//h1[1]")
    if not titles or not headings:
        return
    heading = " ".join("".join(headings[0].itertext()).split())
    title = (titles[0].text or "").strip()
    if heading and len(heading) <= TITLE and heading not in title:
        titles[0].text = f"{heading} — {title}"


def _skip(page: Element, request) -> None:
    """The first thing the keyboard reaches leads past navigation and toolbar to the content (2.4.1)."""
    bodies, mains = page.xpath("/html/body"), page.xpath("//main[@id]")
    if not bodies or not mains:
        return
    words = translate(_("link_skip", default="Skip to the content"), context=request)
    link = builder.A(words, builder.CLASS("visually-hidden-focusable opengov-skip"), href=f"#{mains[0].get('id')}")
    bodies[0].insert(0, link)
