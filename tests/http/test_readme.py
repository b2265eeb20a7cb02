"""The walk of the README, run as it stands against a real server."""

from opengov.disclosure.signoff.interfaces import ILife
from opengov.disclosure.transfer.interfaces import IReceivers
from pathlib import Path
from plone import api
from plone.uuid.interfaces import IUUID
from town import open_office
from town import SECRET
from zope.component.hooks import setSite

import os
import pytest
import re
import shutil
import subprocess
import transaction


README = Path(__file__).parent.parent.parent / "README.md"
PEOPLE = {
    "mishuke": {"linyuqing": "Drafter", "zhoudehua": "Section Head"},
    "": {
        "shenminzhi": "Disclosure Reviewer",
        "guzhengping": "Signer",
        "tangxiaoyun": "Disclosure Officer",
        "baolihua": "Transfer Clerk",
        "danganguan": "Archivist",
    },
}


@pytest.fixture
def portal(acceptance, tmp_path, monkeypatch):
    monkeypatch.setenv("OPENGOV_SPOOL", str(tmp_path / "spool"))
    portal = acceptance["portal"]
    setSite(portal)
    with api.env.adopt_roles(["Manager"]):
        values = {"type": "Agency", "title": "云溪市人民政府", "short_name": "市政府"}
        agency = api.content.create(container=portal, id="shizhengfu", issuer_codes=["云府"], **values)
        section = api.content.create(container=agency, id="mishuke", kind="section", **values)
        for place, people in PEOPLE.items():
            for person, office in people.items():
                open_office(section if place else agency, office, person)
    archive = {
        "id": "city-archives",
        "title": "云溪市档案馆",
        "account": "danganguan",
        "kind": "archive",
        "takes": ["deposit"],
    }
    with api.env.adopt_roles(["Manager"]):
        IReceivers(portal).put({**archive, "fonds": [IUUID(agency)]})
    transaction.commit()
    return portal


@pytest.mark.skipif(not shutil.which("curl"), reason="the README's walk is written with curl")
def test_the_walk_of_the_readme_leads_from_the_draft_to_the_archive(portal, tmp_path):
    script = re.search(r"<!-- walk -->\n```bash\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL).group(1)
    environment = {"SITE": portal.absolute_url(), "PASSWORD": SECRET}
    done = subprocess.run(
        ["bash", "-c", script], cwd=tmp_path, env=os.environ | environment, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr
    transaction.begin()
    [document] = portal.shizhengfu.mishuke.objectValues()
    assert ILife(document).state == "published"
    assert (tmp_path / "package.zip").stat().st_size > 1000
