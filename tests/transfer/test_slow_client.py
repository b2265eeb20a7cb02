"""One worker thread and clients that do not read: the site answers all the same (the body is a seekable file)."""

from plone.testing.zope import WSGI_SERVER_FIXTURE
from urllib.parse import urlsplit

import base64
import hashlib
import pytest
import requests
import socket
import threading
import time
import waitress.server


ACCOUNT = ("archive", "Yunxi-2026-test")
SIZE = 64 * 1024 * 1024
CLIENTS = 4


@pytest.fixture
def site(served):
    """A document with an attachment larger than all buffers on the way, sealed."""
    served.receiver()
    document = served.published(files=[("大附件.bin", b"\x00" * SIZE)])
    served.seal(document)
    return served


@pytest.fixture
def address(site):
    """The site behind a waitress with a single worker thread."""
    application = WSGI_SERVER_FIXTURE.server.application
    sockets: dict = {}
    server = waitress.server.create_server(application, host="127.0.0.1", port=0, threads=1, map=sockets)
    running = threading.Thread(target=server.run, daemon=True)
    running.start()
    yield f"http://127.0.0.1:{server.effective_port}/{site.portal.getId()}/++api++"
    for channel in list(sockets.values()):
        channel.close()
    running.join(10)


def begin_download(url):
    """Ask for a package and read no more than its first bytes."""
    parts = urlsplit(url)
    client = socket.socket()
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
    client.connect((parts.hostname, parts.port))
    token = base64.b64encode(":".join(ACCOUNT).encode()).decode()
    client.sendall(
        f"GET {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\nAuthorization: Basic {token}\r\n"
        "Connection: close\r\n\r\n".encode()
    )
    start = client.recv(12)
    assert start == b"HTTP/1.1 200"
    return client


def read_to_the_end(client):
    received = bytearray()
    while chunk := client.recv(1 << 20):
        received += chunk
    return bytes(received).partition(b"\r\n\r\n")[2]


def test_the_site_answers_while_clients_do_not_read(address):
    [item] = requests.get(f"{address}/@archive-transfers", auth=ACCOUNT, timeout=30).json()["items"]
    package = f"{address}/@archive-transfers/{item['handover']}/package"
    clients = [begin_download(package) for _ in range(CLIENTS)]
    began = time.monotonic()
    answer = requests.get(f"{address}/@archive-transfers", auth=ACCOUNT, timeout=5)
    assert answer.status_code == 200
    assert time.monotonic() - began < 2
    body = read_to_the_end(clients[0])
    assert hashlib.sha256(body).hexdigest() == item["digests"]["sha-256"]
    for client in clients:
        client.close()
