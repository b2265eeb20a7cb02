"""A client killed at any moment goes on where it was, and ends with the same bytes."""

from fakeoffice import PASSWORD
from fakeoffice import serving
from fakeoffice import USER

import os
import random
import signal
import subprocess
import sys
import time


def client(site, folder, *arguments):
    command = [
        sys.executable,
        "-m",
        "opengov.disclosure.pulling",
        "--site",
        site,
        "--user",
        USER,
        "--folder",
        str(folder),
    ]
    environment = {**os.environ, "OPENGOV_PULL_PASSWORD": PASSWORD}
    return subprocess.Popen([*command, *arguments], env=environment, stdout=subprocess.DEVNULL)


def wait_for(condition, seconds=30):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.005)


def test_a_client_killed_while_it_downloads_resumes_to_the_same_bytes(office, tmp_path):
    rnd = random.Random(11)
    packages = {id: office.offer(id, {"data/p000001.bin": rnd.randbytes(6_000_000)}) for id in ("h-1", "h-2")}
    office.faults.throttle = 0.002
    part = tmp_path / "handovers" / "h-1" / "h-1.zip.part"
    with serving(office) as site:
        for _turn in range(4):
            before = part.stat().st_size if part.exists() else 0
            goal = before + rnd.randrange(1, 1_200_000)
            running = client(site, tmp_path)
            wait_for(lambda: part.exists() and part.stat().st_size >= goal)  # noqa: B023 - runs at once
            running.send_signal(signal.SIGKILL)
            assert running.wait() == -signal.SIGKILL
            assert part.stat().st_size >= goal
        assert client(site, tmp_path).wait() == 0
    for id, package in packages.items():
        assert (tmp_path / "handovers" / id / f"{id}.zip").read_bytes() == package
        assert len(office.receipts[id]) == 1
    resumed = [text for text in office.ranges() if text]
    assert len(resumed) == 4
    assert not list(tmp_path.rglob("*.part*"))


def test_a_client_killed_anywhere_takes_everything_once(office, tmp_path):
    rnd = random.Random(7)
    packages = {f"h-{n}": office.offer(f"h-{n}", {"data/a.bin": rnd.randbytes(20_000)}) for n in range(12)}
    office.append("lapse_notice", "", document="d1")
    office.purge("h-3")
    packages.pop("h-3")
    with serving(office) as site:
        for _turn in range(12):
            running = client(site, tmp_path, "--limit", "3")
            # a start takes about 0.3 s; the rest is spread over the whole run
            time.sleep(rnd.uniform(0.25, 0.9))
            running.kill()
            running.wait()
        assert client(site, tmp_path).wait() == 0
        assert client(site, tmp_path, "verify").wait() == 0
    for id, package in packages.items():
        assert (tmp_path / "handovers" / id / f"{id}.zip").read_bytes() == package
        assert len(office.receipts[id]) == 1, "a receipt sent twice is the same receipt"
    assert len(list((tmp_path / "notices").iterdir())) == 1
    assert [path.name for path in (tmp_path / "to-destroy").iterdir()] == ["h-3"]
