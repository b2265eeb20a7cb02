"""An archive's client in front of an office that may fail."""

from fakeoffice import Office
from fakeoffice import PASSWORD
from fakeoffice import serving
from fakeoffice import USER
from functools import partial
from opengov.disclosure.pulling import console
from opengov.disclosure.pulling.site import Site

import json
import pytest


class Archive:
    """Runs the client in this process."""

    def __init__(self, site, folder, capsys):
        self.site = site
        self.folder = folder
        self.capsys = capsys
        self.user = USER
        self.events = []
        self.said = ""

    def __call__(self, *arguments):
        options = ["--site", self.site, "--user", self.user, "--folder", str(self.folder), "--json"]
        result = console.main([*options, *map(str, arguments)])
        self.said = self.capsys.readouterr().out
        self.events = [json.loads(line) for line in self.said.splitlines()]
        return result

    def told(self, event, key="handover"):
        return [one[key] for one in self.events if one["event"] == event]

    def record(self, id, base="handovers"):
        return json.loads((self.folder / base / id / "handover.json").read_text())

    def package(self, id):
        return (self.folder / "handovers" / id / f"{id}.zip").read_bytes()


@pytest.fixture
def office():
    return Office()


@pytest.fixture
def waits(monkeypatch):
    """Seconds that the client would have waited."""
    waited = []
    monkeypatch.setattr(console, "Site", partial(Site, wait=waited.append))
    return waited


@pytest.fixture
def archive(office, waits, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("OPENGOV_PULL_PASSWORD", PASSWORD)
    with serving(office) as site:
        yield Archive(site, tmp_path / "archive", capsys)
