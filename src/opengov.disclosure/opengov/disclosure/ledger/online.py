"""The record of a running site, page by page."""

from collections.abc import Iterator
from opengov.disclosure.client import Client


STEP = 500


class OnlineRecord:
    """The record of a site behind a URL."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def breaks(self, uid: str | None) -> Iterator[dict]:
        """Verify one chain, or all of them page by page."""
        query = {"uid": uid} if uid else {"limit": STEP}
        while query:
            answer = self.client.get("@ledger-verify", query)
            yield from answer["breaks"]
            query = {"limit": STEP, "after": answer["next"]} if answer["next"] else {}

    def anchors(self) -> Iterator[dict]:
        """Anchor until nothing is left to anchor."""
        while made := self.client.post("@ledger-anchor", {"limit": STEP})["anchor"]:
            yield made

    def entries(self, uid: str) -> list[dict]:
        """Fetch a chain page by page."""
        entries: list[dict] = []
        after: int | None = 0
        while after is not None:
            answer = self.client.get("@ledger", {"uid": uid, "limit": STEP, "after": after})
            entries += answer["items"]
            after = answer["next"]
        return entries
