"""``opengov-pull``: what an archive or library runs to pull, verify and acknowledge hand-overs.

Killed at any moment, it goes on where it was. Exit codes: 0 done, 1 something was refused or failed verification, 2 it could
not be asked (no answer, wrong account, folder in use).
"""

from collections.abc import Sequence
from opengov.disclosure.pulling.folder import Folder
from opengov.disclosure.pulling.pulling import Puller
from opengov.disclosure.pulling.receipts import read_checks
from opengov.disclosure.pulling.receipts import read_problem
from opengov.disclosure.pulling.site import Site
from opengov.disclosure.pulling.telling import Teller
from opengov.disclosure.pulling.telling import Trouble
from opengov.disclosure.pulling.telling import Unreached
from opengov.disclosure.pulling.words import speaks_chinese
from pathlib import Path

import argparse
import os
import sys


PASSWORD = "OPENGOV_PULL_PASSWORD"
#: Commands that work without the site.
LOCAL = ("verify", "list")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    :param arguments: instead of the command line's.
    :returns: the exit code.
    """
    options = _parser().parse_args(arguments)
    teller = Teller(options.json, speaks_chinese())
    try:
        site = None if options.command in LOCAL else _site(options, teller)
        folder = Folder(Path(options.folder))
        with folder.held():
            if site:
                # refuses the folder of another account before anything is done in it
                folder.cursor(site.address, site.user)
            options.run(Puller(site, folder, teller, options.signer_ca), options)
    except Trouble as trouble:
        teller.end(trouble)
    except OSError as error:
        teller.end(Unreached("disk_error", reason=str(error)))
    return teller.result


def pull(puller: Puller, options: argparse.Namespace) -> None:
    """Go on from the cursor: list, packages, receipts."""
    puller.follow(options.limit)
    if options.destroy:
        puller.destroy()
    pulled, failed = puller.fetch(options.again)
    if options.receipt == "received":
        puller.acknowledge([record["id"] for record in puller.folder.all()])
    puller.teller.say("done", pulled=pulled, failed=failed)


def verify(puller: Puller, options: argparse.Namespace) -> None:
    """Everything again, or what is named."""
    here = [record["id"] for record in puller.folder.all() if record["status"] in ("verified", "failed")]
    puller.verify(_known(puller, options.ids) or here)


def acknowledge(puller: Puller, options: argparse.Namespace) -> None:
    """Receipts for what was verified."""
    puller.acknowledge(_known(puller, options.ids) or [record["id"] for record in puller.folder.all()])


def accept(puller: Puller, options: argparse.Namespace) -> None:
    """Take one over."""
    checks = read_checks(options.checks) if options.checks else []
    for id in _known(puller, [options.id]):
        puller.accept(id, options.reference, checks)


def reject(puller: Puller, options: argparse.Namespace) -> None:
    """Send one back."""
    checks = read_checks(options.checks) if options.checks else []
    problems = [read_problem(text) for text in options.problem]
    for id in _known(puller, [options.id]):
        puller.reject(id, options.reference, checks, problems)


def show(puller: Puller, options: argparse.Namespace) -> None:
    """What is in the folder."""
    for record in puller.folder.all():
        facts = {key: record.get(key, "") for key in ("seq", "at", "status", "supersedes", "superseded_by")}
        puller.teller.say("listed", handover=record["id"], **facts)


def _known(puller: Puller, ids: Sequence[str]) -> list[str]:
    """Those that are in the folder.

    :raises Trouble: when one is not.
    """
    for id in ids:
        if puller.folder.read(id) is None:
            raise Trouble("handover_unknown", handover=id)
    return list(ids)


def _site(options: argparse.Namespace, teller: Teller) -> Site:
    if not (options.site and options.user):
        raise Unreached("site_missing")
    return Site(
        options.site,
        options.user,
        _password(options.password_file),
        ca=options.ca,
        plain_http=options.plain_http,
        chinese=teller.chinese,
        tries=options.tries,
        tell=teller.say,
    )


def _password(path: str | None) -> str:
    """From the first line of a file, or the environment: a command line can be read by everybody on the machine."""
    if path is None:
        if PASSWORD not in os.environ:
            raise Unreached("password_missing")
        return os.environ[PASSWORD]
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Unreached("file_unreadable", path=path, reason=str(error)) from error
    return lines[0] if lines else ""


def _at_least_one(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 500:
        raise ValueError(text)
    return number


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="opengov-pull",
        description="Pull, verify and acknowledge hand-overs. 拉取、校验并回执移送（移交）的信息包。",
        # --password must never be taken for --password-file
        allow_abbrev=False,
    )
    option = parser.add_argument
    option("--site", help="URL of the office's site 站点地址")
    option("--user", help="the archive's account 账号")
    option("--password-file", help=f"file whose first line is the password; else {PASSWORD} 密码文件")
    option("--folder", default=".", help="where everything is kept (default: here) 存放文件夹")
    option("--ca", help="certificates to trust for https, instead of the system's 信任的 https 证书")
    option("--signer-ca", help="certificates that signatures must lead to 验证签名的证书")
    option("--plain-http", action="store_true", help="allow http on a line of your own 专线可用 http")
    option("--receipt", choices=("received", "none"), default="received", help="given after a pull 拉取后的回执")
    option("--destroy", action="store_true", help="destroy what the office has destroyed 销毁已清除的副本")
    option("--again", action="store_true", help="pull again what failed 重新拉取未通过校验的")
    option("--limit", type=_at_least_one, default=100, help="entries in one question (1 to 500) 每页条数")
    option("--tries", type=_at_least_one, default=6, help="how often to ask before giving up 重试次数")
    option("--json", action="store_true", help="one JSON object a line, for scripts 输出 JSON")
    commands = parser.add_subparsers(metavar="command", dest="command")
    parser.set_defaults(run=pull, command="pull")
    _command(commands, "pull", pull, "go on from where it was (the default) 继续拉取")
    for name, run, text in (
        ("verify", verify, "verify everything again 重新校验"),
        ("acknowledge", acknowledge, "give receipts for what was verified 回执"),
    ):
        _command(commands, name, run, text).add_argument("ids", nargs="*", metavar="ID")
    accepting = _command(commands, "accept", accept, "take over 接收")
    rejecting = _command(commands, "reject", reject, "send back 退回")
    for one in (accepting, rejecting):
        one.add_argument("id", metavar="ID")
        one.add_argument("--reference", default="", help="the archive's own number 接收编号")
        one.add_argument("--checks", metavar="FILE", help="JSON or CSV: item, property, result, note 检测结果")
    rejecting.add_argument("--problem", action="append", default=[], metavar="PATH:CODE[:NOTE]", help="问题")
    _command(commands, "list", show, "what is in the folder 列出")
    return parser


def _command(commands, name: str, run, text: str) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=text, allow_abbrev=False)
    command.set_defaults(run=run)
    return command


if __name__ == "__main__":
    sys.exit(main())
