"""Zope instances for measurements: one folder each under var/bench, set up like the demo, served on a port of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request


ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "scripts" / "instance"
DATA = ROOT / "var" / "bench"
FIRST_PORT = 8100
START_SECONDS = 180

#: Sites of an instance: one with the product, and one as Plone comes.
GOVERNED, PLAIN = "Plone", "Plain"
OPTIONS = {
    "title": "云溪市",
    "description": "",
    "default_language": "zh-cn",
    "portal_timezone": "Asia/Shanghai",
    "setup_content": False,
}


def lay_out(folder: Path, port: int = FIRST_PORT) -> None:
    """Make the folders, the settings and a password for the accounts of the instance."""
    for name in ("blobs", "cache", "log", "spool"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for name in ("zope.conf", "zope.ini"):
        text = (TEMPLATES / f"{name}.in").read_text(encoding="utf-8")
        (folder / name).write_text(text.format(instance=str(folder), port=port), encoding="utf-8")
    if not (folder / "password").exists():
        (folder / "password").write_text(secrets.token_urlsafe(12), encoding="utf-8")


def password(folder: Path) -> str:
    """Password of every account of the instance."""
    return (folder / "password").read_text(encoding="utf-8")


def open_zope(folder: Path):
    """Open the instance in this process, as its administrator; return the application root."""
    from AccessControl.SecurityManagement import newSecurityManager
    from Testing.makerequest import makerequest
    from zope.globalrequest import setRequest
    from Zope2.Startup.run import configure_wsgi

    import transaction
    import Zope2

    os.environ["TZ"] = "Asia/Shanghai"
    lay_out(folder)
    configure_wsgi(str(folder / "zope.conf")).prepare()
    app = makerequest(Zope2.app())
    setRequest(app.REQUEST)
    users = app.acl_users
    if users.getUserById("admin") is None:
        users._doAddUser("admin", password(folder), ["Manager"], [])
        transaction.commit()
    newSecurityManager(None, users.getUserById("admin").__of__(users))
    return app


def open_site(app, name: str):
    """A site of the instance, made when it is not there yet; it becomes the current one."""
    from opengov.disclosure.interfaces import IOpengovDisclosureLayer
    from plone.distribution.api import site as sites
    from zope.component.hooks import setSite
    from zope.interface import alsoProvides

    import transaction

    missing = name not in app.objectIds()
    if missing:
        sites.create(app, "classic", {"site_id": name, **OPTIONS})
    portal = app[name]
    setSite(portal)
    if missing:
        alsoProvides(app.REQUEST, *([IOpengovDisclosureLayer] if name == GOVERNED else []))
        # the classic distribution comes without the permissions of plone.restapi
        profile = "opengov.disclosure" if name == GOVERNED else "plone.restapi"
        portal.portal_setup.runAllImportStepsFromProfile(f"profile-{profile}:default")
    transaction.commit()
    return portal


def copy(source: Path, target: Path) -> Path:
    """A copy of an instance that a measurement may change."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("*.lock", "log"))
    return target


def free_port() -> int:
    """The first port from 8100 on that nobody listens on."""
    for port in range(FIRST_PORT, FIRST_PORT + 200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
    raise RuntimeError("no free port")


@contextmanager
def serving(folder: Path) -> Iterator[tuple[str, int]]:
    """Serve an instance in a process of its own; yields its address and process id."""
    port = free_port()
    lay_out(folder, port)
    command = [str(Path(sys.executable).with_name("runwsgi")), str(folder / "zope.ini")]
    with (folder / "log" / "console.log").open("w") as console:
        server = subprocess.Popen(command, stdout=console, stderr=console, env=os.environ | {"TZ": "Asia/Shanghai"})
    try:
        address = f"http://localhost:{port}"
        wait_for(f"{address}/@@ok", server)
        yield address, server.pid
    finally:
        server.terminate()
        server.wait()


def wait_for(url: str, server: subprocess.Popen) -> None:
    """Wait until somebody answers there.

    :raises RuntimeError: when the process ends before.
    """
    last = time.monotonic() + START_SECONDS
    while time.monotonic() < last:
        if server.poll() is not None:
            break
        try:
            urllib.request.urlopen(url, timeout=10).close()
            return
        except urllib.error.HTTPError:
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"the server did not start: see the log of {url}")
