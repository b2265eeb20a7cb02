"""What the client says, in English and Chinese; the code of each sentence is what ``--json`` prints."""

from collections.abc import Mapping

import os


#: Code -> the sentence in English and in Chinese.
WORDS: dict[str, tuple[str, str]] = {
    # what was done
    "done": ("Done: {pulled} pulled, {failed} failed.", "完成：拉取 {pulled} 件，未通过 {failed} 件。"),
    "pulled": (
        "{handover}: pulled and verified, {files} files, {size} bytes, {notes}.",
        "{handover}：已拉取并校验，文件 {files} 个，{size} 字节，{notes}。",
    ),
    "verified": ("{handover}: verified, {notes}.", "{handover}：校验通过，{notes}。"),
    "superseded": ("{handover} replaces {replaced}.", "{handover} 取代 {replaced}。"),
    "moved_aside": (
        "{handover}: the office has destroyed it. The copy lies in {folder}; destroy it, or run with --destroy.",
        "{handover}：移送机关已清除。本地副本已移至 {folder}，请销毁，或使用 --destroy 运行。",
    ),
    "destroyed": ("{handover}: the copy is destroyed.", "{handover}：本地副本已销毁。"),
    "lapse_notice": (
        "Lapse notice (失效告知函) {seq}: see {path}. The document stays readable and is to be marked.",
        "失效告知函 {seq}：见 {path}。文件可继续查阅，须加注标识。",
    ),
    "recall_notice": (
        "Recall notice {seq}: see {path}. The document has to leave the reading rooms.",
        "撤回告知函 {seq}：见 {path}。文件须停止提供查阅。",
    ),
    "unknown_entry": (
        "Entry {seq} is of a kind this client does not know ({kind}); it is kept in {path}.",
        "第 {seq} 条的类型（{kind}）本程序不识别，已存于 {path}。",
    ),
    "receipt_given": ("{handover}: receipt {status} given.", "{handover}：已发回执（{status_zh}）。"),
    "receipt_known": ("{handover}: receipt {status} was given before.", "{handover}：此前已发回执（{status_zh}）。"),
    "listed": ("{handover}: {status}, {at}", "{handover}：{status_zh}，{at}"),
    "trying_again": ("{reason}; trying again in {seconds} s.", "{reason}；{seconds} 秒后重试。"),
    "starting_over": (
        "{handover}: the package on the server is not the one begun; starting over.",
        "{handover}：服务器上的信息包与已下载部分不是同一版本，重新下载。",
    ),
    # what failed
    "failed": ("{handover}: FAILED, {count} problems.", "{handover}：未通过校验，问题 {count} 个。"),
    "still_failed": (
        "{handover}: failed before. Pull it --again, or reject it.",
        "{handover}：此前未通过校验。请用 --again 重新拉取，或予以退回（reject）。",
    ),
    "problem": ("  {path}: {code} {note}", "  {path}：{code_zh} {note}"),
    "receipt_refused": (
        "{handover}: receipt {status} refused: {message}",
        "{handover}：回执（{status_zh}）被拒绝：{message}",
    ),
    "handover_unknown": ("{handover}: not in this folder.", "{handover}：本文件夹中没有该移交。"),
    "handover_gone": (
        "{handover}: the server has it no more ({status}).",
        "{handover}：服务器上已不存在（{status}）。",
    ),
    "not_verified": (
        "{handover}: not verified, so it cannot be {status}.",
        "{handover}：未通过校验，不能发出该回执（{status_zh}）。",
    ),
    "feed_out_of_order": (
        "The list is out of order at {seq}. Nothing after it was taken; tell the office.",
        "清单在第 {seq} 条处次序有误，其后未拉取，请告知移送机关。",
    ),
    "id_unsafe": (
        "Entry {seq} names a hand-over that is no safe name; tell the office.",
        "第 {seq} 条的移交标识不安全，请告知移送机关。",
    ),
    "disk_full": (
        "{handover}: {needed} bytes are needed, {free} are free in the folder.",
        "{handover}：需要 {needed} 字节，文件夹所在磁盘仅剩 {free} 字节。",
    ),
    "checks_unreadable": ("The checks in {path} cannot be read: {reason}", "无法读取检测结果 {path}：{reason}"),
    "problem_malformed": (
        "{text}: a problem is written path:code or path:code:note.",
        "{text}：问题应写作 路径:代码 或 路径:代码:说明。",
    ),
    # what kept it from working at all
    "unreachable": ("{site} cannot be reached: {reason}", "无法连接 {site}：{reason}"),
    "answered": ("{url} answered {status}: {message}", "{url} 返回 {status}：{message}"),
    "redirected": (
        "{url} redirects; the password is sent nowhere else. Use the address of the site itself.",
        "{url} 要求转向；密码不会发往其他地址。请使用站点自身的地址。",
    ),
    "not_json": (
        "{url} did not answer as expected; is it the address of the site?",
        "{url} 的应答不符合预期；这是站点的地址吗？",
    ),
    "address_malformed": (
        "--site must be a URL such as https://gk.example.gov.cn, not {site}.",
        "--site 应为 https://gk.example.gov.cn 之类的地址，而不是 {site}。",
    ),
    "address_plain": (
        "{site} is not https: the password could be read on the way. Use https, or --plain-http on a line of your own.",
        "{site} 不是 https，密码在传输中可能被读取。请使用 https；专线可加 --plain-http。",
    ),
    "site_missing": ("--site and --user are needed for this command.", "此命令需要 --site 和 --user。"),
    "password_missing": (
        "No password: name a file with --password-file, or set OPENGOV_PULL_PASSWORD.",
        "没有密码：请用 --password-file 指定文件，或设置 OPENGOV_PULL_PASSWORD。",
    ),
    "file_unreadable": ("{path} cannot be read: {reason}", "无法读取 {path}：{reason}"),
    "folder_busy": ("Another client works in {folder}.", "另一程序正在使用 {folder}。"),
    "folder_of_another": (
        "{folder} belongs to {user} at {site}; take a folder for each account.",
        "{folder} 属于 {site} 的账号 {user}；每个账号请使用各自的文件夹。",
    ),
    "disk_error": ("The folder cannot be written: {reason}", "无法写入文件夹：{reason}"),
}

#: Codes of what verification finds -> English and Chinese.
FINDINGS: dict[str, tuple[str, str]] = {
    "manifest_malformed": ("the manifest is malformed", "清单格式有误"),
    "manifest_changed": ("the manifest is not the one that was pulled", "清单与拉取时不一致"),
    "signature_invalid": ("the signature is not valid", "签名无效"),
    "signature_missing": ("there is no signature", "没有签名"),
    "signature_not_checked": ("the signature cannot be checked", "无法验证签名"),
    "package_missing": ("the package is missing", "缺少信息包"),
    "package_size": ("wrong length", "长度不符"),
    "package_sha256": ("wrong SHA-256", "SHA-256 不符"),
    "package_sm3": ("wrong SM3", "SM3 不符"),
    "package_unreadable": ("no readable ZIP", "不是可读取的 ZIP"),
    "file_missing": ("missing in the package", "信息包中缺少该文件"),
    "file_extra": ("not in the manifest", "清单中没有该文件"),
    "file_twice": ("twice in the package", "在信息包中重复"),
    "file_unsafe": ("no safe path", "路径不安全"),
    "file_packed": ("compressed or encrypted", "已压缩或加密"),
    "file_size": ("wrong length", "长度不符"),
    "file_crc32": ("wrong CRC-32", "CRC-32 不符"),
    "file_sha256": ("wrong SHA-256", "SHA-256 不符"),
}

#: Statuses of receipts and hand-overs, and what was not checked, in Chinese.
CHINESE = {
    "received": "已收到",
    "accepted": "接收",
    "rejected": "退回",
    "listed": "待拉取",
    "verified": "已校验",
    "failed": "未通过校验",
    "purged": "已清除",
    "destroyed": "已销毁",
    "sm3 checked": "SM3 已校验",
    "sm3 not checked": "SM3 未校验（本机 OpenSSL 不支持）",
    "signature valid": "签名有效",
    "signature not checked": "签名未验证（未指定 --signer-ca）",
    "no signature": "无签名",
}


def speaks_chinese(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether the locale that messages follow (LC_ALL, LC_MESSAGES, LANG) is Chinese."""
    chosen = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    return chosen.lower().startswith("zh")


def sentence(code: str, facts: Mapping[str, object], chinese: bool) -> str:
    """The sentence of a code, filled in."""
    shown = dict(facts)
    if "status" in facts:
        shown["status_zh"] = CHINESE.get(str(facts["status"]), facts["status"])
    if code == "problem":
        found = FINDINGS.get(str(facts["code"]), (facts["code"],) * 2)
        shown.update(code=found[0], code_zh=found[1])
    notes = facts.get("notes")
    if isinstance(notes, list):
        shown["notes"] = "，".join(CHINESE[note] for note in notes) if chinese else ", ".join(notes)
    return WORDS[code][chinese].format(**shown)
