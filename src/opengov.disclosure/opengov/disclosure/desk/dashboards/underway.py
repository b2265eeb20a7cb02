"""What is not signed yet: asked of the catalogue, which tells each user of what he may see and of nothing else (R-X1)."""

from opengov.disclosure.core.signoff import IN_REVIEW
from opengov.disclosure.desk.dashboards import words
from opengov.disclosure.desk.dashboards.tables import Board
from opengov.disclosure.desk.dashboards.tables import Cell
from opengov.disclosure.desk.dashboards.tables import Row
from opengov.disclosure.desk.dashboards.tables import Table
from opengov.disclosure.interfaces import IGoverned
from plone import api
from urllib.parse import urlencode


#: States of documents that are not counted yet, in the order of their life.
STATES = (
    "to_determine",
    "draft",
    *(
        state
        for state in ("section_review", "disclosure_review", "secrecy_consultation", "joint_consent", "sign_off")
        if state in IN_REVIEW
    ),
)


def query(board: Board, state: str) -> dict[str, object]:
    """What the catalogue is asked for: the documents of the agencies in one state."""
    return {
        "object_provides": IGoverned.__identifier__,
        "review_state": state,
        "issuing_agency": [agency.uid for agency in board.agencies],
    }


def numbers(board: Board) -> list[tuple[str, int]]:
    """State and number of the documents in it that the user may see, states without any left out."""
    catalog = api.portal.get_tool("portal_catalog")
    found = [(state, len(catalog(**query(board, state)))) for state in STATES]
    return [(state, number) for state, number in found if number]


def table(board: Board) -> Table | None:
    """How many documents are in each state; None where the user sees none."""
    rows = tuple(Row(board.titles.state(state), (_cell(board, state, number),)) for state, number in numbers(board))
    if not rows:
        return None
    title, note = board.text(words.TABLES["underway"]), board.text(words.NOTES["underway"])
    return Table("underway", title, note, board.text(words.STATE), (board.text(words.DOCUMENTS),), rows)


def _cell(board: Board, state: str, number: int) -> Cell:
    asked = {"state": state, "agency": board.only}
    query = urlencode({name: value for name, value in asked.items() if value})
    return Cell(str(number), number, f"{board.base}/@@statistics-list?{query}", counts=True)
