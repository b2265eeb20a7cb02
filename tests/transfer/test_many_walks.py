"""Archives walk through their feeds while offices write: every entry is seen exactly once, in order (R-T2)."""

from forks import copy_database
from forks import file_storage
from opengov.disclosure.transfer.interfaces import IHandovers
from opengov.disclosure.transfer.interfaces import IReceivers
from plone.uuid.interfaces import IUUID
from Testing.makerequest import makerequest
from ZODB.POSException import ConflictError
from zope.component.hooks import setSite
from zope.globalrequest import setRequest

import pytest
import random
import threading
import time
import transaction
import ZODB


WRITES, OFFICES, CLIENTS, WALKS = 5000, 2, 2, 25
#: Notices of one act of an office, and of one step of the sealer at most.
ACT, STEP = 5, 20


class Place:
    """A site in a thread of its own, on a database that others write to."""

    def __init__(self, database):
        self.connection = database.open()
        app = makerequest(self.connection.root()["Application"])
        setRequest(app.REQUEST)
        setSite(app.plone)
        self.handovers, self.receivers = IHandovers(app.plone), IReceivers(app.plone)

    def act(self, what):
        """Do something and commit it, again until nobody was in the way."""
        while True:
            transaction.begin()
            try:
                result = what()
                transaction.commit()
                return result
            except ConflictError:
                transaction.abort()


class Crowd:
    """Offices, the one sealer and the clients, each a thread; what went wrong in any of them."""

    def __init__(self, database, agency, document):
        self.database = database
        self.agency = agency
        self.document = document
        self.writing = OFFICES
        self.sealed = threading.Event()
        self.walks = []
        self.errors = []

    def office(self, number):
        place = Place(self.database)
        for first in range(number, WRITES, OFFICES * ACT):
            place.act(lambda: self.announce(place, range(first, min(first + OFFICES * ACT, WRITES), OFFICES)))  # noqa: B023
        self.writing -= 1

    def announce(self, place, numbers):
        for number in numbers:
            place.handovers.announce(self.document, self.agency, "lapse_notice", {"number": number})

    def sealer(self, _number):
        place, more = Place(self.database), True
        while more or self.writing:
            more = place.act(lambda: place.handovers.work([self.agency], STEP))["more"]
        self.sealed.set()

    def client(self, number):
        place, rnd = Place(self.database), random.Random(number)
        name = ("archive", "library")[number]
        for turn in range(WALKS):
            # each walk goes further than the one before, and so beside what is written meanwhile
            goal = WRITES * (turn + 1) // WALKS
            self.walks.append((name, self.walk(place, name, rnd, goal)))

    def walk(self, place, name, rnd, goal):
        """From the beginning until an empty page behind the goal, or behind the last entry of all."""
        seen, after = [], 0
        while True:
            last = self.sealed.is_set()
            transaction.begin()
            receiver = place.receivers.all()[name]
            page = place.handovers.page(receiver, after, rnd.choice((1, 7, 100, 500)))
            seen += [(item["seq"], item["kind"], item["about"].get("number")) for item in page["items"]]
            after = page["next"]
            if not page["items"]:
                if last or goal <= len(seen) < WRITES:
                    return seen
                # a client asks again after a while
                time.sleep(0.01)

    def run(self):
        work = [(self.office, number) for number in range(OFFICES)] + [(self.sealer, 0)]
        threads = [threading.Thread(target=self.tried, args=one) for one in work]
        threads += [threading.Thread(target=self.tried, args=(self.client, number)) for number in range(CLIENTS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(240)

    def tried(self, what, number):
        try:
            what(number)
        except BaseException as error:
            self.errors.append(repr(error))
            self.writing = 0
            self.sealed.set()
            raise


@pytest.mark.slow
def test_fifty_walks_during_five_thousand_writes_miss_nothing_and_see_nothing_twice(town, spool, tmp_path):
    town.receiver()
    town.receiver("library", "library")
    document = town.published()
    town.seal(document)
    copy_database(town.portal._p_jar.db().storage, file_storage(tmp_path))
    database = ZODB.DB(file_storage(tmp_path), pool_size=10)
    crowd = Crowd(database, IUUID(town.bureau), IUUID(document))
    crowd.run()
    setSite(town.portal)
    database.close()
    assert crowd.errors == []
    assert len(crowd.walks) == CLIENTS * WALKS
    for name in ("archive", "library"):
        walks = sorted((seen for whose, seen in crowd.walks if whose == name), key=len)
        whole = walks[-1]
        assert [seq for seq, _kind, _number in whole] == list(range(1, len(whole) + 1))
        assert sorted(number for _seq, kind, number in whole if kind == "lapse_notice") == list(range(WRITES))
        assert all(seen == whole[: len(seen)] for seen in walks)
        # the walks were under way while the feed grew
        assert len({len(seen) for seen in walks}) > WALKS / 2
