"""Asking a server and timing its answers."""

from statistics import median
from typing import Any

import requests
import time


class Visitor:
    """Asks a server over one connection, as an account or anonymously."""

    def __init__(self, address: str, account: tuple[str, str] | None = None) -> None:
        self.address = address
        self.session = requests.Session()
        self.session.auth = account

    def get(self, path: str, rest: bool = True) -> requests.Response:
        """Ask for JSON or for a page; an error ends the measurement."""
        headers = {"Accept": "application/json" if rest else "text/html"}
        answer = self.session.get(f"{self.address}/{path}", headers=headers, timeout=120)
        answer.raise_for_status()
        return answer

    def milliseconds(self, path: str, rest: bool = True) -> float:
        """How long one answer takes."""
        started = time.perf_counter()
        self.get(path, rest)
        return (time.perf_counter() - started) * 1000

    def post(self, path: str, values: dict[str, Any]) -> int:
        """Create something; the status."""
        headers = {"Accept": "application/json"}
        return self.session.post(f"{self.address}/{path}", json=values, headers=headers, timeout=120).status_code


def in_turn(asked: dict[str, tuple[Visitor, str, bool]], times: int = 15) -> dict[str, float]:
    """Median milliseconds of several addresses, asked one after the other."""
    spent: dict[str, list[float]] = {name: [] for name in asked}
    for _ in range(times + 3):
        for name, (visitor, path, rest) in asked.items():
            spent[name].append(visitor.milliseconds(path, rest))
    return {name: median(values[3:]) for name, values in spent.items()}
