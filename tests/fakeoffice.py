"""An office that hands over, without a site: a real HTTP server with ranges, and with the faults a test asks for."""

from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field
from http.server import BaseHTTPRequestHandler
from http.server import ThreadingHTTPServer
from opengov.disclosure.core.packages import entry_of
from opengov.disclosure.core.packages import layout
from opengov.disclosure.core.packages import Literal
from opengov.disclosure.core.packages import segments
from urllib.parse import parse_qs
from urllib.parse import urlsplit

import base64
import hashlib
import json
import re
import ssl
import threading
import time


USER, PASSWORD = "archive", "Yunxi-2026-test"
BASE = "/Plone/++api++/@archive-transfers"


def packed(id, files, supersedes=""):
    """A package and its manifest (dict), as the office makes them."""
    entries = [entry_of(path, data, path) for path, data in files.items()]
    plan = layout(entries, id)
    package = b"".join(
        piece.data if isinstance(piece, Literal) else files[piece.entry.path][piece.start : piece.start + piece.size]
        for piece in segments(plan, 0, plan.length)
    )
    listed = [
        {"n": n, "path": one.path, "size": one.size, "crc32": f"{one.crc32:08x}", "sha256": one.sha256, "sm3": one.sm3}
        for n, one in enumerate(entries, 1)
    ]
    return package, {
        "format": "opengov.disclosure/handover/1",
        "id": id,
        "supersedes": supersedes,
        "package": {
            "name": f"{id}.zip",
            "size": len(package),
            "sha256": hashlib.sha256(package).hexdigest(),
            "sm3": hashlib.new("sm3", package).hexdigest(),
        },
        "files": listed,
    }


@dataclass
class Faults:
    """What goes wrong; each list is used up from its beginning, one for each answer."""

    statuses: list = field(default_factory=list)
    cuts: list = field(default_factory=list)
    etags: list = field(default_factory=list)
    flips: list = field(default_factory=list)
    redirect: str = ""
    deaf: int = 0
    throttle: float = 0


class Office:
    """What the office has, and what it was asked."""

    def __init__(self):
        self.entries = []
        self.manifests = {}
        self.signatures = {}
        self.packages = {}
        self.gone = set()
        self.receipts = {}
        self.faults = Faults()
        self.asked = []

    def offer(self, id, files=None, supersedes=""):
        package, manifest = packed(
            id, files or {"data/p000001.pdf": b"%PDF" * 500, "metadata.xml": b"<a/>"}, supersedes
        )
        self.packages[id] = package
        self.set_manifest(id, manifest)
        self.append("handover", id)
        return package

    def set_manifest(self, id, manifest):
        self.manifests[id] = json.dumps(manifest).encode()

    def append(self, kind, id, **about):
        at = f"2026-11-22T08:00:{len(self.entries):02d}+08:00"
        self.entries.append({"seq": len(self.entries) + 1, "kind": kind, "at": at, "handover": id, "about": about})

    def purge(self, id):
        self.gone.add(id)
        self.append("tombstone", id)

    def ranges(self):
        return [headers["Range"] for _method, path, headers in self.asked if path.endswith("/package")]


@contextmanager
def serving(office, certificate=None):
    """The office behind a port; yields the site's address.

    :param certificate: paths of certificate and key, for https.
    """
    handler = type("Handler", (Answering,), {"office": office})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http{'s' if certificate else ''}://127.0.0.1:{server.server_port}/Plone"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)


class Answering(BaseHTTPRequestHandler):
    """Answers as the pull service does."""

    protocol_version = "HTTP/1.1"
    office: Office

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        if self.refused():
            return None
        path = urlsplit(self.path)
        parts = path.path.removeprefix(BASE).strip("/").split("/")
        if parts == [""]:
            return self.page({key: int(value[0]) for key, value in parse_qs(path.query).items()})
        if parts[0] in self.office.gone:
            return self.answer(410, {"message": "destroyed"})
        found = {"manifest": self.office.manifests, "signature": self.office.signatures}.get(parts[1])
        if parts[1] == "package":
            return self.package(parts[0])
        if found is None or parts[0] not in found:
            return self.answer(404, {"message": "not found"})
        return self.send(200, found[parts[0]], {})

    def do_POST(self):
        if self.refused():
            return None
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        id = urlsplit(self.path).path.split("/")[-2]
        known = self.office.receipts.setdefault(id, {})
        promised = json.loads(self.office.manifests[id])["package"]["sha256"]
        if body["digest"]["sha-256"] != promised:
            return self.answer(409, {"message": "摘要不符"})
        if known.setdefault(body["receipt_id"], body) != body:
            return self.answer(409, {"message": "another body"})
        if self.office.faults.deaf:
            self.office.faults.deaf -= 1
            return self.hang_up()
        return self.answer(200, body)

    def refused(self):
        self.office.asked.append(
            (self.command, self.path, dict(self.headers) | {"Range": self.headers.get("Range", "")})
        )
        faults = self.office.faults
        given = base64.b64decode(self.headers.get("Authorization", "Basic ").removeprefix("Basic ")).decode()
        if given != f"{USER}:{PASSWORD}":
            self.answer(401, {"message": "Wrong account."})
        elif faults.redirect:
            self.send(302, b"", {"Location": faults.redirect})
        elif faults.statuses and (status := faults.statuses.pop(0)) != 200:
            self.send(status, b"{}", {"Retry-After": "7"} if status == 503 else {})
        else:
            return False
        return True

    def page(self, query):
        items = [entry for entry in self.office.entries if entry["seq"] > query["after"]][: query["limit"]]
        self.answer(200, {"items": items, "next": items[-1]["seq"] if items else query["after"]})

    def package(self, id):
        data, faults = self.office.packages[id], self.office.faults
        etag = faults.etags.pop(0) if faults.etags else f'"{hashlib.sha256(data).hexdigest()}"'
        if faults.flips:
            flip = faults.flips.pop(0)
            data = data[:flip] + bytes([data[flip] ^ 1]) + data[flip + 1 :] if flip is not None else data
        found = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        start = int(found[1]) if found and self.headers.get("If-Range", etag) == etag else 0
        headers = {"ETag": etag, "Accept-Ranges": "bytes"}
        if start >= len(data):
            return self.send(416, b"", headers | {"Content-Range": f"bytes */{len(data)}"})
        if start:
            headers["Content-Range"] = f"bytes {start}-{len(data) - 1}/{len(data)}"
        return self.send(206 if start else 200, data[start:], headers, faults.cuts.pop(0) if faults.cuts else None)

    def answer(self, status, value):
        self.send(status, json.dumps(value).encode(), {"Content-Type": "application/json"})

    def send(self, status, body, headers, cut=None):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.office.faults.throttle and len(body) > 100_000:
            self.drip(body)
        else:
            self.wfile.write(body[:cut])
        if cut is not None:
            self.hang_up()

    def drip(self, body):
        for start in range(0, len(body), 1 << 16):
            try:
                self.wfile.write(body[start : start + (1 << 16)])
            except OSError:
                return self.hang_up()
            # a slow line: the client is killed while it reads
            time.sleep(self.office.faults.throttle)
        return None

    def hang_up(self):
        self.close_connection = True
        self.wfile.flush()
        self.connection.close()
