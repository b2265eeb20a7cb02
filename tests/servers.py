"""A site from a test layer, served by a process of its own that may be killed and started again; and a slow line to it."""

from collections.abc import Iterator
from forks import copy_database
from forks import file_storage
from pathlib import Path

import contextlib
import os
import signal
import socket
import threading
import time
import traceback


class Server:
    """A fork that serves a copy of a layer's database. The spool is the test's own.

    :param layer: the one that has put its database on top of the others.
    """

    def __init__(self, folder: Path, layer) -> None:
        self.folder = folder
        self.layer = layer
        self.process = 0
        folder.mkdir()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        copy_database(layer["zodbDB"].storage, file_storage(folder))

    def start(self) -> None:
        """Start it; it listens when this returns."""
        reading, writing = os.pipe()
        self.process = os.fork()
        if not self.process:
            os.close(reading)
            try:
                _serve(self.layer, self.folder, self.port, writing)
            except BaseException:  # noqa: BLE001 - the parent reads it in the output
                traceback.print_exc()
            finally:
                os._exit(1)
        os.close(writing)
        with os.fdopen(reading) as ready:
            assert ready.read() == "ready"

    def kill(self) -> None:
        """End it as a power failure does."""
        if self.process:
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
            self.process = 0


def _serve(layer, folder: Path, port: int, ready: int) -> None:
    from ZPublisher.httpexceptions import HTTPExceptionHandler
    from ZPublisher.WSGIPublisher import publish_module

    import waitress.server
    import ZODB

    # the application asks the layer for its database at each request
    layer["zodbDB"] = ZODB.DB(file_storage(folder))
    server = waitress.server.create_server(
        HTTPExceptionHandler(publish_module), host="127.0.0.1", port=port, threads=2, map={}
    )
    os.write(ready, b"ready")
    os.close(ready)
    server.run()


@contextlib.contextmanager
def slow_line(port: int, speed: int) -> Iterator[int]:
    """A line to a server on this machine that lets so many bytes a second through; yields its port.

    When the server dies the line is cut; while it is down nobody answers.
    """
    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=_accept, args=(listening, port, speed), daemon=True).start()
        yield listening.getsockname()[1]


def _accept(listening: socket.socket, port: int, speed: int) -> None:
    # closing the listening socket ends it
    with contextlib.suppress(OSError):
        while True:
            client = listening.accept()[0]
            threading.Thread(target=_connect, args=(client, port, speed), daemon=True).start()


def _connect(client: socket.socket, port: int, speed: int) -> None:
    with client, contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)) as server:
        threading.Thread(target=_pour, args=(client, server, 0), daemon=True).start()
        _pour(server, client, speed)


def _pour(source: socket.socket, target: socket.socket, speed: int) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(1 << 16):
            target.sendall(data)
            if speed:
                time.sleep(len(data) / speed)
        target.shutdown(socket.SHUT_RDWR)
