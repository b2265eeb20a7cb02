"""Download of a sealed package of 1 GB against a plain static file server; memory, and answers while clients are slow."""

from base64 import b64encode
from bench import instance
from bench import sealing
from bench.creating import governed
from bench.measure import heading
from bench.measure import row
from bench.visiting import Visitor
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

import os
import requests
import socket
import subprocess
import sys
import time


SIZE = int(os.environ.get("OPENGOV_BENCH_MEGABYTES", "1024")) << 20
SLOW_CLIENTS = 4


def make(folder: Path) -> None:
    """Make an instance with one sealed hand-over whose attachment is as large as that."""
    portal, agency = sealing.opened(folder)
    sealing.attach(governed(portal, agency, 1), folder, SIZE, os.urandom(1 << 20))
    sealing.receive(portal, agency)
    sealing.seal(portal, agency)


def run(folder: Path) -> None:
    """Measure and print."""
    subprocess.run([sys.executable, "-m", "bench.download", str(folder)], check=True)
    [package] = (folder / "spool").glob("*.zip")
    with instance.serving(folder) as (address, process):
        site = Visitor(f"{address}/{instance.GOVERNED}", sealing.ACCOUNT)
        [item] = site.get("@archive-transfers").json()["items"]
        ours = item["addresses"]["package"]
        idle = sealing.highest(process)
        port = instance.free_port()
        command = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "-d", str(package.parent)]
        static = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            instance.wait_for(f"http://127.0.0.1:{port}/", static)
            theirs = f"http://127.0.0.1:{port}/{package.name}"
            rates = [(rate(ours), rate(theirs)) for _ in range(3)]
        finally:
            static.terminate()
            static.wait()
        heading(f"A package of {package.stat().st_size >> 20} MB", "package", "static")
        row("download", median(pair[0] for pair in rates), median(pair[1] for pair in rates), "MB/s", ">= 0.5")
        print(f"memory of the server over idle: {sealing.highest(process) - idle} MB at most   <= 100")
        slow = [begin(ours) for _ in range(SLOW_CLIENTS)]
        answers = [site.milliseconds("@archive-transfers") for _ in range(20)]
        print(
            f"answers while {SLOW_CLIENTS} clients do not read: {median(answers):.0f} ms, slowest {max(answers):.0f}   <= 50"
        )
        for client in slow:
            client.close()


def rate(url: str) -> float:
    """Megabytes a second of one download."""
    started = time.perf_counter()
    size = 0
    with requests.get(url, auth=sealing.ACCOUNT, stream=True, timeout=60) as answer:
        answer.raise_for_status()
        for chunk in answer.iter_content(1 << 20):
            size += len(chunk)
    return (size >> 20) / (time.perf_counter() - started)


def begin(url: str) -> socket.socket:
    """Ask for a package and read no more than its first bytes."""
    parts = urlsplit(url)
    client = socket.create_connection((parts.hostname, parts.port))
    token = b64encode(":".join(sealing.ACCOUNT).encode()).decode()
    lines = (f"GET {parts.path} HTTP/1.1", f"Host: {parts.netloc}", f"Authorization: Basic {token}", "", "")
    client.sendall("\r\n".join(lines).encode())
    if client.recv(12) != b"HTTP/1.1 200":
        raise RuntimeError("the package is not given out")
    return client


if __name__ == "__main__":
    make(Path(sys.argv[1]))
