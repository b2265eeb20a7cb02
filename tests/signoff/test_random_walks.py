"""Random people at random documents of a site: whatever they try, in whatever order, the rules hold (plone.md 38).

What holds is told from the walk's own memory of who did what, not from what the product remembers.
"""

from AccessControl import getSecurityManager
from AccessControl import Unauthorized
from hypothesis import given
from hypothesis import HealthCheck
from hypothesis import Phase
from hypothesis import settings
from hypothesis import strategies as st
from opengov.disclosure.agency.interfaces import IDeputies
from opengov.disclosure.core.rules import RuleBroken
from opengov.disclosure.core.signoff import STEPS as STEPS_OF_LIFE
from opengov.disclosure.ledger.interfaces import ILedgerStore
from opengov.disclosure.ledger.interfaces import now
from opengov.disclosure.secrecy.interfaces import IDossier
from opengov.disclosure.secrecy.interfaces import IReviews
from opengov.disclosure.secrecy.interfaces import IScan
from opengov.disclosure.signoff.interfaces import IDocumentNumber
from opengov.disclosure.signoff.interfaces import ILife
from plone import api
from plone.app.textfield.value import RichTextValue
from plone.namedfile.file import NamedBlobFile
from plone.uuid.interfaces import IUUID
from Products.CMFCore.WorkflowCore import WorkflowException
from town import CHECKS
from town import make_agency
from town import open_office
from town import Walk
from zope.annotation.interfaces import IAnnotations
from zope.event import notify
from zope.globalrequest import getRequest
from zope.lifecycleevent import ObjectModifiedEvent

import os
import pytest
import random
import transaction


#: A nightly run takes 50 walks of 200 steps: OPENGOV_WALKS=5 make test.
FACTOR = int(os.environ.get("OPENGOV_WALKS", "1"))
WALKS, STEPS = 6 * FACTOR + 20 * (FACTOR > 1), min(60 * FACTOR, 200)

#: Account -> offices it holds; some hold several, which must not help them.
PEOPLE = {
    "drafter": ("Drafter",),
    "section-head": ("Section Head",),
    "disclosure-reviewer": ("Disclosure Reviewer",),
    "secrecy-officer": ("Secrecy Officer",),
    "signer": ("Signer",),
    "disclosure-officer": ("Disclosure Officer",),
    "jack": ("Drafter", "Section Head", "Signer"),
    "jill": ("Disclosure Reviewer", "Signer", "Disclosure Officer"),
    "jim": ("Disclosure Officer", "Disclosure Reviewer", "Signer"),
    "joan": ("Secrecy Officer", "Section Head", "Drafter"),
    "nobody": (),
}
PROPOSALS = (
    {"disclosure_attribute": "proactive", "disclosure_grounds": ()},
    {"disclosure_attribute": "on_request", "disclosure_grounds": (), "disclosure_reason": "特定申请人"},
    {"disclosure_attribute": "withheld", "disclosure_grounds": ("personnel",), "disclosure_reason": "内部事务"},
    {"disclosure_attribute": "withheld", "disclosure_grounds": ("trade_secret",), "disclosure_reason": "商业秘密"},
    {"disclosure_attribute": "on_request", "disclosure_grounds": (), "art20_item": "20.7", "disclosure_reason": "预算"},
    {"disclosure_attribute": None, "disclosure_grounds": ()},
)
#: The same as values of a step that sets an attribute.
DECISIONS = (
    {"attribute": "proactive"},
    {"attribute": "on_request", "withholding_reason": "特定申请人"},
    {"attribute": "withheld", "grounds": ["personnel"], "withholding_reason": "内部事务", "discretion": "影响工作"},
    {"attribute": "withheld"},
)
#: What everybody tries more often than other things, or few walks would come far.
ONWARD = ("submit", "endorse", "approve", "settle", "determine", "sign", "publish", "register", "file", "take_up")
HELD_BY = {
    "submit": "drafter",
    "endorse": "section-head",
    "approve": "disclosure-reviewer",
    "settle": "disclosure-officer",
    "determine": "secrecy-officer",
    "sign": "signer",
    "publish": "disclosure-officer",
    "register": "disclosure-officer",
    "file": "disclosure-officer",
    "take_up": "disclosure-reviewer",
    "review_adjustment": "disclosure-reviewer",
    "decide_adjustment": "signer",
    "review_again": "disclosure-reviewer",
    "republish": "disclosure-officer",
    "confirm_changes": "disclosure-reviewer",
    "decide_dispute": "signer",
    "sign_urgently": "signer",
    "make_up": "disclosure-reviewer",
}
#: Every other step there is, and one there is not.
OTHERS = (*sorted(set(STEPS_OF_LIFE) - set(ONWARD) - {"request_purge", "purge"}), "no_such_step")
FROZEN = (
    "issued",
    "published",
    "registered",
    "withheld",
    "withdrawn",
    "adjustment_review",
    "voided",
    "superseded",
    "to_determine",
)
PUBLIC = ("published", "registered")
ATTRIBUTE_OF = {"published": "proactive", "registered": "on_request"}
#: Steps whose agreement is a review in the sense of R-S1, and what takes the review away.
REVIEWING = ("approve", "determine", "decide_dispute", "sign_urgently", "take_up")
VERDICTS = ("confirm_changes", "make_up", "review_again", "review_adjustment")
VOIDING = ("question", "withdraw", "expire", "break_glass_withdraw")
#: Who sees a document in a state (core.access is asked nowhere here).
DRAFTING = {"Drafter", "Section Head"}
SIGNING = DRAFTING | {"Disclosure Reviewer", "Signer"}
EVERYBODY_AT_WORK = SIGNING | {"Secrecy Officer", "Disclosure Officer"}
SEEN_BY = {
    "draft": DRAFTING,
    "section_review": DRAFTING,
    "disclosure_review": DRAFTING | {"Disclosure Reviewer"},
    "secrecy_consultation": SIGNING | {"Secrecy Officer"},
    "sign_off": SIGNING,
    "issued": EVERYBODY_AT_WORK,
    "registered": EVERYBODY_AT_WORK,
    "withheld": EVERYBODY_AT_WORK,
    "withdrawn": EVERYBODY_AT_WORK,
    "adjustment_review": EVERYBODY_AT_WORK,
    "voided": EVERYBODY_AT_WORK,
    "superseded": EVERYBODY_AT_WORK,
    "joint_consent": SIGNING | {"Disclosure Officer"},
    "to_determine": DRAFTING | {"Disclosure Reviewer", "Disclosure Officer"},
    "discontinued": DRAFTING | {"Disclosure Reviewer"},
}
REFUSALS = (RuleBroken, Unauthorized, WorkflowException, api.exc.InvalidParameterError, ValueError)


class Memory:
    """What the walk remembers of one document: who wrote it, who agreed to what, who signed what."""

    def __init__(self, author):
        self.authors = {author}
        self.word = None
        self.word_of_reviewer = True
        self.signed = None
        self.numbered = False
        self.proposal = None
        self.pending = None
        self.third_party = False
        self.instructed = set()


class Office:
    """The people of an agency at their documents for a while."""

    def __init__(self, agency, seed):
        self.agency = agency
        self.rnd = random.Random(seed)
        self.memories = {}
        self.stood_for = {}

    def act(self):
        """One act of somebody; a refusal leaves nothing behind, as the publisher sees to."""
        user = self.rnd.choice(list(PEOPLE))
        act = self.rnd.choices(
            (self.write, self.edit, self.attach, self.detach, self.appoint, self.step), (3, 4, 3, 1, 1, 28)
        )
        before = transaction.savepoint()
        try:
            act[0](user)
        except REFUSALS:
            before.rollback()

    def pick(self):
        """A document: mostly one that still lives.

        :raises ValueError: when there is none yet.
        """
        documents = [self.agency[name] for name in self.memories]
        if not documents:
            raise ValueError("nothing is written yet")
        alive = [found for found in documents if ILife(found).state not in ("discontinued", "voided")]
        return self.rnd.choice(self.rnd.choice((alive, alive, alive, documents)) or documents)

    def write(self, user):
        if len(self.memories) >= 8:
            return
        with api.env.adopt_user(username=user):
            document = Walk(self.agency).draft(by=user, **self.proposal())
        self.memories[document.getId()] = Memory(user)

    def proposal(self):
        chosen = dict(self.rnd.choice((PROPOSALS[0], PROPOSALS[0], *PROPOSALS)))
        return chosen | {"discretion": "公开会影响工作"} if chosen["disclosure_grounds"] else chosen

    def edit(self, user):
        document = self.pick()
        with api.env.adopt_user(username=user):
            self.demand("Modify portal content", document)
            for name, value in self.proposal().items():
                setattr(document, name, value)
            document.art20_item = self.proposal().get("art20_item")
            text = f"<p>第{self.rnd.randrange(3)}稿</p>"
            document.text = RichTextValue(text, "text/html", "text/x-html-safe")
            document.urgency = self.rnd.choice((None, "urgent"))
            notify(ObjectModifiedEvent(document))
        self.memories[document.getId()].authors.add(user)

    def attach(self, user):
        document = self.pick()
        file = NamedBlobFile(b"%d" % self.rnd.randrange(10), filename="附件.txt")
        with api.env.adopt_user(username=user):
            api.content.create(container=document, type="DocumentAttachment", title="附件", file=file)
        self.memories[document.getId()].authors.add(user)

    def detach(self, user):
        document = self.pick()
        with api.env.adopt_user(username=user):
            for name in document.objectIds()[:1]:
                self.demand("Delete objects", document[name])
                document.manage_delObjects([name])
                self.memories[document.getId()].authors.add(user)

    @staticmethod
    def demand(permission, context):
        if not getSecurityManager().checkPermission(permission, context):
            raise Unauthorized(permission)

    def appoint(self, user):
        today = now().date()
        role = self.rnd.choice(PEOPLE[user] or ("Signer",))
        deputy = self.rnd.choice(list(PEOPLE))
        with api.env.adopt_user(username=user):
            IDeputies(self.agency).appoint(deputy, user, role, today, today, "出差")
        self.stood_for.setdefault(deputy, []).append((user, role))

    def step(self, user):
        document = self.pick()
        step = self.rnd.choice((*ONWARD * 2, *OTHERS))
        if self.rnd.random() < 0.6:
            # What comes next, by whoever holds the office, so that walks come to an end.
            following = [found for found in HELD_BY if not self.refused(document, found)]
            step = self.rnd.choice(following) if following else step
            user = HELD_BY.get(step, user)
        memory = self.memories[document.getId()]
        values = self.values(document, step)
        with api.env.adopt_user(username=user):
            office = [found.id for found in ILife(document).steps()]
            ILife(document).take(step, **values)
        assert step in office, "a step is taken by those alone to whom it is offered"
        self.remember(document, memory, step, user, values)

    def refused(self, document, step):
        with api.env.adopt_user(username=HELD_BY[step]):
            return bool(ILife(document).problems(step))

    def values(self, document, step):
        """What the step takes; sometimes a no, sometimes nonsense."""
        known = STEPS_OF_LIFE.get(step)
        if known is None:
            return {}
        said = {
            "reason": "说明",
            "checks": CHECKS,
            "handled": sorted(IScan(document).item_ids()),
            "consulted": "法制科",
            "body": "secrecy_body",
            "cause": "error",
            "outcome": self.rnd.choice(("agree", "agree", "agree", "disagree")),
            "changes": {"title": f"改过的标题之{self.rnd.randrange(3)}"},
            "received_on": "2026-01-05",
            "approved_on": "2026-01-05",
            "body_name": "市公安局",
            "opinion": "可以公开",
            "authority": "市政府",
            "paper": {"filename": "批复.txt", "data": "6KGo"},
            "instructed_by": self.rnd.choice(("signer", "jill")),
            "instructed_at": "2026-01-05T09:00:00+08:00",
            "instruction": "从速办理",
            "validity": self.rnd.choice(("repealed", "valid")),
            "validity_date": "2026-01-05",
            "issue_date": "2019-01-05",
            "signer_name": "王建国",
            **self.rnd.choice(DECISIONS),
        }
        given = {name: value for name, value in said.items() if known.accepts(name)}
        if step == "uphold":
            given.pop("body")
        if step == "determine":
            given.pop("paper")
        return given

    def remember(self, document, memory, step, user, values):
        memory.third_party |= "trade_secret" in (document.disclosure_grounds or ())
        self.remember_instructions(document, memory, step, user, values)
        self.remember_reviews(document, memory, step, user, values)
        self.remember_signatures(document, memory, step, user)
        self.remember_adjustments(document, memory, step, user, values)

    def remember_instructions(self, document, memory, step, user, values):
        if step == "record_instruction":
            memory.instructed.add(values["instructed_by"])
        if step == "countersign_instruction":
            stood_for = {person for person, _role in self.stood_for.get(user, ())}
            records = IDossier(document).affair("instructions")
            left = {record["instructed_by"] for record in records if not record["countersigned_at"]}
            assert memory.instructed - left <= {user, *stood_for}, "nobody countersigns for others"
            memory.instructed = left

    def remember_reviews(self, document, memory, step, user, values):
        if step in VOIDING or (step == "make_up" and ILife(document).state == "withdrawn"):
            memory.word = None
        if step in REVIEWING:
            memory.word = (user, content(document))
            memory.word_of_reviewer = step in ("approve", "determine", "take_up")
        if step in VERDICTS and self.reviews(document, user, step):
            about = memory.pending[1] if step == "review_adjustment" else content(document)
            memory.word = (user, about) if values["outcome"] == "agree" else None
            memory.word_of_reviewer = True

    @staticmethod
    def remember_signatures(document, memory, step, user):
        if step in ("sign", "sign_urgently", "enter_existing"):
            memory.signed = (user, content(document))
            memory.numbered = memory.numbered or step != "enter_existing"
        if step in ("return", "recall") and not memory.numbered:
            memory.signed = None
        if step == "propose_existing":
            memory.signed = (memory.signed[0], content(document))
            memory.authors.add(user)

    @staticmethod
    def remember_adjustments(document, memory, step, user, values):
        if step == "adjust":
            memory.pending = (user, adjusted(content(document), values), memory.word)
        if step == "decide_adjustment":
            assert user not in (memory.pending[0], *([memory.word[0]] if memory.word else []))
            if values["outcome"] == "agree":
                memory.signed = (memory.signed[0], content(document))
            else:
                memory.word = memory.pending[2]
            memory.pending = None

    def reviews(self, document, user, step):
        """Whether a verdict is that of a reviewer; a section head's, or the drafting unit's, is none."""
        if step not in ("confirm_changes", "make_up"):
            return True
        last = IReviews(document).opinions()[-1]
        return (last.step, last.reviewer, last.capacity) == (step, user, "Disclosure Reviewer")

    def check(self):
        """Everything that must hold, of every document."""
        for name, memory in self.memories.items():
            document = self.agency[name]
            state = ILife(document).state
            if state in FROZEN:
                assert memory.signed[1] == content(document), "R-I2"
                if memory.numbered:
                    assert memory.signed[0] not in memory.authors, "R-S4"
            if state in PUBLIC:
                assert memory.word[1] == memory.signed[1] == content(document), "R-S1"
                assert memory.word[0] not in memory.authors, "R-S4"
                assert not (memory.numbered and memory.word_of_reviewer and memory.word[0] == memory.signed[0]), "R-S4"
                assert ATTRIBUTE_OF[state] == document.disclosure_attribute, "R-I3"
                assert not (memory.third_party and state == "published"), "R-A3"
            if state not in ("draft", "discontinued", "to_determine"):
                assert document.disclosure_attribute in ("proactive", "on_request", "withheld"), "R-A1"
                assert bool(document.disclosure_grounds) == (document.disclosure_attribute == "withheld"), "R-A2"
                assert not (document.art20_item and document.disclosure_attribute == "on_request"), "R-A10"
        self.check_sight()

    def check_sight(self):
        """One person sees what the states let him see, and finds just that."""
        user = self.rnd.choice(list(PEOPLE))
        roles = {*PEOPLE[user], *(role for person, role in self.stood_for.get(user, ()))}
        expected = {
            name
            for name in self.memories
            if ILife(self.agency[name]).state == "published"
            or roles & SEEN_BY.get(ILife(self.agency[name]).state, set())
        }
        begin_request()
        with api.env.adopt_user(username=user):
            may = getSecurityManager().checkPermission
            told = {name for name, memory in self.memories.items() if user in memory.instructed}
            assert {name for name in self.memories if may("View", self.agency[name])} == expected | told
            found = api.content.find(context=self.agency, portal_type="OfficialDocument")
            assert {brain.getId for brain in found} == expected | told

    def check_series(self):
        """Numbers run from 1 without a gap, and every chain holds."""
        signed = [self.agency[name] for name in self.memories if self.memories[name].numbered]
        serials = sorted(int(IDocumentNumber(document).text.partition("〕")[2][:-1]) for document in signed)
        assert serials == list(range(1, len(signed) + 1))
        store = ILedgerStore(api.portal.get())
        assert [found for name in self.memories for found in store.verify(IUUID(self.agency[name]))] == []


def begin_request():
    """What Plone remembers of local roles for one request, and a walk is many."""
    remembered = IAnnotations(getRequest())
    for key in [key for key in remembered if "checkLocalRolesAllowed" in str(key)]:
        del remembered[key]


def adjusted(shown, values):
    """The same content with another attribute."""
    title, text, _attribute, _grounds, files = shown
    return title, text, values["attribute"], tuple(values.get("grounds", ())), files


def content(document):
    """What a reader is shown, in the walk's own words."""
    files = tuple((file.title, file.file.data) for file in document.objectValues())
    return document.title, document.text.raw, document.disclosure_attribute, tuple(document.disclosure_grounds), files


@pytest.fixture
def bureau(portal):
    with api.env.adopt_roles(["Manager"]):
        agency = make_agency(portal)
        for user, roles in PEOPLE.items():
            for role in roles:
                open_office(agency, role, user)
        api.user.create(email="nobody@example.org", username="nobody")
    return agency


def test_no_order_of_acts_leads_past_a_rule(bureau):
    came_to = set()

    @settings(
        max_examples=WALKS,
        deadline=None,
        database=None,
        derandomize=FACTOR == 1,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(seed=st.integers(0, 2**32))
    def walk(seed):
        before = transaction.savepoint()
        office = Office(bureau, seed)
        for _ in range(STEPS):
            office.act()
            office.check()
        office.check_series()
        came_to.update(ILife(bureau[name]).state for name in office.memories)
        before.rollback()

    walk()
    assert {"issued", "published", "registered", "withheld"} & came_to, "no walk has come far: the test shows nothing"
