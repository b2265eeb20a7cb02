"""``GET @statistics`` of an agency or the site: the same figures as the page, in codes."""

from dataclasses import asdict
from opengov.disclosure.core import figures
from opengov.disclosure.core import statistics
from opengov.disclosure.core.figures import INFORMATION
from opengov.disclosure.core.figures import Share
from opengov.disclosure.desk.dashboards import asking
from opengov.disclosure.desk.dashboards import underway
from opengov.disclosure.desk.dashboards.tables import Board
from plone.restapi.services import Service
from zExceptions import NotFound


class StatisticsGet(Service):
    """Who may see no agency's figures finds nothing here (R-X1)."""

    def reply(self) -> dict:
        question = asking.Question(self.context, self.request)
        if not question.agencies:
            raise NotFound("@statistics")
        question.strict(asking.PERIOD)
        board = question.board()
        self.request.response.setHeader("Cache-Control", "no-cache, private")
        return {
            "@id": f"{self.context.absolute_url()}/@statistics",
            "from": board.span.from_day,
            "to": board.span.to_day,
            "today": board.today,
            "documents": _documents(board),
            "months": _months(board),
            "shares": {name: _share(figures.share(board.counts, name)) for name in statistics.ATTRIBUTES[:3]},
            "grounds": _grounds(board),
            "steps": _steps(board),
            "duties": _duties(board),
            "agencies": [_agency(board, agency) for agency in board.agencies],
            "underway": [{"state": state, "documents": number} for state, number in underway.numbers(board)],
        }


def _documents(board: Board) -> list[dict]:
    found = figures.documents(board.counts)
    return [
        {
            "attribute": attribute,
            "state": state,
            "documents": found[attribute, state],
            "list": board.list_url(attribute=attribute, state=state),
        }
        for attribute in statistics.ATTRIBUTES
        for state in statistics.COUNTED
        if found[attribute, state]
    ]


def _months(board: Board) -> list[dict]:
    return [
        {"from": part.from_day, "to": part.to_day, **figures.by_attribute(board.counts_of(part.months))}
        for part in board.span.parts()
    ]


def _share(share: Share) -> dict:
    return {"documents": share.part, "of": share.whole, "percent": share.percent and float(share.percent)}


def _grounds(board: Board) -> list[dict]:
    found = figures.by_ground(board.counts).items()
    return [{"ground": code, **_share(share), "list": board.list_url(ground=code)} for code, share in found]


def _steps(board: Board) -> list[dict]:
    return [{**asdict(time), "list": board.list_url(step=time.step)} for time in figures.times(board.counts)]


def _duties(board: Board) -> list[dict]:
    return [
        {
            **asdict(kept),
            "percent": kept.punctual.percent and float(kept.punctual.percent),
            "list": board.list_url(duty=kept.key, clause=kept.source),
        }
        for kept in figures.punctuality(board.counts, board.today)
    ]


def _agency(board: Board, agency) -> dict:
    counts = board.counts_at(agency.uid)
    return {
        "@id": agency.url,
        "uid": agency.uid,
        "title": agency.title,
        "documents": dict(figures.by_attribute(counts)),
        "withheld": _share(figures.share(counts, "withheld")),
        "list": board.list_url(agency=agency.uid, attribute=INFORMATION),
    }
