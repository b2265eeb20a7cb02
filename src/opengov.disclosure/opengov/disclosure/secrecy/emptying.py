"""What is left of a dossier after a purge (R-L3): who decided what and when, in codes and digests; no word, no byte."""

from collections.abc import Collection


#: What of an opinion leads back to words: ids of findings are made from what was found.
_NO_WORDS = {"handled": ()}

#: What of a signature is a name in words.
_NAMES = ("signer_name",)
#: The same in a signature of a joint document: who signed for an outside body, on which paper.
_SIGNATORY_NAMES = ("signed_by", "paper")

#: Parts of a dossier that hold nothing but words and bytes.
_WORDS = ("notes", "contents", "blobs", "papers")


def empty(record, keeps: Collection[str]) -> None:
    """Destroy the words of a dossier.

    :param record: a :class:`.dossier.Dossier`.
    :param keeps: names of the affairs that stay.
    """
    for name in _WORDS:
        # a new tree of the same kind, so that not even an emptied one remembers a key
        setattr(record, name, type(getattr(record, name))())
    record.overrides = ()
    record.salt = ""
    record.opinions = tuple({**opinion, **_NO_WORDS} for opinion in record.opinions)
    if record.signed:
        record.signed = _without_names(record.signed)
    kept = {name: value for name, value in (record.affairs or {}).items() if name in keeps}
    record.affairs = type(record.affairs)(kept) if kept else None


def remains(record, keeps: Collection[str]) -> tuple[str, ...]:
    """Names of what :func:`empty` would still destroy."""
    found = [name for name in (*_WORDS, "overrides", "salt") if getattr(record, name)]
    if any(opinion["handled"] for opinion in record.opinions):
        found.append("opinions")
    if record.signed and record.signed != _without_names(record.signed):
        found.append("signed")
    return (*found, *sorted(set(record.affairs or ()) - set(keeps)))


def _without_names(signed: dict) -> dict:
    """What was signed without the names of persons in words; agencies are named as under the text."""
    kept = {name: value for name, value in signed.items() if name not in _NAMES}
    if "signatories" in kept:
        kept["signatories"] = [
            {name: value for name, value in one.items() if name not in _SIGNATORY_NAMES} for one in kept["signatories"]
        ]
    return kept
