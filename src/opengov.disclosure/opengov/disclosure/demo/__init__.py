"""The demo's content: a city that does not exist, its people and their documents (``profiles/demo/*.toml``).

Everything is made as it is made in an office: each document is written by its drafter and walks through the real steps,
each taken by the person who holds the office. No rule is asked to look away.
"""

from collections.abc import Mapping
from html import escape
from io import BytesIO
from opengov.disclosure.demo import archives
from opengov.disclosure.demo import joint
from opengov.disclosure.demo import people
from opengov.disclosure.demo.people import accounts
from opengov.disclosure.secrecy.interfaces import IScan
from opengov.disclosure.signoff.interfaces import ICompanions
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.namedfile.file import NamedBlobFile
from plone.portlets.interfaces import IPortletAssignmentMapping
from plone.portlets.interfaces import IPortletManager
from zope.component import getMultiAdapter
from zope.component import getUtility
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent

import docx
import openpyxl


__all__ = ["accounts", "fill"]

CHECKS = ("accuracy", "authority", "completeness", "timeliness")

#: Who takes a step in the demo.
OFFICE_OF = {
    "submit": "Drafter",
    "endorse": "Section Head",
    "return": "Section Head",
    "refer": "Section Head",
    "determine": "Secrecy Officer",
    "approve": "Disclosure Reviewer",
    "sign": "Signer",
    "settle": "Disclosure Officer",
    "question": "Signer",
    "publish": "Disclosure Officer",
    "register": "Disclosure Officer",
    "file": "Disclosure Officer",
    "withdraw": "Disclosure Officer",
    "discontinue": "Drafter",
    "submit_urgently": "Drafter",
    "sign_urgently": "Signer",
    "amend": "Signer",
    "adjust": "Disclosure Officer",
    "enter_existing": "Drafter",
    "void": "Signer",
    "request_purge": "Section Head",
    "purge": "Disclosure Reviewer",
}
_SIGNED = ("submit", "endorse", "approve", "sign")
_AGREED = ("submit", "endorse", "approve", "consent", "record_consent", "settle")
#: How far a document of the demo has come: name -> the steps it has taken.
PATHS = {
    "draft": (),
    "returned": ("submit", "return"),
    "section_review": ("submit",),
    "disclosure_review": ("submit", "endorse"),
    "questioned": ("submit", "endorse", "approve", "question"),
    "secrecy_consultation": ("submit", "refer"),
    "sign_off": ("submit", "endorse", "approve"),
    "issued": _SIGNED,
    "published": (*_SIGNED, "publish"),
    "determined": ("submit", "refer", "determine", "endorse", "approve", "sign", "publish"),
    "registered": (*_SIGNED, "register"),
    "withheld": (*_SIGNED, "file"),
    "withdrawn": (*_SIGNED, "publish", "withdraw"),
    "discontinued": ("submit", "discontinue"),
    "joint_consent": ("submit", "endorse", "approve"),
    "objected": ("submit", "endorse", "approve", "consent", "object"),
    "countersigned": (*_AGREED, "sign", "countersign"),
    "jointly_published": (*_AGREED, "sign", "countersign", "record_countersignature", "publish"),
    "amended": ("submit", "endorse", "approve", "amend"),
    "urgent": ("submit_urgently", "sign_urgently", "publish"),
    "adjustment_review": (*_SIGNED, "publish", "adjust"),
    "corrected": (*_SIGNED, "publish"),
    "voided": (*_SIGNED, "void"),
    "to_determine": ("enter_existing",),
    "purged": ("submit", "endorse", "request_purge", "purge"),
}
#: What a correction of the demo goes through; its publication takes the original out of the public's sight.
_CORRECTION = (*_SIGNED, "publish")


def fill(portal) -> None:
    """Create the agencies, the accounts in their offices, the documents, and what was handed over to the archives.

    :param portal: the site; whoever calls may add agencies and members.
    """
    for agency in people.data("agencies.toml")["agency"]:
        parent, _slash, agency_id = agency.pop("path").rpartition("/")
        api.content.create(container=people.agency_at(portal, parent), type="Agency", id=agency_id, **agency)
    for account in accounts():
        people.employ(portal, account)
    for document in people.data("documents.toml")["document"]:
        _let_walk(portal, document)
    archives.hand_over(portal)
    _widen(portal)
    _welcome(portal)


def _widen(portal) -> None:
    """No navigation beside the page: the menu names the agencies, and beside a document it would list that document alone."""
    column = getMultiAdapter((portal, getUtility(IPortletManager, "plone.leftcolumn")), IPortletAssignmentMapping)
    if "navigation" in column:
        del column["navigation"]


def _welcome(portal) -> None:
    """A front page that shows a visitor where to begin."""
    found = [content for content in portal.objectValues() if content.portal_type == "Agency"]
    agencies = "".join(f'<li><a href="{agency.getId()}">{agency.title}</a></li>' for agency in found)
    text = (
        "<p>本站是公文公开属性管理的演示站点：机关、人员和公文均为虚构。</p>"
        '<p><a href="@@disclosure-catalogue">政府信息公开目录</a>：按机构、文种、年份、主题查询，或者检索标题和正文。</p>'
        f"<p>各机关：</p><ul>{agencies}</ul>"
        '<p>工作人员登录后，从<a href="@@my-work">我的工作</a>开始。</p>'
    )
    page = api.content.create(
        container=portal,
        type="Document",
        id="welcome",
        title=portal.title,
        text=RichTextValue(text, "text/html", "text/x-html-safe"),
        exclude_from_nav=True,
    )
    # A site without a default workflow shows it anyway.
    if api.portal.get_tool("portal_workflow").getChainFor(page):
        api.content.transition(obj=page, transition="publish")
    portal.setDefaultPage(page.getId())


def _let_walk(portal, document: Mapping) -> None:
    """Write one document and take it as far as it has come."""
    agency = document["agency"]
    with api.env.adopt_user(username=people.holder(agency, "Drafter")):
        content = _write(people.agency_at(portal, agency), document)
        joint.name(content, document)
    interpretation = _interpret(content, document)
    for step in PATHS[document["path"]]:
        if step in joint.ACTS:
            joint.act(content, step, document)
            continue
        principal = step in ("sign", "question") and document["fields"].get("important")
        office = "Principal Signer" if principal else OFFICE_OF[step]
        with api.env.adopt_user(username=people.holder(agency, office)):
            ILife(content).take(step, **_values(content, step, document))
        # it is submitted and published along, and reviewed and signed for itself (R-I4)
        if interpretation is not None and step in ("endorse", "approve", "sign"):
            with api.env.adopt_user(username=people.holder(agency, OFFICE_OF[step])):
                ILife(interpretation).take(step, **_values(interpretation, step, document))
    if document["path"] == "corrected":
        _correct(content, document)


def _correct(original, document: Mapping) -> None:
    """Put a corrected text in the place of a published one (R-I2)."""
    agency = document["agency"]
    with api.env.adopt_user(username=people.holder(agency, "Drafter")):
        correction = ICompanions(original).begin("correction")
        correction.text = _rich(document["corrected"])
        notify(ObjectModifiedEvent(correction))
    for step in _CORRECTION:
        with api.env.adopt_user(username=people.holder(agency, OFFICE_OF[step])):
            ILife(correction).take(step, **_values(correction, step, document))


def _interpret(content, document: Mapping):
    """The interpretation of a document that needs one; None where its reviewer does without."""
    links, agency = ICompanions(content), document["agency"]
    if not links.interpretation_needed() or document["path"] == "draft":
        return None
    if "interpretation" not in document:
        with api.env.adopt_user(username=people.holder(agency, "Disclosure Reviewer")):
            links.waive_interpretation(document["waived"])
        return None
    with api.env.adopt_user(username=people.holder(agency, "Drafter")):
        interpretation = links.begin("interpretation")
        interpretation.text = _rich(document["interpretation"])
        interpretation.drafting_section = content.__parent__.title
        interpretation.telephone = content.telephone
        notify(ObjectModifiedEvent(interpretation))
    return interpretation


def _rich(words: str) -> RichTextValue:
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in words.split("\n") if line.strip())
    return RichTextValue(paragraphs, "text/html", "text/x-html-safe")


def _write(agency, document: Mapping):
    fields = {name: tuple(value) if isinstance(value, list) else value for name, value in document["fields"].items()}
    content = api.content.create(container=agency, type="OfficialDocument", text=_rich(document["text"]), **fields)
    for attachment in document.get("attachments", ()):
        name = attachment["name"]
        file = NamedBlobFile(_bytes(name, attachment["lines"]), filename=name)
        api.content.create(container=content, type="DocumentAttachment", title=name, file=file)
    return content


def _bytes(name: str, lines: list[str]) -> bytes:
    """The bytes of a small attachment; ``|`` parts the cells of a table."""
    target = BytesIO()
    if name.endswith(".docx"):
        paper = docx.Document()
        for line in lines:
            paper.add_paragraph(line)
        paper.save(target)
    elif name.endswith(".xlsx"):
        book = openpyxl.Workbook()
        for line in lines:
            book.active.append(line.split("|"))
        book.save(target)
    else:
        target.write("\r\n".join(lines).encode())
    return target.getvalue()


def _values(content, step: str, document: Mapping) -> dict:
    """What the holder of the office enters with a step."""
    fields = document["fields"]
    values: dict = {"reason": document["reason"]} if step in document.get("reason_at", ()) else {}
    values |= document.get("values", {}).get(step, {})
    if step in ("endorse", "approve", "sign_urgently"):
        values["checks"] = CHECKS
    if step in ("approve", "sign_urgently"):
        values["handled"] = sorted(IScan(content).item_ids())
    if step == "refer":
        values["body"] = "secrecy_body"
    if step == "withdraw":
        values["cause"] = document["cause"]
    if step == "determine":
        values["attribute"] = fields["disclosure_attribute"]
        values["grounds"] = tuple(fields.get("disclosure_grounds", ()))
    return values
