"""The demo site: made once under var/demo, then started and stopped as often as one likes.

Usage: demo.py run [--port 8080] | stop | create

``run`` makes what is not there yet, starts the server in the foreground and prints the address and one login for each
role. ``create`` is the part of it that works inside Zope. Everything survives Ctrl-C and the next ``run``; an interrupted
first run is continued by the next one.
"""

from pathlib import Path

import argparse
import fcntl
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request


ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "scripts" / "instance"
INSTANCE = ROOT / "var" / "demo"
FOLDERS = ("blobs", "cache", "log", "spool")
LOCK = INSTANCE / "running"
ADMIN_PASSWORD = INSTANCE / "admin-password"
PRODUCT = "profile-opengov.disclosure"
SITE = {
    "site_id": "Plone",
    "title": "云溪市政府信息公开",
    "description": "公文公开属性管理演示站点",
    "default_language": "zh-cn",
    "portal_timezone": "Asia/Shanghai",
    "setup_content": False,
}
START_SECONDS = 180
STOP_SECONDS = 10


def lay_out(port: int) -> None:
    """Make the folders, the settings for this port and the administrator's password."""
    for folder in FOLDERS:
        (INSTANCE / folder).mkdir(parents=True, exist_ok=True)
    for name in ("zope.conf", "zope.ini"):
        text = (TEMPLATES / f"{name}.in").read_text(encoding="utf-8")
        (INSTANCE / name).write_text(text.format(instance=str(INSTANCE), port=port), encoding="utf-8")
    if not ADMIN_PASSWORD.exists():
        ADMIN_PASSWORD.touch(mode=0o600)
        ADMIN_PASSWORD.write_text(secrets.token_urlsafe(12), encoding="utf-8")


def create() -> None:
    """Make the site, install the product and fill in the demo, as far as that has not been done."""
    from opengov.disclosure.interfaces import IOpengovDisclosureLayer
    from plone.distribution.api import site as sites
    from Testing.makerequest import makerequest
    from zope.component.hooks import setSite
    from zope.globalrequest import setRequest
    from zope.interface import alsoProvides
    from Zope2.Startup.run import configure_wsgi

    import logging
    import transaction
    import Zope2

    logging.basicConfig(filename=INSTANCE / "log" / "events.log", level=logging.INFO)
    configure_wsgi(str(INSTANCE / "zope.conf")).prepare()
    app = makerequest(Zope2.app())
    setRequest(app.REQUEST)
    become_administrator(app)
    if "Plone" not in app.objectIds():
        print("Creating the site", flush=True)
        sites.create(app, "classic", SITE)
    portal = app["Plone"]
    setSite(portal)
    alsoProvides(app.REQUEST, IOpengovDisclosureLayer)
    setup = portal.portal_setup
    for profile, doing in (("default", "Installing opengov.disclosure"), ("demo", "Writing the demo's documents")):
        if setup.getLastVersionForProfile(f"opengov.disclosure:{profile}") == "unknown":
            print(doing, flush=True)
            setup.runAllImportStepsFromProfile(f"{PRODUCT}:{profile}")
            transaction.commit()


def become_administrator(app) -> None:
    """Give the administrator the password of this instance and act as him."""
    from AccessControl.SecurityManagement import newSecurityManager

    import transaction

    users = app.acl_users
    if users.getUserById("admin") is None:
        users._doAddUser("admin", ADMIN_PASSWORD.read_text(encoding="utf-8"), ["Manager"], [])
        transaction.commit()
    newSecurityManager(None, users.getUserById("admin").__of__(users))


def take_lock():
    """Return the open lock file, or stop when a server of this instance holds it."""
    stream = LOCK.open("a+")
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        stream.seek(0)
        sys.exit(f'The demo is running already (process {stream.read()}). "make stop" ends it.')
    return stream


def check_port(port: int) -> None:
    """Stop with a clear message when somebody else listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            sys.exit(f"Port {port} is taken by another program. Choose another one: make run PORT={port + 1}")


def answers(url: str) -> bool:
    """Tell whether the site answers."""
    try:
        with urllib.request.urlopen(url, timeout=60) as response:
            return response.status == 200
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def wait_until_ready(server: subprocess.Popen, url: str) -> bool:
    """Wait for the first answer; False when the server ended, or did not answer in time."""
    last = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < last:
        if answers(url):
            return True
        try:
            server.wait(timeout=0.5)
        except subprocess.TimeoutExpired:
            continue
    return False


def announce(url: str) -> None:
    """Print the address and the logins."""
    from opengov.disclosure.demo import accounts

    print(f"\n  {url}\n")
    print(f"  {'admin':<12} {ADMIN_PASSWORD.read_text(encoding='utf-8'):<18} Manager")
    for account in accounts():
        offices = ", ".join(account.offices)
        print(f"  {account.id:<12} {account.password:<18} {offices} ({account.fullname}, {account.agency})")
    print("\n  Ctrl-C stops the server; nothing is lost. make clean-demo starts anew.\n", flush=True)


def run(port: int) -> int:
    """Make what is missing, serve until told to stop, return the exit code."""
    INSTANCE.mkdir(parents=True, exist_ok=True)
    with take_lock() as lock:
        check_port(port)
        lay_out(port)
        environment = os.environ | {"TZ": "Asia/Shanghai", "zope_i18n_compile_mo_files": "true"}
        created = subprocess.run([sys.executable, __file__, "create"], env=environment)
        if created.returncode:
            return created.returncode
        print("Starting the server", flush=True)
        command = [str(Path(sys.executable).with_name("runwsgi")), str(INSTANCE / "zope.ini")]
        # the server holds the lock as long as it lives, even if this process is killed
        server = subprocess.Popen(command, env=environment, pass_fds=[lock.fileno()])
        lock.truncate(0)
        lock.write(str(server.pid))
        lock.flush()
        signal.signal(signal.SIGTERM, lambda *_: server.terminate())
        try:
            return serve(server, f"http://localhost:{port}/Plone")
        except KeyboardInterrupt:
            # the terminal has told the server too; one that is still starting may have missed it
            try:
                server.wait(timeout=STOP_SECONDS)
            except subprocess.TimeoutExpired:
                server.terminate()
                server.wait()
            print("\nStopped.")
            return 0


def serve(server: subprocess.Popen, url: str) -> int:
    """Announce the server once it answers and wait for its end."""
    if wait_until_ready(server, url):
        announce(url)
    elif server.poll() is None:
        print(f"The site has not answered for {START_SECONDS} s: see {INSTANCE}/log/events.log", file=sys.stderr)
    code = server.wait()
    return 0 if code == -signal.SIGTERM else code


def stop() -> int:
    """End the running server, if there is one, and wait until it is gone."""
    if not LOCK.exists():
        return 0
    with LOCK.open() as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.kill(int(stream.read()), signal.SIGTERM)
            fcntl.flock(stream, fcntl.LOCK_EX)
            print("Stopped.")
    return 0


def main() -> int:
    """Read the command line and do what it says."""
    parser = argparse.ArgumentParser(description="The demo site of opengov.disclosure")
    parser.add_argument("action", choices=["run", "stop", "create"])
    parser.add_argument("--port", type=int, default=8080)
    arguments = parser.parse_args()
    if arguments.action == "run":
        return run(arguments.port)
    if arguments.action == "stop":
        return stop()
    create()
    return 0


if __name__ == "__main__":
    sys.exit(main())
