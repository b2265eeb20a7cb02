"""Headers of what is downloaded: names and types of any office, digests of the sealing."""

from email.message import Message
from opengov.disclosure.transfer.pull.representations import disposition
from opengov.disclosure.transfer.pull.representations import Representation
from opengov.disclosure.transfer.pull.stream import RunsBody

import base64
import hashlib
import pytest


NAMES = [
    "附件 1.pdf",
    '带"引号"和\\反斜线.docx',
    "100%+合格;名单.xlsx",
    "a'b’c.txt",
    "名" * 200 + ".pdf",
    "换行\r\nSet-Cookie: a=b.pdf",
    "../../etc/passwd",
    "\ud83d.pdf",
    "",
    "🏛️.ofd",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_arrives_as_it_is_and_breaks_no_header(name):
    header = disposition(name)
    assert header.isascii() and header.isprintable()
    message = Message()
    message["Content-Disposition"] = header.replace(header.split(";")[1] + ";", "")
    assert message.get_filename() == name.encode("utf-8", "replace").decode()
    plain = header.split('"')[1]
    assert plain and not set(plain) & set('"\\/;\r\n%')


@pytest.mark.parametrize(
    "given,told",
    [
        ("application/pdf", "application/pdf"),
        ("", "application/octet-stream"),
        ("text/html; charset=utf-8", "application/octet-stream"),
        ("text/plain\r\nX: y", "application/octet-stream"),
        ("pdf", "application/octet-stream"),
    ],
)
def test_a_type_is_told_only_when_it_is_one(given, told):
    assert Representation(0, "0" * 64, given, "a", lambda start, stop: RunsBody([])).headers()["Content-Type"] == told


def test_tag_and_digest_are_those_of_the_sealing():
    digest = hashlib.sha256(b"x")
    headers = Representation(1, digest.hexdigest(), "a/b", "a", lambda start, stop: RunsBody([])).headers()
    assert headers["ETag"] == f'"{digest.hexdigest()}"'
    assert headers["Repr-Digest"] == f"sha-256=:{base64.b64encode(digest.digest()).decode()}:"
    assert headers["X-Content-Type-Options"] == "nosniff"
