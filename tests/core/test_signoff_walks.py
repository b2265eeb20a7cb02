"""Random walks of a document through its life, on the rules alone: no order of acts leads past a rule (plone.md 38).

What holds is told from the walk's own memory of who did what, not from the answers of the rules under test.
"""

from dataclasses import dataclass
from dataclasses import replace
from hypothesis import HealthCheck
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize
from hypothesis.stateful import rule
from hypothesis.stateful import RuleBasedStateMachine
from opengov.disclosure.core import attribute
from opengov.disclosure.core import jurisdictions
from opengov.disclosure.core import secrecy
from opengov.disclosure.core import signoff
from opengov.disclosure.core.digest import content_digest

import os
import random


#: A nightly run walks further: OPENGOV_WALKS=20 make test.
WALKS = int(os.environ.get("OPENGOV_WALKS", "1"))

PERSONS = ("chen", "li", "liu", "sun", "wang", "zhao", "zhou")
OFFICES = (
    "Drafter",
    "Section Head",
    "Disclosure Reviewer",
    "Secrecy Officer",
    "Signer",
    "Disclosure Officer",
    "Manager",
)
NATIONAL = jurisdictions.load("cn-national-2019")
PROPOSALS = (
    attribute.Proposal(None),
    attribute.Proposal("proactive"),
    attribute.Proposal("on_request", reason="特定申请人"),
    attribute.Proposal("on_request"),
    attribute.Proposal("withheld", ("personnel",), "内部事务", discretion="影响工作"),
    attribute.Proposal("withheld", ("trade_secret",), "商业秘密"),
    attribute.Proposal("withheld"),
    attribute.Proposal("proactive", ("personnel",)),
    attribute.Proposal("secret"),
)
OUTCOMES = {"endorse": "agree", "approve": "agree", "return": "disagree", "refer": "refer", "determine": "agree"}
ENDS = ("discontinued", "withdrawn", "registered", "withheld")
ONWARD = ("submit", "endorse", "approve", "determine", "sign", "publish", "register", "file")
VALUES = {
    "checks": list(secrecy.CHECKS),
    "reason": "情况说明",
    "body": secrecy.IN_HOUSE,
    "cause": "error",
    "consulted": "法制科",
}


@dataclass(frozen=True)
class Word:
    """What the walk remembers of a positive review: who gave it on what."""

    persons: frozenset[str]
    content: str


class Life(RuleBasedStateMachine):
    """One document among people who hold several offices and stand in for each other."""

    @initialize(more=st.lists(st.sampled_from(OFFICES), min_size=3, max_size=3), small=st.booleans())
    def open_the_house(self, more, small):
        self.offices = {
            person: frozenset({OFFICES[place], *([more[place // 2]] if place % 2 else [])})
            for place, person in enumerate(PERSONS)
        }
        self.size = "small" if small else "standard"
        self.begin()

    def begin(self):
        self.state, self.came_from, self.clock = "draft", "", 0
        self.text, self.proposal = 0, PROPOSALS[1]
        self.authors, self.opinions = {"chen"}, []
        self.submitted_at, self.questioned = "", False
        self.signed, self.signers, self.word = "", frozenset(), None
        self.walk_of_this_submission = []

    @property
    def digest(self):
        proposal = self.proposal
        fields = {"text": self.text, "attribute": proposal.attribute, "grounds": list(proposal.grounds)}
        return content_digest(fields, ())

    def now(self):
        self.clock += 1
        return f"2026-03-02T09:{self.clock // 60 % 60:02}:{self.clock % 60:02}.{self.clock:06}+08:00"

    @rule(seed=st.integers(0, 2**32))
    def a_day_in_the_house(self, seed):
        """Twenty acts; the seed is what a failing walk is shrunk to, and what it can be repeated with."""
        rnd = random.Random(seed)
        for _ in range(20):
            if self.state in ENDS:
                self.begin()
            chance = rnd.random()
            if chance < 0.15:
                self.edit(rnd)
            elif chance < 0.2:
                self.slip_past_every_door(rnd)
            else:
                self.take(rnd)
            self.check()

    def edit(self, rnd):
        """Content changes in a draft only: elsewhere nobody is let to it. Most drafters propose something that holds."""
        person = rnd.choice(("chen", "chen", "chen", *PERSONS))
        if self.state == "draft" and "Drafter" in self.offices[person]:
            self.text, self.proposal = rnd.randrange(4), rnd.choice(PROPOSALS)
            self.authors.add(person)

    def slip_past_every_door(self, rnd):
        """Code on the server changes a text under review: what was reviewed is no longer what would be signed."""
        if self.state in signoff.IN_REVIEW:
            self.text = rnd.randrange(4)

    def facts(self, person, deputy_of, step):
        required = step.id in ("submit", "endorse", "approve", "sign")
        proposal = attribute.problems(self.proposal, NATIONAL, required=True) if required else []
        return signoff.Facts(
            state=self.state,
            actor=person,
            on_behalf_of=deputy_of if deputy_of != person else "",
            roles=self.offices[person] | self.offices.get(deputy_of, frozenset()),
            authors=frozenset(self.authors),
            opinions=tuple(self.opinions),
            digest=self.digest,
            signed_digest=self.signed,
            attribute=self.proposal.attribute or "",
            proposal=tuple(proposal),
            office_size=self.size,
            came_from=self.came_from,
            questioned=self.questioned,
            submitted_at=self.submitted_at,
            acted=any(opinion.at >= self.submitted_at for opinion in self.opinions),
        )

    def take(self, rnd):
        """Somebody tries a step: mostly one that starts here, mostly somebody who holds the office."""
        every = list(signoff.STEPS.values())
        here = [step for step in every if self.state in step.sources]
        onward = [step for step in here if step.id in ONWARD]
        step = rnd.choice(rnd.choice((onward, onward, onward, here, every)) or here or every)
        wanted = {*step.offices.get(self.state, ())}
        holders = [holder for holder in PERSONS if self.offices[holder] & wanted]
        person = rnd.choice(rnd.choice((holders, holders, PERSONS)) or PERSONS)
        deputy_of = rnd.choice(PERSONS) if rnd.random() < 0.3 else ""
        determined = rnd.choice(PROPOSALS)
        facts = self.facts(person, deputy_of, step)
        data = {name: value for name, value in VALUES.items() if step.accepts(name)}
        if step.id == "determine":
            data["attribute"] = determined.attribute or ""
        if signoff.problems(step, facts, data):
            return
        if step.id == "determine":
            if attribute.problems(determined, NATIONAL, required=True):
                return
            self.proposal = determined
        self.follow(step, facts)

    def follow(self, step, facts):
        at = self.now()
        persons = frozenset({facts.actor, facts.on_behalf_of} - {""})
        if step.id == "question":
            self.opinions = [replace(opinion, voided=True) for opinion in self.opinions]
            self.word = None
        if step.id in OUTCOMES:
            self.opinions.append(self.opinion(step, facts, at))
        if step.id in ("approve", "determine"):
            self.word = Word(persons, self.digest)
        if step.id in ("return", "break_glass_return", "recall"):
            self.word = None
        if step.id == "submit":
            self.submitted_at, self.questioned, self.walk_of_this_submission = at, False, []
        if step.id in ("question", "approve"):
            self.questioned = step.id == "question"
        if step.id in ("endorse", "approve", "determine", "sign"):
            self.walk_of_this_submission.append((step.id, persons))
        if step.id == "sign":
            self.signed, self.signers = self.digest, persons
        came_from = self.came_from
        self.came_from = self.state if step.id == "refer" else ""
        self.state = step.target or came_from

    def opinion(self, step, facts, at):
        return secrecy.Opinion(
            reviewer=facts.actor,
            on_behalf_of=facts.on_behalf_of,
            capacity=signoff.capacity(step, facts),
            step=step.id,
            outcome=OUTCOMES[step.id],
            attribute=self.proposal.attribute or "",
            grounds=self.proposal.grounds,
            checks=(),
            digest=self.digest,
            at=at,
            determination=step.id == "determine",
        )

    def check(self):
        self.nothing_is_issued_without_a_current_positive_review_of_exactly_that_content()
        self.drafter_reviewer_and_signer_are_different_persons_deputies_included()
        self.in_a_standard_office_each_part_is_played_by_another_person()
        self.past_the_draft_the_attribute_is_valid()
        self.what_is_signed_stays_as_it_is_and_ends_where_its_attribute_says()

    def nothing_is_issued_without_a_current_positive_review_of_exactly_that_content(self):
        if self.state in signoff.FROZEN:
            assert self.word is not None
            assert self.word.content == self.digest == self.signed

    def drafter_reviewer_and_signer_are_different_persons_deputies_included(self):
        if self.state in signoff.FROZEN:
            assert not self.word.persons & self.authors
            assert not self.signers & self.authors
            assert not self.signers & self.word.persons

    def in_a_standard_office_each_part_is_played_by_another_person(self):
        if self.state in signoff.FROZEN and self.size == "standard":
            parts = {"endorse": set(), "approve": set(), "determine": set(), "sign": set()}
            for step, persons in self.walk_of_this_submission:
                parts[step] |= persons
            assert sum(map(len, parts.values())) == len(set().union(*parts.values()))

    def past_the_draft_the_attribute_is_valid(self):
        if self.state not in ("draft", "discontinued"):
            assert not attribute.problems(self.proposal, NATIONAL, required=True)

    def what_is_signed_stays_as_it_is_and_ends_where_its_attribute_says(self):
        if self.signed:
            assert self.state in signoff.FROZEN
            assert self.digest == self.signed
        ends = {"published": "proactive", "withdrawn": "proactive", "registered": "on_request"}
        assert self.state not in ends or self.proposal.attribute == ends[self.state]


Life.TestCase.settings = settings(
    max_examples=20 * WALKS,
    stateful_step_count=20,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
TestLife = Life.TestCase
