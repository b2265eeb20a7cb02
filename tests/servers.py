"""A site from a test layer, served by a process of its own that may be killed and started again."""

from forks import copy_database
from forks import file_storage
from pathlib import Path

import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request


TEMPLATES = Path(__file__).parent.parent / "scripts" / "instance"
START_SECONDS = 180


class Server:
    """An instance in a folder.

    :param database: storage of the layer.
    """

    def __init__(self, folder: Path, database) -> None:
        self.folder = folder
        self.process: subprocess.Popen | None = None
        for name in ("blobs", "cache", "log", "spool"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        for name in ("zope.conf", "zope.ini"):
            text = (TEMPLATES / f"{name}.in").read_text(encoding="utf-8")
            (folder / name).write_text(text.format(instance=str(folder), port=self.port), encoding="utf-8")
        copy_database(database, file_storage(folder))

    @property
    def address(self) -> str:
        """Of the site."""
        return f"http://127.0.0.1:{self.port}/plone"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        command = [str(Path(sys.executable).with_name("runwsgi")), str(self.folder / "zope.ini")]
        with (self.folder / "log" / "console.log").open("a") as console:
            self.process = subprocess.Popen(command, stdout=console, stderr=console)
        last = time.monotonic() + START_SECONDS
        while time.monotonic() < last and self.process.poll() is None:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/@@ok", timeout=10).close()
                return
            except urllib.error.HTTPError:
                return
            except (urllib.error.URLError, OSError):
                # not yet: it loads all of Plone first
                time.sleep(0.1)
        raise RuntimeError((self.folder / "log" / "console.log").read_text())

    def kill(self) -> None:
        """End it as a power failure does."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """End it, whatever it is doing."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait()
