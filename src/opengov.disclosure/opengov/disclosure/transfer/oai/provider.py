"""``@@oai``: what a receiver was offered, for harvesters of OAI-PMH 2.0. Reading changes nothing.

It is a façade: descriptions and addresses, no packages and no receipts; those are ``@archive-transfers``. An item is one record
of one offered hand-over; its datestamp is when the feed spoke of it last.
"""

from collections import defaultdict
from datetime import datetime
from opengov.disclosure.core import harvesting
from opengov.disclosure.core.harvesting import Asked
from opengov.disclosure.core.harvesting import Refused
from opengov.disclosure.ledger.interfaces import IAccessLog
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.transfer.oai import writing
from opengov.disclosure.transfer.oai.items import Harvest
from opengov.disclosure.transfer.oai.items import Item
from opengov.disclosure.transfer.pull.access import receiver_of_caller
from opengov.disclosure.transfer.pull.telling import address
from plone import api
from plone.app.uuid.utils import uuidToObject
from Products.Five import BrowserView
from urllib.parse import parse_qsl
from urllib.parse import urlsplit
from zExceptions import Unauthorized
from zope.component import getUtility

import hashlib


#: Items of a page.
PAGE = 100
MOST_ARGUMENTS = 50
#: For a site without an address of its own: the protocol wants one.
NOBODY = "unknown@site.invalid"
REALM = 'Basic realm="opengov.disclosure", charset="UTF-8"'


class OAIProvider(BrowserView):
    """The repository that one account sees."""

    def __call__(self) -> bytes:
        """Answer a request of the protocol; its errors are answers, too (200)."""
        response = self.request.response
        response.setHeader("Cache-Control", "private, no-cache")
        try:
            receiver = receiver_of_caller(self.context)
        except Unauthorized:
            # harvesters cannot fill in the login form that Plone would show
            response.setStatus(401, lock=1)
            response.setHeader("WWW-Authenticate", REALM)
            return b"Log in as the account of an archive or library."
        if receiver is None:
            response.setStatus(403, lock=1)
            return b"This account is no receiver of hand-overs."
        response.setHeader("Content-Type", "text/xml; charset=utf-8")
        return Answering(self.context, receiver).answer(self.arguments())

    def arguments(self) -> list[tuple[str, str]]:
        """Names and values as they were sent: a repeated argument is an error, so a dict would not do."""
        if self.request.get("REQUEST_METHOD") == "POST":
            pairs = []
            for name, value in self.request.form.items():
                pairs += [(name, str(one)) for one in (value if isinstance(value, list | tuple) else [value])]
            return pairs
        try:
            query = self.request.get("QUERY_STRING", "")
            return parse_qsl(query, keep_blank_values=True, max_num_fields=MOST_ARGUMENTS)
        except ValueError:
            return []


class Answering:
    """One request of one receiver."""

    def __init__(self, site, receiver: dict) -> None:
        self.site = site
        self.receiver = receiver
        self.base = f"{site.absolute_url()}/@@oai"
        self.host = urlsplit(self.base).hostname or "localhost"
        self.manifests: dict[str, dict] = {}

    def answer(self, arguments: list[tuple[str, str]]) -> bytes:
        """The whole document."""
        moment, shown = harvesting.datestamp(now()), dict(arguments)
        try:
            asked = harvesting.read(arguments)
            root = writing.frame(self.base, shown, moment)
            getattr(self, f"_{asked.verb}")(root, asked)
        except Refused as refused:
            if refused.code in (harvesting.BAD_VERB, harvesting.BAD_ARGUMENT):
                shown = {}
            root = writing.frame(self.base, shown, moment)
            writing.add(root, "error", str(refused)).set("code", refused.code)
        return writing.as_bytes(root)

    def _Identify(self, root, asked: Asked) -> None:
        earliest = Harvest(self.site, self.receiver).earliest() or now()
        mail = api.portal.get_registry_record("plone.email_from_address", default="") or NOBODY
        writing.add_all(
            writing.add(root, asked.verb),
            (
                ("repositoryName", api.portal.get_registry_record("plone.site_title", default="") or self.host),
                ("baseURL", self.base),
                ("protocolVersion", "2.0"),
                ("adminEmail", mail),
                ("earliestDatestamp", harvesting.datestamp(earliest)),
                ("deletedRecord", "persistent"),
                ("granularity", "YYYY-MM-DDThh:mm:ssZ"),
            ),
        )

    def _ListMetadataFormats(self, root, asked: Asked) -> None:
        if asked.identifier:
            self._item(asked)
        listed = writing.add(root, asked.verb)
        for prefix, (schema, namespace) in writing.FORMATS.items():
            pairs = (("metadataPrefix", prefix), ("schema", schema), ("metadataNamespace", namespace))
            writing.add_all(writing.add(listed, "metadataFormat"), pairs)

    def _ListSets(self, root, asked: Asked) -> None:
        """The fonds of the receiver; none, when it holds the office of archivist nowhere any more."""
        if not self.receiver["fonds"]:
            raise Refused(harvesting.NO_MATCH, "There is no fonds for this account.")
        listed = writing.add(root, asked.verb)
        for uid in self.receiver["fonds"]:
            agency = uuidToObject(uid, unrestricted=True)
            fonds = agency.fonds_identifier
            name = f"{agency.title} ({fonds})" if fonds else agency.title
            writing.add_all(writing.add(listed, "set"), (("setSpec", uid), ("setName", name)))

    def _GetRecord(self, root, asked: Asked) -> None:
        item = self._item(asked)
        self._write(writing.add(root, asked.verb), item, asked)
        self._log([item])

    def _ListIdentifiers(self, root, asked: Asked) -> None:
        self._list(root, asked)

    def _ListRecords(self, root, asked: Asked) -> None:
        self._log(self._list(root, asked))

    def _list(self, root, asked: Asked) -> list[Item]:
        """A page of items, and where it goes on."""
        fonds = [uid for uid in self.receiver["fonds"] if asked.set in ("", uid)]
        harvest = Harvest(self.site, {**self.receiver, "fonds": fonds})
        items, onward = [], None
        for place, item in harvest.items(asked.place, asked.start, asked.until):
            if len(items) == PAGE:
                onward = place
                break
            items.append(item)
        if not items and asked.place is None:
            raise Refused(harvesting.NO_MATCH, "Nothing was offered that matches.")
        if not items:
            raise Refused(harvesting.BAD_TOKEN, "The list does not go on there.")
        listed = writing.add(root, asked.verb)
        for item in items:
            self._write(listed, item, asked)
        if onward is not None or asked.place is not None:
            text = harvesting.token(asked, onward) if onward is not None else ""
            writing.token(listed, text, asked.place.delivered if asked.place is not None else 0)
        return items

    def _item(self, asked: Asked) -> Item:
        handover, place = harvesting.identified(asked.identifier, self.host)
        item = Harvest(self.site, self.receiver).item(handover, place)
        if item is None:
            raise Refused(harvesting.UNKNOWN_ID, "There is no such item.")
        return item

    def _write(self, parent, item: Item, asked: Asked) -> None:
        """A header alone, or with the record around it."""
        name = harvesting.identifier(self.host, item.handover.id, item.place)
        record = parent if asked.verb == "ListIdentifiers" else writing.add(parent, "record")
        writing.header(record, name, harvesting.datestamp(item.at), item.agency, item.row is None)
        if item.row is None or record is parent:
            return
        metadata, facts = writing.add(record, "metadata"), item.handover.facts
        source = f"{address(self.site)}/{item.handover.id}"
        if asked.prefix == "oai_dc":
            writing.dublin_core(metadata, item.row, facts["agency_title"], source)
        else:
            about = {"agency": facts["agency_title"], "made": _moment(facts["sealed_at"]), "source": source}
            writing.mets(metadata, name, item.row, about, self._files(item, source))

    def _files(self, item: Item, source: str) -> list[dict]:
        """The files of the record, numbered as in the manifest, and the manifest."""
        prefix = f"h{item.handover.id}.{item.place}"
        files = [{**self._manifest(item, source), "id": f"{prefix}.manifest"}]
        for number, entry, name, media_type in item.handover.files_of(item.place):
            told = {"id": f"{prefix}.{number}", "use": "record", "href": f"{source}/files/{number}", "name": name}
            files.append({**told, "media_type": media_type, "size": entry.size, "sha256": entry.sha256})
        return files

    def _manifest(self, item: Item, source: str) -> dict:
        """The manifest of a hand-over; a page that lies in few of them reads it once for each."""
        id = item.handover.id
        if id not in self.manifests:
            data = item.handover.manifest()
            told = {"use": "manifest", "href": f"{source}/manifest", "name": "manifest.json", "size": len(data)}
            self.manifests[id] = {**told, "media_type": "application/json", "sha256": hashlib.sha256(data).hexdigest()}
        return self.manifests[id]

    def _log(self, items: list[Item]) -> None:
        """Who read the descriptions of which records (R-L2): one line for each hand-over."""
        places: dict[tuple[str, str], list[int]] = defaultdict(list)
        for item in items:
            if item.row is not None:
                places[item.agency, item.handover.id].append(item.place)
        for (agency, id), found in places.items():
            getUtility(IAccessLog).log(agency, "harvested", handover=id, first=min(found), last=max(found))


def _moment(text: str) -> str:
    return harvesting.datestamp(datetime.fromisoformat(text))
