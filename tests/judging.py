"""What outside judges say about packages. They live in an environment of their own (``make .venv-judges/ready``)."""

from collections.abc import Iterable
from pathlib import Path

import json
import shutil
import subprocess
import zipfile


ROOT = Path(__file__).parent.parent
JUDGES = ROOT / ".venv-judges" / "bin" / "python"
EARK = ROOT / "tests" / "judges" / "eark_judge.py"
SCHEMAS = ROOT / "src" / "opengov.disclosure" / "opengov" / "disclosure" / "transfer" / "schemas"


def called(*command) -> subprocess.CompletedProcess:
    """Run a judge that must be there."""
    assert shutil.which(str(command[0])), f"{command[0]} is missing: run “make test-judges” once"
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)


def unzip_says(package: Path) -> str:
    """What ``unzip -t`` has against a package; empty when nothing."""
    done = called("unzip", "-tqq", package)
    return "" if done.returncode == 0 else (done.stdout + done.stderr) or "refused"


def zipfile_says(package: Path) -> str:
    """What Python's zipfile has against a package."""
    try:
        with zipfile.ZipFile(package) as archive:
            return archive.testzip() or ""
    except zipfile.BadZipFile as error:
        return str(error)


def unpacked(package: Path, folder: Path) -> Path:
    """Unpack with unzip and return the root folder."""
    done = called("unzip", "-qq", package, "-d", folder)
    assert done.returncode == 0, done.stderr
    (root,) = folder.iterdir()
    return root


def bagit_says(bag: Path) -> str:
    """What the library of the Library of Congress has against a bag."""
    done = called(JUDGES, "-m", "bagit", "--validate", "--quiet", bag)
    return "" if done.returncode == 0 else done.stderr or "refused"


def eark_says(folders: Iterable[Path], *options: str) -> list[set[str]]:
    """The rules that each package breaks, by eark-validator and by ours."""
    done = called(JUDGES, EARK, *options, *folders)
    assert done.stdout, done.stderr
    return [{rule for rule, _what in json.loads(line)["refused"]} for line in done.stdout.splitlines()]


def xmllint_says(schema: str, *files: Path) -> str:
    """What xmllint has against files, without the network."""
    done = called("xmllint", "--nonet", "--noout", "--schema", SCHEMAS / schema, *files)
    return "" if done.returncode == 0 else done.stderr
