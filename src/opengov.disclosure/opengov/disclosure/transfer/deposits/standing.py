"""What is due, done and overdue: computed from the index and the profile of each day, never stored (R-D4)."""

from collections.abc import Iterator
from datetime import date
from heapq import merge
from itertools import islice
from opengov.disclosure.core import deposits as rules
from opengov.disclosure.core.deadlines import Deadline
from opengov.disclosure.core.deposits import Duty
from opengov.disclosure.core.deposits import Standing
from opengov.disclosure.transfer.deposits import notices
from opengov.disclosure.transfer.deposits.acts import span_on
from opengov.disclosure.transfer.deposits.index import duties
from opengov.disclosure.transfer.deposits.store import DepositShelf
from opengov.disclosure.transfer.deposits.store import owed


#: Periods that are shown although they are done.
LATEST = 12
#: Duties of single documents; lists on paper are shown by period.
_SINGLE = (Duty.ELECTRONIC, Duty.RECORD_COPY)
KINDS = ("archive", "library")


class Standings:
    """How the duties of one agency stand on a day."""

    def __init__(self, place, shelf: DepositShelf, on: date) -> None:
        self.place = place
        self.shelf = shelf
        self.on = on
        self._known: dict[str, dict[str, Deadline]] = {}

    def deadline(self, duty: str, day: str) -> Deadline | None:
        """When a duty is due that what was made or changed on a day owes; None where the clause names no day."""
        if day not in self._known:
            found = self.place.deadlines({"created": date.fromisoformat(day)})
            self._known[day] = {deadline.key: deadline for deadline in found}
        return self._known[day].get(duty)

    def documents(self) -> Iterator[dict]:
        """What is not handed over of single documents, the earliest made first."""
        waiting = [self._waiting(duty.value, kind) for duty in _SINGLE for kind in KINDS]
        for day, duty, kind, uid in merge(*waiting):
            yield self.duty(duty, kind, day, uid)

    def _waiting(self, duty: str, kind: str) -> Iterator[tuple[str, str, str, str]]:
        return ((day, duty, kind, uid) for day, uid in self.shelf.waiting(duty, kind))

    def of_document(self, uid: str) -> list[dict]:
        """All duties of one document, done ones too."""
        day = self.shelf.days.get(uid, "")
        return [
            self.duty(duty, kind, day, uid) for duty, kind in (duties(self.place, day, self.shelf.since) if day else ())
        ]

    def duty(self, duty: str, kind: str, day: str, uid: str) -> dict:
        """One duty of one document."""
        done_on, act = self.shelf.done.get(owed(duty, kind, day, uid), ("", 0))
        told = {"duty": duty, "receiver": kind, "document": uid, "day": day, "done_on": done_on, "act": act}
        return {**told, **self._timing(self.deadline(duty, day), done_on)}

    def periods(self) -> list[dict]:
        """Lists on paper and nil returns, the newest first: what is not done, and the latest."""
        since = date.fromisoformat(self.shelf.since)
        known = list(rules.spans(since, self.on, self._paper_rule))
        found = [row for span in reversed(known) for row in self._lists(span)]
        open_ones = [row for row in found if not row["standing"].startswith("done")]
        shown = {row["period"] for row in [*found[: LATEST * len(KINDS)], *open_ones]}
        return [row for row in found if row["period"] in shown]

    def _paper_rule(self, day: date):
        return self.place.jurisdiction_on(day).periods.get(Duty.PAPER.value)

    def _lists(self, span: rules.Span) -> Iterator[dict]:
        jurisdiction = self.place.jurisdiction_on(span.last)
        acts = self.shelf.acts(span.id)
        for kind in jurisdiction.transfer_recipients:
            held = [act for act in rules.standing_acts(acts) if act.kind == kind]
            waiting = sum(1 for _each in self.waiting(span, kind))
            handed = [act for act in held if act.what in ("hand_in", "nil_return")]
            nil = not waiting and not handed
            if nil and not (jurisdiction.nil_returns and Duty.PAPER in jurisdiction.periods):
                continue
            done_on = max(act.on for act in handed) if handed and not waiting else ""
            told = {"period": span.id, "receiver": kind, "first": span.first.isoformat(), "last": span.last.isoformat()}
            told |= {"documents": waiting, "nil": nil, "acts": [act.number for act in held], "done_on": done_on}
            timing = self._timing(self._list_deadline(span, kind), done_on)
            if timing["standing"] == Standing.DUE and span.last >= self.on:
                timing["standing"] = Standing.OPEN.value
            yield told | timing

    def waiting(self, span: rules.Span, kind: str) -> Iterator[tuple[str, str]]:
        """Day and UID of what waits for the list of a span."""
        for day, uid in self.shelf.waiting(Duty.PAPER.value, kind, span.first.isoformat(), span.last.isoformat()):
            if span_on(self.place, day) == span:
                yield day, uid

    def _list_deadline(self, span: rules.Span, kind: str) -> Deadline | None:
        """By the rule of its last day, or of what stands in it when the rule has changed since."""
        days = [span.last.isoformat(), *(day for day, _uid in islice(self.waiting(span, kind), 1))]
        found = [each for day in reversed(days) if (each := self.deadline(Duty.PAPER.value, day)) is not None]
        return found[0] if found else None

    def notices(self, done: bool) -> Iterator[dict]:
        """Notices of lapse and recall, the newest first."""
        if done:
            numbers = range(self.shelf.told.maxKey() if self.shelf.told else 0, 0, -1)
        else:
            numbers = [int(key) for key in reversed(list(self.shelf.untold))]
        for number in numbers:
            yield self.notice(number)

    def notice(self, number: int) -> dict:
        """One notice with its deadline and what its receivers did."""
        found = self.shelf.notice(number)
        receivers = {kind: self._answer(number, kind) for kind in KINDS if f"{number}|{kind}" in self.shelf.answers}
        done_on = ""
        if receivers and notices.is_done(self.shelf, number):
            done_on = max(answer["acknowledged_on"] or answer["offered_on"] for answer in receivers.values())
        deadline = notices.deadline_of(self.place, found["kind"], found["day"])
        told = {name: found[name] for name in ("number", "kind", "document", "document_number", "cause", "effective")}
        told |= {name: found[name] for name in ("letter", "at", "day")}
        told["replaced_by"] = {"document": found["by"], "number": found["by_number"]}
        timing = self._timing(deadline, done_on)
        if not receivers:
            # nobody has the document: nobody is to be told
            timing["standing"] = Standing.OPEN.value
        return {**told, "receivers": receivers, "done_on": done_on, **timing}

    def _answer(self, number: int, kind: str) -> dict:
        on, act = self.shelf.answers[f"{number}|{kind}"]
        known = self.shelf.act(act)
        return {"offered_on": on, "acknowledged_on": known.on if known is not None else "", "act": act}

    def yearly(self) -> list[dict]:
        """The annual report of last year, and the guide (003 移送管理办法 第八条)."""
        year = self.on.year - 1
        key = rules.report_key(self.place.agency.title or "")
        found = self.place.deadlines({"year_ended": date(year, 12, 31)})
        deadline = next((each for each in found if each.key == key), None)
        day, report = self._of_genre("annual_report", f"{self.on.year}-01-01", f"{self.on.year}-12-31")
        guide = self._of_genre("guide", "", "9")
        return [
            self._yearly("annual_report", str(year), deadline, day, report),
            self._yearly("guide", "", None, *guide),
        ]

    def _of_genre(self, genre: str, first: str, last: str) -> tuple[str, str]:
        keys = list(self.shelf.genres.keys(f"{genre}|{first}", f"{genre}|{last}}}"))
        _genre, day, uid = keys[-1].split("|") if keys else ("", "", "")
        return day, uid

    def _yearly(self, genre: str, year: str, deadline: Deadline | None, day: str, uid: str) -> dict:
        """Done when there is such a document and its electronic text was handed over to everybody."""
        handed = [each for each in self.of_document(uid) if each["duty"] == Duty.ELECTRONIC] if uid else []
        done = bool(handed) and all(each["done_on"] for each in handed)
        done_on = max(each["done_on"] for each in handed) if done else ""
        timing = self._timing(deadline, done_on)
        return {"genre": genre, "year": year, "document": uid, "day": day, "done_on": done_on, **timing}

    def _timing(self, deadline: Deadline | None, done_on: str) -> dict:
        """Where no period runs the duty itself is cited, by the Regulation that everybody is under."""
        stands = rules.standing(deadline, date.fromisoformat(done_on) if done_on else None, self.on)
        return {
            "due": deadline.due.isoformat() if deadline else "",
            "source": deadline.source if deadline else rules.CLAUSE,
            "provisional": deadline.provisional if deadline else False,
            "standing": stands.value,
        }


def near(row: dict, place, on: date, days: int) -> bool:
    """Whether somebody is to be reminded of a duty: its last day is over, or at most so many working days away."""
    if row["standing"] == Standing.OVERDUE:
        return True
    if row["standing"] != Standing.DUE or not row["due"]:
        return False
    return place.calendar.count(on, date.fromisoformat(row["due"])) <= days
