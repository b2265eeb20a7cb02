"""After wrong input: what is to be corrected stands at the top, leads to each field, and has the focus.

The messages are written at the fields by whoever made the form; here they are gathered from the finished page, so that
every form has the same summary, the drafting sheet and Plone's own forms included (WCAG 2.2: 3.3.1, 2.4.3).
"""

from lxml.etree import _Element as Element
from lxml.html import builder
from opengov.disclosure.i18n import _
from zope.i18n import translate


#: Messages at fields, in our forms and in Plone's.
MESSAGES = (
    "//main//form//*[contains(concat(' ', @class, ' '), ' opengov-error ')"
    " or contains(concat(' ', @class, ' '), ' invalid-feedback ')"
    " or contains(concat(' ', @class, ' '), ' fieldErrorBox ')][normalize-space()]"
)
#: What is wrong with the form as a whole.
ALERTS = "//main//*[@role='alert'][contains(@class, 'alert-danger') or contains(@class, 'statusmessage-error')]"
#: Plone's own word above a form, that there are errors, without saying which.
VAGUE = "preceding-sibling::*[contains(@class, 'statusmessage-error')][not(.//li | .//a)]"
CONTROLS = ".//*[self::input[not(@type='hidden')] or self::select or self::textarea]"
#: The nearest element around a message that has a field in it.
AROUND = f"ancestor::*[{CONTROLS}][1]"
LINK = ".//a[starts-with(@href, '#')]"


def summarize(page: Element, request) -> None:
    """Put the summary above the first form with a message; give the focus to it, or to what is wrong as a whole.

    :param page: the root of a finished page; changed in place.
    """
    alerts = page.xpath(ALERTS)
    for alert in alerts:
        _tell_at_fields(alert)
    told = next((alert for alert in alerts if alert.xpath(LINK)), None)
    messages = page.xpath(MESSAGES)
    if told is None and messages:
        told = _summary(messages, request)
        form = messages[0].xpath("ancestor::form[1]")[0]
        form.addprevious(told)
        for vague in form.xpath(VAGUE):
            vague.getparent().remove(vague)
    first = told if told is not None else alerts[0] if alerts else None
    if first is not None and not page.xpath("//*[@autofocus]"):
        first.set("tabindex", "-1")
        first.set("autofocus", "autofocus")
        # else a script of Plone gives it to the first field
        for form in page.xpath("//form[contains(@class, 'pat-formautofocus')]"):
            form.set("class", form.get("class").replace("pat-formautofocus", "").strip())


def _tell_at_fields(alert: Element) -> None:
    """Say what an alert says of a field there, too, and let the alert lead to it."""
    for number, line in enumerate(alert.xpath(".//*[@data-field][@data-field != '']")):
        control = _field(alert, line.get("data-field"))
        if control is None:
            continue
        target, words = _id_of(control), " ".join(" ".join(line.itertext()).split())
        line.clear()
        line.append(builder.A(words, href=f"#{target}"))
        message = builder.DIV(builder.CLASS("opengov-error"), words, id=f"{target}-error-{number}")
        control.addnext(message)
        control.set("aria-invalid", "true")
        described = f"{control.get('aria-describedby', '')} {message.get('id')}"
        control.set("aria-describedby", described.strip())
        control.set("class", f"{control.get('class', '')} is-invalid".strip())


def _field(alert: Element, field: str) -> Element | None:
    """What is filled in for a field, in the form of the alert; names of forms have a prefix: ``meeting.at``."""
    for form in alert.xpath("ancestor::form[1]"):
        for control in form.xpath(CONTROLS):
            if (control.get("name") or "").partition(":")[0].rpartition(".")[2] == field:
                return control
    return None


def _summary(messages: list[Element], request) -> Element:
    rows = [row for row in map(_row, messages) if row is not None]
    heading = _("heading_to_correct", default="To be corrected: ${number}", mapping={"number": len(rows)})
    result = builder.DIV(
        builder.CLASS("alert alert-danger opengov-summary"),
        builder.H2(builder.CLASS("h5"), translate(heading, context=request), id="opengov-summary-heading"),
        builder.UL(builder.CLASS("mb-0"), *rows),
        id="opengov-summary",
    )
    result.set("role", "group")
    result.set("aria-labelledby", "opengov-summary-heading")
    return result


def _row(message: Element) -> Element | None:
    """One line: the field's label and what is wrong, as a link to the field."""
    around = next(iter(message.xpath(AROUND)), None)
    words = " ".join(" ".join(message.itertext()).split())
    if around is None:
        return builder.LI(words)
    label = next(iter(around.xpath(".//legend | .//label")), None)
    name = " ".join(" ".join(label.itertext()).split()) if label is not None else ""
    target = _target(around)
    text = f"{name}：{words}" if name and not words.startswith(name) else words
    return builder.LI(builder.A(text, href=f"#{target}") if target else text)


def _target(around: Element) -> str:
    """Where the link leads: the field itself; what an editor replaces cannot take the focus, its surroundings can."""
    control = around.xpath(CONTROLS)[0]
    if "pat-tinymce" in (control.get("class") or "") and around.get("id"):
        return str(around.get("id"))
    return _id_of(control)


def _id_of(control: Element) -> str:
    if not control.get("id"):
        control.set("id", f"opengov-field-{control.get('name', '').replace(':', '-').replace('.', '-')}")
    return str(control.get("id"))
