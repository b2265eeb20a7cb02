"""Affairs: plain values a dossier keeps about one matter of a document."""

from opengov.disclosure.secrecy.dossier import Dossier
from opengov.disclosure.secrecy.dossier import DossierOf
from opengov.disclosure.secrecy.dossier import KEY
from zope.annotation.interfaces import IAnnotations

import pickle
import pytest


class Thing:
    """Something that can have a dossier; it brings its annotations with it."""

    def __init__(self):
        self.annotations = {}

    def __conform__(self, interface):
        return self.annotations if interface is IAnnotations else None


@pytest.fixture
def thing():
    return Thing()


def test_reading_an_affair_makes_no_dossier(thing):
    assert DossierOf(thing).affair("rescan") is None
    assert DossierOf(thing).affairs() == {}
    assert KEY not in IAnnotations(thing)


def test_an_affair_is_kept_replaced_and_forgotten(thing):
    DossierOf(thing).set_affair("rescan", {"at": "2026-11-22"})
    assert DossierOf(thing).affair("rescan") == {"at": "2026-11-22"}
    DossierOf(thing).set_affair("rescan", ["other"])
    assert DossierOf(thing).affairs() == {"rescan": ["other"]}
    DossierOf(thing).set_affair("rescan", None)
    DossierOf(thing).set_affair("never kept", None)
    assert DossierOf(thing).affairs() == {}


def test_what_is_read_can_be_changed_without_changing_what_is_kept(thing):
    given = {"of": ["a"]}
    DossierOf(thing).set_affair("x", given)
    given["of"].append("b")
    DossierOf(thing).affair("x")["of"].append("c")
    DossierOf(thing).affairs()["x"]["of"].append("d")
    assert DossierOf(thing).affair("x") == {"of": ["a"]}


def test_a_dossier_of_the_first_version_takes_affairs(thing):
    old = Dossier.__new__(Dossier)
    old.__setstate__({name: value for name, value in Dossier().__dict__.items() if name != "affairs"})
    IAnnotations(thing)[KEY] = pickle.loads(pickle.dumps(old))
    assert DossierOf(thing).affairs() == {}
    assert DossierOf(thing).export()["affairs"] == {}
    DossierOf(thing).set_affair("rescan", {})
    assert DossierOf(thing).affairs() == {"rescan": {}}


def test_affairs_go_with_an_export_and_with_the_dossier(thing):
    DossierOf(thing).set_affair("rescan", {"at": "2026-11-22"})
    plain = DossierOf(thing).export()
    other = Thing()
    DossierOf(other).restore(plain)
    assert DossierOf(other).affairs() == {"rescan": {"at": "2026-11-22"}}
    DossierOf(other).drop()
    assert DossierOf(other).affairs() == {}


def test_an_export_of_the_first_version_is_restored(thing):
    plain = DossierOf(thing).export()
    del plain["affairs"]
    DossierOf(thing).restore(plain)
    assert DossierOf(thing).affairs() == {}
