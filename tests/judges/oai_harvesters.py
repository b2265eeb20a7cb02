"""Harvests with a harvester that others have written: a line of JSON for each thing that it understood.

Usage: oai_harvesters.py sickle|scythe GET|POST URL USER PASSWORD QUESTION [name=value ...]

QUESTION is ``identify``, ``formats``, ``sets``, ``headers`` or ``records``; names are those of the protocol. With ``step=1`` it
waits for a line on its standard input after each thing, so that something can happen between two pages.
"""

from oaipmh_scythe import Scythe
from sickle import Sickle

import json
import sys
import warnings


def sickle(method, url, account, question, arguments):
    """Everything that Sickle finds."""
    client = Sickle(url, http_method=method, auth=account, timeout=60)
    if question == "identify":
        return [client.Identify()]
    ask = {
        "formats": client.ListMetadataFormats,
        "sets": client.ListSets,
        "headers": client.ListIdentifiers,
        "records": client.ListRecords,
    }
    return ask[question](**arguments)


def scythe(method, url, account, question, arguments):
    """Everything that oaipmh-scythe finds."""
    client = Scythe(url, http_method=method, auth=account, timeout=60)
    if question == "identify":
        return [client.identify()]
    ask = {
        "formats": client.list_metadata_formats,
        "sets": client.list_sets,
        "headers": client.list_identifiers,
        "records": client.list_records,
    }
    names = {"from": "from_", "set": "set_", "metadataPrefix": "metadata_prefix"}
    return ask[question](**{names.get(name, name): value for name, value in arguments.items()})


def plain(question, one):
    """What it understood, as plain values."""
    if question == "identify":
        return {"base": one.baseURL, "deleted": one.deletedRecord, "granularity": one.granularity}
    if question == "formats":
        return {"prefix": one.metadataPrefix}
    if question == "sets":
        return {"set": one.setSpec, "name": one.setName}
    header = one if question == "headers" else one.header
    told = {"id": header.identifier, "at": header.datestamp, "sets": header.setSpecs, "deleted": header.deleted}
    if question == "records" and not header.deleted:
        told["metadata"] = one.metadata
    return told


def main():
    """Harvest and print."""
    warnings.simplefilter("ignore")
    harvester, method, url, user, password, question, *rest = sys.argv[1:]
    arguments = dict(one.split("=", 1) for one in rest)
    step = arguments.pop("step", "")
    for one in {"sickle": sickle, "scythe": scythe}[harvester](method, url, (user, password), question, arguments):
        print(json.dumps(plain(question, one), default=str), flush=True)
        if step:
            sys.stdin.readline()


if __name__ == "__main__":
    main()
