"""Records requests and answers for the REST reference, and compares them with those that are committed."""

from door import Door
from pathlib import Path

import difflib
import json
import os
import re


EXAMPLES = Path(__file__).parent.parent / "docs" / "rest" / "examples"
#: Set it to write the examples anew: ``RECORD_EXAMPLES=1 pytest tests/http``.
RECORD = "RECORD_EXAMPLES"
#: Headers of an answer that say something about this product, in the order they are written.
SHOWN = (
    "Location",
    "Content-Type",
    "Content-Disposition",
    "Content-Length",
    "Content-Range",
    "Accept-Ranges",
    "ETag",
    "Repr-Digest",
    "Cache-Control",
    "Tus-Resumable",
    "Upload-Offset",
    "Upload-Expires",
)
#: The site's address in the test layer.
ADDRESS = re.compile(r"http://nohost(:80)?/plone")
#: What no clock of ours sets: Dublin Core dates, ids of uploads; tags over a text with the layer's own address; and keys
#: that some versions of plone.app.iterate add.
UNSTEADY = (
    (re.compile(r',\n *"working_copy": null,\n *"working_copy_of": null'), ""),
    (re.compile(r'"(created|modified|time)": "[^"]*"'), r'"\1": "2026-03-02T01:30:00+00:00"'),
    (re.compile(r"@tus-upload/[0-9a-f]{32}"), "@tus-upload/4e6f9d2c7b1a4f0e8d3c5a6b7e8f9012"),
    (re.compile(r'(?m)^ETag: "[0-9a-f]{32}"$'), 'ETag: "448f899d0912665c1584069769af5c36"'),
    (re.compile(r"(?m)^Upload-Expires: .*$"), "Upload-Expires: Mon, 02 Mar 2026 02:30:00 GMT"),
)


class Recorder:
    """Asks a site; each call with a name is an example.

    :param portal: the site of a test layer; in the examples it is ``http://localhost:8080/Plone``.
    """

    def __init__(self, portal) -> None:
        self.door = Door(portal)
        self.differences: list[str] = []

    def quietly(self, method, path, user="", body=None, **headers):
        """Ask without an example; the path may be an address of the site's own."""
        return self.door.ask(method, _relative(path), user, body, **headers)

    def __call__(self, name, method, path, user="", body=None, **headers):
        """Ask, compare with the example of this name or write it, and return the answer."""
        answer = self.quietly(method, path, user, body, **headers)
        self._keep(f"{name}.req", _request(method, _relative(path), user, body, headers))
        self._keep(f"{name}.resp", _response(answer))
        return answer

    def _keep(self, name, text):
        text = ADDRESS.sub("http://localhost:8080/Plone", text)
        for pattern, steady in UNSTEADY:
            text = pattern.sub(steady, text)
        path = EXAMPLES / name
        if os.environ.get(RECORD):
            path.write_text(text, encoding="utf-8", newline="\n")
            return
        known = path.read_text(encoding="utf-8") if path.exists() else ""
        if known != text:
            lines = (known.splitlines(), text.splitlines())
            self.differences += difflib.unified_diff(*lines, f"docs/rest/examples/{name}", "the site", lineterm="", n=2)


def _relative(path) -> str:
    return ADDRESS.sub("", path).removeprefix("/")


def _request(method, path, user, body, headers) -> str:
    shown = {"Host": "localhost:8080", "Accept": "application/json"}
    if user:
        shown["Authorization"] = f"Basic {user}:password"
    if body is not None:
        shown["Content-Type"] = "application/json"
    shown |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\n" for name, value in shown.items())
    return f"{method} /Plone/{path} HTTP/1.1\n{head}\n{_payload(body)}"


def _payload(body) -> str:
    if body is None:
        return ""
    return body.decode("utf-8") + "\n" if isinstance(body, bytes) else _pretty(body)


def _response(answer) -> str:
    # the length of a download is worth knowing; that of JSON is not
    shown = [name for name in SHOWN if name != "Content-Length" or "Accept-Ranges" in answer.headers]
    head = "".join(f"{name}: {answer.headers[name]}\n" for name in shown if name in answer.headers)
    return f"HTTP/1.1 {answer.status}\n{head}\n{_content(answer)}"


def _content(answer) -> str:
    kind = answer.content_type or ""
    if not answer.body:
        return ""
    if kind == "application/json":
        return _pretty(answer.json)
    if kind.startswith("text/"):
        return answer.text.replace("\r\n", "\n")
    return f"({len(answer.body)} bytes)\n"


def _pretty(value) -> str:
    return json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
