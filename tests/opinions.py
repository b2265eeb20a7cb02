"""Opinions for tests of the rules: given on the content ``A``, in November, by the reviewer ``shen``."""

from opengov.disclosure.core import secrecy


A, B = "sha256:" + "a" * 64, "sha256:" + "b" * 64


def opinion(capacity="Disclosure Reviewer", outcome="agree", digest=A, **values):
    plain = {
        "reviewer": "shen",
        "on_behalf_of": "",
        "capacity": capacity,
        "step": "approve",
        "outcome": outcome,
        "attribute": "proactive",
        "grounds": (),
        "checks": secrecy.CHECKS,
        "digest": digest,
        "at": "2026-11-20T09:00:00+08:00",
    }
    return secrecy.Opinion(**{**plain, **values})


APPROVAL = opinion()
HEAD = opinion(capacity="Section Head", step="endorse")
DETERMINED = opinion(capacity="Secrecy Officer", step="determine", determination=True)
