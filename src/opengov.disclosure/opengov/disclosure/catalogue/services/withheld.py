"""The list of withheld documents over REST."""

from opengov.disclosure.bodies import read_json
from opengov.disclosure.catalogue.interfaces import IWithheldList
from opengov.disclosure.catalogue.services.lists import answer
from opengov.disclosure.core.rules import enforce
from opengov.disclosure.core.rules import Problem
from plone.restapi.services import Service
from zExceptions import NotFound


FILED, ACKNOWLEDGED = ("filed_with", "filed_on"), ("acknowledged_on", "reference")
FILING = (*FILED, *ACKNOWLEDGED)
ACTS = {"publish": ("year", *FILING), "retract": ("year",)}


class WithheldListGet(Service):
    """``GET <agency>/@withheld-list?year=``: years and masked rows; 404 where nothing is published (R-X1)."""

    def reply(self):
        held = IWithheldList(self.context)
        years = held.years()
        form = self.request.form
        enforce(
            Problem("query_unknown", "R-X2", name[:60], params={"name": name[:60]}) for name in set(form) - {"year"}
        )
        year = form.get("year") or (years[0] if years else "")
        filing = held.filing(year) if isinstance(year, str) else None
        if filing is None:
            raise NotFound("@withheld-list")
        told = {"year": year, "years": years, **{name: filing[name] for name in FILING}}
        return answer(self, "@withheld-list", {**told, "items": held.rows(year, 0, 10000)})


class WithheldListPost(Service):
    """``POST <agency>/@withheld-list``: publish a year's list that was filed, or take it back."""

    def reply(self):
        body = read_json(self.request)
        taken = ACTS.get(str(body.get("act")))
        if taken is None:
            enforce([Problem("query_value", "R-X2", "act", params={"name": "act", "values": ", ".join(ACTS)})])
        enforce(
            Problem("query_unknown", "R-X2", name[:60], params={"name": name[:60]})
            for name in sorted(set(body) - {"act", *taken})
        )
        # what is not sent of an acknowledgement stays as it is on record
        values = {name: str(body.get(name) or "") for name in taken if name in body or name not in ACKNOWLEDGED}
        held = IWithheldList(self.context)
        (held.publish if body["act"] == "publish" else held.retract)(**values)
        return self.reply_no_content()
