"""A PostgreSQL server of its own for the tests that need one database for several processes."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import os
import pytest
import shutil
import socket
import subprocess
import tempfile


def server_program(name: str) -> str:
    """Path of a PostgreSQL server program; Debian keeps them out of PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: float(path.parts[4]))
    program = str(found[-1]) if found else shutil.which(name)
    if program is None:
        pytest.fail(f'PostgreSQL\'s {name} is missing: "make test" installs it')
    return program


def as_server_user(*command: str) -> list[str]:
    """The command as the user postgres when we are root, whom PostgreSQL refuses to run for."""
    return ["runuser", "-u", "postgres", "--", *command] if os.getuid() == 0 else list(command)


def free_port() -> int:
    """A TCP port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def postgres_dsn() -> Iterator[str]:
    """Start a server in a temporary folder; yield a DSN as RelStorage takes it."""
    folder = Path(tempfile.mkdtemp(prefix="opengov-postgres-"))
    data, port = folder / "data", free_port()
    if os.getuid() == 0:
        shutil.chown(folder, "postgres")
    control = server_program("pg_ctl")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
    initdb = [server_program("initdb"), "-D", str(data), "-U", "zodb", "-A", "trust", "-E", "UTF8", "--locale=C"]
    quietly = {"cwd": folder, "check": True, "stdout": subprocess.DEVNULL}
    try:
        subprocess.run(as_server_user(*initdb), **quietly)
        start = [control, "-D", str(data), "-l", str(folder / "log"), "-w", "-o", options, "start"]
        subprocess.run(as_server_user(*start), **quietly)
        yield f"dbname='postgres' user='zodb' host='127.0.0.1' port='{port}'"
    finally:
        with suppress(subprocess.CalledProcessError):
            subprocess.run(as_server_user(control, "-D", str(data), "-m", "immediate", "stop"), **quietly)
        shutil.rmtree(folder)
