"""The OpenAPI document is one, and the site does what it says: schemathesis asks as the receiver, as another and as nobody."""

from judging import JUDGES
from opengov.disclosure.transfer.openapi import document
from plone.uuid.interfaces import IUUID

import json
import pytest
import requests
import subprocess
import transaction


PASSWORD = "Yunxi-2026-test"
CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,"
    "response_schema_conformance,negative_data_rejection,unsupported_method,allow_header_conformance"
)


@pytest.fixture
def town(pulled):
    """With an archive of another agency."""
    elsewhere = pulled.make_agency("elsewhere", "云溪市司法局", "云司")
    pulled.open_office(elsewhere, "Archivist", "other-archive")
    pulled.receiver("other-archive", fonds=[IUUID(elsewhere)])
    transaction.commit()
    return pulled


def schemathesis(town, folder, user, *options):
    """Let schemathesis ask about the hand-over that there is; what it found wrong."""
    base = f"{town.portal.absolute_url()}/++api++"
    [item] = requests.get(f"{base}/@archive-transfers", auth=("archive", PASSWORD), timeout=60).json()["items"]
    (folder / "settings.toml").write_text(f'[parameters]\n"path.id" = "{item["handover"]}"\n', encoding="utf-8")
    command = [str(JUDGES.with_name("schemathesis")), "--config-file", "settings.toml", "run", f"{base}/@archive-api"]
    command += ["--checks", CHECKS, "--seed", "1", "--warnings", "off", "--no-shrink", *options]
    command += ["--auth", f"{user}:{PASSWORD}"] if user else []
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300)
    return done.returncode, done.stdout[-8000:]


def test_the_document_is_valid_and_the_same_for_everybody(town, tmp_path):
    base = town.portal.absolute_url()
    answer = requests.get(f"{base}/++api++/@archive-api", timeout=60)
    assert answer.json() == json.loads(json.dumps(document(base)))
    (tmp_path / "api.json").write_bytes(answer.content)
    judged = subprocess.run(
        [str(JUDGES), "-m", "openapi_spec_validator", "api.json"], cwd=tmp_path, capture_output=True
    )
    assert judged.returncode == 0, judged.stdout
    broken = answer.json()
    del broken["paths"]["/@archive-transfers"]["get"]["responses"]
    broken["paths"]["/@archive-transfers/{id}"]["parameters"] = [{"name": "id"}]
    (tmp_path / "api.json").write_text(json.dumps(broken), encoding="utf-8")
    judged = subprocess.run(
        [str(JUDGES), "-m", "openapi_spec_validator", "api.json"], cwd=tmp_path, capture_output=True
    )
    assert judged.returncode != 0


def test_the_site_does_what_the_document_says(town, tmp_path):
    found = schemathesis(town, tmp_path, "archive", "--phases", "coverage,fuzzing", "-n", "3", "--continue-on-failure")
    assert found[0] == 0, found[1]


@pytest.mark.parametrize("user", ["other-archive", "signer", None])
def test_so_it_does_for_those_who_have_no_part_in_it(town, tmp_path, user):
    found = schemathesis(town, tmp_path, user, "--phases", "fuzzing", "-n", "2")
    assert found[0] == 0, found[1]
