"""Elements of PREMIS 3.0."""

from opengov.disclosure.core.packages import Entry
from opengov.disclosure.transfer.writers.eark.nodes import Node
from opengov.disclosure.transfer.writers.eark.nodes import node


SOFTWARE = "opengov.disclosure"
#: Kinds of identifiers.
PATH, RECORD, CODE, PACKAGE, AGENT, ACT = (
    "信息包内路径",
    "电子文件号",
    "档号",
    "信息包标识",
    "机构人员标识符",
    "业务标识符",
)


def identified(name: str, kind: str, value: str, role: str = "") -> Node:
    """``<name>`` of kind and value, e.g. ``objectIdentifier``."""
    told = node(f"premis:{name}Role", role) if role else None
    return node(f"premis:{name}", node(f"premis:{name}Type", kind), node(f"premis:{name}Value", value), told)


def file_object(path: str, entry: Entry, name: str, media_type: str, record: str) -> Node:
    """A file with its digests, the name it had in the office, and the record it is part of."""
    return node(
        "premis:object",
        identified("objectIdentifier", PATH, path),
        node(
            "premis:objectCharacteristics",
            node("premis:compositionLevel", "0"),
            _fixity("SHA-256", entry.sha256),
            _fixity("SM3", entry.sm3),
            node("premis:size", str(entry.size)),
            node("premis:format", node("premis:formatDesignation", node("premis:formatName", media_type))),
        ),
        node("premis:originalName", name),
        node(
            "premis:relationship",
            node("premis:relationshipType", "structural"),
            node("premis:relationshipSubType", "is part of"),
            identified("relatedObjectIdentifier", RECORD, record),
        ),
        xsi__type="file",
    )


def event(
    id: str, kind: str, at: str, detail: str, agent: tuple[str, str], about: tuple[str, str], outcome: str = ""
) -> Node:
    """Something that happened.

    :param at: ISO time.
    :param agent: kind and value of the identifier of who did it.
    :param about: kind and value of the identifier of what it was done to.
    """
    result = node("premis:eventOutcomeInformation", node("premis:eventOutcome", outcome)) if outcome else None
    return node(
        "premis:event",
        identified("eventIdentifier", ACT, id),
        node("premis:eventType", kind),
        node("premis:eventDateTime", at),
        node("premis:eventDetailInformation", node("premis:eventDetail", detail)) if detail else None,
        result,
        identified("linkingAgentIdentifier", *agent),
        identified("linkingObjectIdentifier", *about),
    )


def agent(id: tuple[str, str], name: str, kind: str, notes: tuple[str, ...] = (), version: str = "") -> Node:
    """Who did something.

    :param id: kind and value of the identifier.
    :param kind: ``organization``, ``person`` or ``software``.
    """
    return node(
        "premis:agent",
        identified("agentIdentifier", *id),
        node("premis:agentName", name),
        node("premis:agentType", kind),
        node("premis:agentVersion", version) if version else None,
        *(node("premis:agentNote", note) for note in notes if note),
    )


def _fixity(algorithm: str, digest: str) -> Node:
    return node(
        "premis:fixity",
        node("premis:messageDigestAlgorithm", algorithm),
        node("premis:messageDigest", digest),
    )
